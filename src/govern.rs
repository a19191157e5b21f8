//! What is done with findings once all rules have run: levels, and acceptances with what is wrong with them.
//! The rules of group `accept` are made here, because they look at findings and not at cells.

use rustc_hash::FxHashMap;

use crate::check;
use crate::finding::{Acceptance, Applicability, Edit, Finding, Level, Standing};
use crate::model::{Accept, Item, Model, OwnRule, date};
use crate::settings::{self, Settings};
use crate::source::{Sources, Span};
use crate::syntax::ast::Noun;

/// What governs the findings of one policy.
#[derive(Clone, Copy, Debug)]
pub struct Governor<'a> {
    pub model: &'a Model,
    pub sources: &'a Sources,
    pub settings: &'a Settings,
    /// The policy's root, as its files' paths begin.
    pub root: &'a str,
    /// Days since 1970-01-01.
    pub as_of: i32,
}

impl Governor<'_> {
    /// Gives every finding its level and its standing, and adds those about acceptances. What is off is taken away.
    pub fn govern(&self, findings: &mut Vec<Finding>) {
        self.identify(findings);
        self.set_levels(findings);
        let mut about = self.accept(findings);
        self.set_levels(&mut about);
        findings.append(&mut about);
    }

    /// Says what findings of texts and names are about that have no box, and whose messages do not name the place.
    fn identify(&self, findings: &mut [Finding]) {
        let is_text = |it: &Finding| it.rule.starts_with("syntax/");
        let vague = |it: &&mut Finding| it.key.is_none() && (is_text(it) || it.rule == "name/unknown-property");
        for finding in findings.iter_mut().filter(vague) {
            let place = if is_text(finding) {
                let source = self.sources.get(finding.span.file);
                line_around(&source.text, finding.span.start as usize).to_owned()
            } else {
                self.path_around(finding.span)
            };
            finding.key = Some(format!("{}: {place}", finding.message).into());
        }
    }

    /// The declaration that a place lies in, with those around it.
    fn path_around(&self, span: Span) -> String {
        let ast = &self.model.ast;
        let place = |it: Span| (it.file, it.start);
        let behind = ast.declarations.partition_point(|it| place(it.span) <= place(span));
        let last = behind.checked_sub(1).map(crate::source::offset);
        let around = std::iter::successors(last, |&at| ast.declarations[at as usize].parent);
        let holds = |at: &u32| {
            let whole = ast.declarations[*at as usize].span;
            whole.file == span.file && span.end <= whole.end
        };
        around.into_iter().find(holds).map_or_else(String::new, |at| ast.path(&self.model.names, at))
    }

    fn set_levels(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| match self.level_of(finding) {
            Some(level) => {
                finding.level = level;
                true
            }
            None => false,
        });
    }

    fn level_of(&self, finding: &Finding) -> Option<Level> {
        self.settings.judge(finding.id(), finding.level, self.file(finding.span))
    }

    /// The path of a file from the policy's root; that of a catalogue's file as it is.
    fn file(&self, span: Span) -> &str {
        let path = self.sources.get(span.file).path.as_str();
        path.strip_prefix(self.root).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path)
    }

    /// Marks what is accepted, and finds what is wrong with acceptances.
    fn accept(&self, findings: &mut [Finding]) -> Vec<Finding> {
        let mut out = Vec::new();
        if self.model.accepts.is_empty() {
            return out;
        }
        let (by_rule, by_party) = (by_rule(findings), by_party(findings));
        for accept in &self.model.accepts {
            let Some(rule) = accept.rule.map(|it| self.model.names.name(it)) else { continue };
            let known = self.is_known(rule);
            let ignorable = self.settings.is_ignorable(rule);
            let expired = accept.until.is_some_and(|until| until < self.as_of);
            if let Err(help) = known {
                out.push(self.unknown(accept, rule, help));
                continue;
            }
            if !accept.broken {
                out.extend(self.incomplete(accept, rule));
            }
            if expired {
                out.push(self.expired(accept, rule));
                continue;
            }
            if !ignorable {
                let message = format!("`{rule}` may not be accepted in this policy");
                out.push(self.void(accept, message, "accepts nothing: `ignorable = false` in `loket.toml`"));
                continue;
            }
            if rule.starts_with("accept/") {
                let message = format!("`{rule}` is about acceptances themselves and may not be accepted");
                out.push(self.void(accept, message, "accepts nothing"));
                continue;
            }
            let item = self.span(accept.item);
            let mut meant = anchored(findings, by_rule.get(rule).map_or(&[], Vec::as_slice), item);
            // Which of the statements that make a finding it stands at depends on their order, and so no acceptance may.
            if matches!(accept.item, Item::Statement(_)) {
                let made = by_party.get(&item).into_iter().flatten().copied();
                meant.extend(made.filter(|&at| findings[at].id() == rule));
            }
            let used = !meant.is_empty();
            for at in meant {
                if findings[at].is_open() {
                    findings[at].standing = Standing::Accepted(Box::new(self.acceptance(accept)));
                }
            }
            // Of a rule that did not run nobody can say that nothing was found.
            let ran = check::is_checked(rule) || OwnRule::is_id(rule);
            let level = Level::Error;
            if !used && ran && !accept.broken && self.settings.judge(rule, level, self.file(accept.span)).is_some() {
                out.push(self.unused(accept, rule));
            }
        }
        out
    }

    /// Whether there is such a rule; else what to do.
    fn is_known(&self, rule: &str) -> Result<(), String> {
        let model = self.model;
        if OwnRule::is_id(rule) {
            let names = || model.own_rules.iter().map(|it| model.names.name(it.id));
            if names().any(|it| it == rule) {
                return Ok(());
            }
            let near = settings::nearest(rule, names());
            return Err(
                near.map_or_else(|| "`loket rules` lists them all".to_owned(), |it| format!("did you mean `{it}`?"))
            );
        }
        match settings::is_known(rule) {
            Ok(()) if rule.contains('/') => Ok(()),
            Ok(()) => Err("this is a group: accept one rule at a time".to_owned()),
            Err(Some(near)) => Err(format!("did you mean `{near}`?")),
            Err(None) => Err("`loket rules` lists them all".to_owned()),
        }
    }

    fn unknown(&self, accept: &Accept, rule: &str, help: String) -> Finding {
        let span = accept.rule_span;
        Finding::new("name/unresolved", Level::Error, span, format!("no rule is named `{rule}`"))
            .note("no such rule")
            .help(help)
            .label(self.span(accept.item), "so nothing is accepted here")
    }

    fn incomplete(&self, accept: &Accept, rule: &str) -> Option<Finding> {
        let reason = accept.because.map_or("", |it| self.model.names.name(it)).trim();
        let (lack, help) = match (reason.is_empty(), accept.until.is_none()) {
            (false, false) => return None,
            (true, false) => ("no reason", "add `because: \"…\"`"),
            (false, true) => ("no end", "add `until: ` with the day by which it is mended"),
            (true, true) => ("neither a reason nor an end", "add `until: ` with a day, and `because: \"…\"`"),
        };
        let message = format!("the acceptance of `{rule}` at {} has {lack}", self.words(accept.item));
        let finding = Finding::new("accept/incomplete", Level::Warning, accept.span, message).note(lack).help(help);
        Some(finding.about(self.identity(accept, rule)))
    }

    fn expired(&self, accept: &Accept, rule: &str) -> Finding {
        let until = date::iso(accept.until.unwrap_or_default());
        let message = format!("the acceptance of `{rule}` at {} ended on {until}", self.words(accept.item));
        let finding = Finding::new("accept/expired", Level::Error, accept.span, message)
            .note("accepts nothing any more")
            .help("mend what it was about and remove it, or decide again and move its `until`");
        // What was decided goes with it.
        self.removable(finding, accept, Applicability::Unsafe)
    }

    fn unused(&self, accept: &Accept, rule: &str) -> Finding {
        let message = format!("`{rule}` finds nothing at {}, so there is nothing to accept", self.words(accept.item));
        let finding = Finding::new("accept/unused", Level::Warning, accept.span, message)
            .note("accepts nothing")
            .help("remove the acceptance, or move it to the place of the finding or to a statement that makes it");
        self.removable(finding, accept, Applicability::Safe)
    }

    /// An acceptance of what may not be accepted.
    fn void(&self, accept: &Accept, message: String, note: &'static str) -> Finding {
        let finding = Finding::new("accept/unused", Level::Warning, accept.span, message)
            .note(note)
            .help("remove the acceptance, and mend what it is about");
        self.removable(finding, accept, Applicability::Safe)
    }

    fn removable(&self, finding: Finding, accept: &Accept, applicability: Applicability) -> Finding {
        let span = self.sources.get(accept.span.file).lines_of(accept.span);
        let rule = accept.rule.map_or("", |it| self.model.names.name(it));
        finding.about(self.identity(accept, rule)).fix(
            "remove the acceptance",
            applicability,
            vec![Edit { span, replacement: "".into() }],
        )
    }

    fn acceptance(&self, accept: &Accept) -> Acceptance {
        let text = |symbol| self.model.names.name(symbol).to_owned();
        Acceptance {
            reason: accept.because.map(text),
            until: accept.until.map(date::iso),
            by: accept.by.map(text),
            span: accept.span,
        }
    }

    fn span(&self, item: Item) -> Span {
        match item {
            Item::Declaration(at) => self.model.ast.declarations[at as usize].span,
            Item::Statement(at) => self.model.ast.statements[at as usize].span,
        }
    }

    /// What is accepted, and where.
    fn identity(&self, accept: &Accept, rule: &str) -> String {
        let (ast, names) = (&self.model.ast, &self.model.names);
        let item = match accept.item {
            Item::Declaration(at) => ast.path(names, at),
            Item::Statement(at) => ast.identity(names, &ast.statements[at as usize]),
        };
        format!("{rule} at {item}")
    }

    /// "unit `KCC`", or the statement's first words.
    fn words(&self, item: Item) -> String {
        match item {
            Item::Declaration(at) => {
                let declaration = &self.model.ast.declarations[at as usize];
                let name = self.model.names.name(declaration.name.symbol);
                format!("{} `{name}`", noun(declaration.noun))
            }
            Item::Statement(_) => {
                let text = self.sources.text(self.span(item)).replace('`', "");
                let mut words: Vec<&str> = text.split_whitespace().take(WORDS + 1).collect();
                if words.len() > WORDS {
                    words[WORDS] = "…";
                }
                format!("`{}`", words.join(" "))
            }
        }
    }
}

/// How many words of a statement are quoted.
const WORDS: usize = 8;

/// So many characters of a line before and behind a place say where it is: a line may be as long as a file.
const NEAR: usize = 120;

/// The line that a place lies in, as far as it is near.
fn line_around(text: &str, at: usize) -> &str {
    let (before, behind) = text.split_at_checked(at).unwrap_or_default();
    let len = |chars: &mut dyn Iterator<Item = char>| -> usize {
        chars.take(NEAR).take_while(|&it| it != '\n').map(char::len_utf8).sum()
    };
    let (from, to) = (at - len(&mut before.chars().rev()), at + len(&mut behind.chars()));
    text.get(from..to).unwrap_or_default().trim()
}

fn noun(noun: Noun) -> &'static str {
    crate::model::vocabulary::get().noun(noun).word
}

/// The findings of each rule, by place.
fn by_rule(findings: &[Finding]) -> FxHashMap<String, Vec<usize>> {
    let mut out: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (at, finding) in findings.iter().enumerate() {
        match out.get_mut(finding.id()) {
            Some(list) => list.push(at),
            None => {
                out.insert(finding.id().to_owned(), vec![at]);
            }
        }
    }
    let mut lists: Vec<&mut Vec<usize>> = out.values_mut().collect();
    for list in &mut lists {
        list.sort_by_key(|&at| findings[at].span);
    }
    out
}

/// Findings by the places that make them.
fn by_party(findings: &[Finding]) -> FxHashMap<Span, Vec<usize>> {
    let mut out: FxHashMap<Span, Vec<usize>> = FxHashMap::default();
    for (at, finding) in findings.iter().enumerate() {
        for &party in &finding.parties {
            out.entry(party).or_default().push(at);
        }
    }
    out
}

/// Those of some findings, sorted by place, that are anchored within an item.
fn anchored(findings: &[Finding], sorted: &[usize], item: Span) -> Vec<usize> {
    let start = sorted.partition_point(|&at| {
        let span = findings[at].span;
        (span.file, span.start) < (item.file, item.start)
    });
    let within =
        |at: &&usize| findings[**at].span.file == item.file && findings[**at].span.start < item.end.max(item.start + 1);
    sorted[start..].iter().take_while(within).copied().filter(|&at| findings[at].span.end <= item.end).collect()
}
