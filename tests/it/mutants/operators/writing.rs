//! Mistakes of writing: names, properties, and text that is no policy. One mistake is one finding.

use loket::model::Meaning;
use loket::source::{FileId, Span};
use loket::syntax::ast::{Head, Noun};

use super::super::policy::{Clause, Edit, Policy, Said, behind, edit};
use super::{Expected, Mutant, Operator, by_itself};

pub(super) const OPERATORS: &[Operator] = &[
    by_itself("misspell a name", &["name/unresolved"], |it| {
        names(it).into_iter().filter_map(|span| misspelt(it, span)).collect()
    }),
    by_itself("declare a name twice", &["name/duplicate"], declare_twice),
    by_itself("misspell a property", &["name/unknown-property"], misspell_property),
    by_itself("give a property a value of the wrong shape", &["name/unknown-property"], wrong_shape),
    by_itself("declare a place where nothing is", &["name/unused"], |it| {
        vec![unused(it, vec![it.at_the_end("location Nergens \"Nergens\"")], "Nergens")]
    }),
    by_itself("use a thing nowhere", &["name/unused"], use_nowhere),
    by_itself("let a statement end before it begins", &["name/empty-box"], |it| {
        it.said().map(|it| one(it.policy, dates(it), "name/empty-box", it.it.span)).collect()
    }),
    by_itself("except all that a statement names", &["name/empty-box"], except_all),
    by_itself("put a counter where it is not", &["name/empty-box"], elsewhere),
    by_itself("misspell a keyword", &["syntax/error"], |it| {
        it.said().map(|it| one(it.policy, edit(it.it.keyword, "antwoordt"), "syntax/error", it.it.span)).collect()
    }),
    by_itself("leave a string open", &["syntax/error"], open_string),
    by_itself("write an outline", &["syntax/org-mode"], |it| {
        let outline = |id: FileId| edit(Span::new(id, 0, 0), "* Aantekeningen\n** Wie doet wat\n");
        first_lines(it, "syntax/org-mode", &outline)
    }),
    by_itself("turn the direction of reading", &["syntax/bidi"], |it| {
        let turn = |id: FileId| edit(Span::new(id, 0, 0), "// \u{202e}noot\u{202c}\n");
        first_lines(it, "syntax/bidi", &turn)
    }),
    by_itself("save in another encoding", &["syntax/encoding"], |it| {
        let latin = |id: FileId| Edit { span: Span::new(id, 0, 0), text: b"// Financi\xEBn\n".to_vec() };
        first_lines(it, "syntax/encoding", &latin)
    }),
];

/// One edit that is found once, on the line of a stretch.
fn one(policy: &Policy, edit: Edit, rule: &'static str, at: Span) -> Mutant {
    let expected = Expected { rule, place: Some(policy.place(at)), words: Vec::new(), subjects: Vec::new() };
    Mutant { edits: vec![edit], finds: vec![expected], alone: false }
}

/// The names of declared things in all statements, without backticks.
fn names(policy: &Policy) -> Vec<Span> {
    let declared = |meaning: Meaning| {
        matches!(
            meaning,
            Meaning::Unit(_) | Meaning::Channel(_) | Meaning::Location(_) | Meaning::Audience(_) | Meaning::Service(_)
        )
    };
    let all = policy.model.ast.terms.iter().zip(&policy.model.meanings);
    all.filter(|(_, meaning)| declared(**meaning)).map(|(term, _)| term.span).collect()
}

/// A name with its last letter doubled. It counts as the name that was meant, so nothing else is found.
fn misspelt(policy: &Policy, span: Span) -> Option<Mutant> {
    let name = policy.text(span);
    let last = name.chars().next_back().filter(char::is_ascii_lowercase)?;
    let mutant = one(policy, behind(span, last.to_string()), "name/unresolved", span);
    (name.len() > 4).then_some(Mutant { alone: true, ..mutant })
}

fn declare_twice(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (noun, text) in [
        (Noun::Unit, "unit NAME { kind: staff }"),
        (Noun::Channel, "channel NAME { medium: web }"),
        (Noun::Location, "location NAME"),
        (Noun::Audience, "audience NAME"),
        (Noun::Service, "service NAME"),
        (Noun::Theme, "theme NAME"),
        (Noun::Record, "record NAME"),
    ] {
        for it in policy.declarations(noun) {
            let name = policy.text(it.name.span);
            let words = vec![policy.word(it.name.symbol).to_owned()];
            let expected = Expected { rule: "name/duplicate", place: None, words, subjects: Vec::new() };
            let edits = vec![policy.at_the_end(&text.replace("NAME", name))];
            all.push(Mutant { edits, finds: vec![expected], alone: false });
        }
    }
    all
}

fn misspell_property(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.model.ast.declarations.iter().filter(|it| it.noun != Noun::Record) {
        for property in &policy.model.ast.properties[it.properties.range()] {
            let key = policy.word(property.key.symbol);
            // Without what it must have, a thing lacks that as well.
            if !key.starts_with("x-") && !matches!(key, "medium" | "kind") {
                let text = format!("{key}n");
                all.push(one(policy, edit(property.key.span, text), "name/unknown-property", property.key.span));
            }
        }
    }
    all
}

fn wrong_shape(policy: &Policy) -> Vec<Mutant> {
    let free = ["upl", "address", "skills", "scarce", "agreement", "outsourced", "budget"];
    let mut all = Vec::new();
    for it in policy.model.ast.declarations.iter().filter(|it| it.noun != Noun::Record) {
        for property in &policy.model.ast.properties[it.properties.range()] {
            let key = policy.word(property.key.symbol);
            let names = matches!(key, "locations" | "audiences" | "views" | "section-of" | "body");
            if it.noun == Noun::Organisation && key == "kind" || key.starts_with("x-") || names || free.contains(&key) {
                continue;
            }
            let text = format!("{key}: \"zie bijlage\"");
            all.push(one(policy, edit(property.span, text), "name/unknown-property", property.span));
        }
    }
    all
}

fn unused(policy: &Policy, edits: Vec<Edit>, name: &str) -> Mutant {
    let words = vec![format!("`{}`", name.trim_matches('`'))];
    let expected = Expected { rule: "name/unused", place: None, words, subjects: Vec::new() };
    assert!(!policy.name.is_empty() && !edits.is_empty(), "something is changed");
    Mutant { edits, finds: vec![expected], alone: false }
}

/// Left out of every statement that has it. A counter would take the places along where nothing else is.
fn use_nowhere(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for clause in [Clause::Services, Clause::Channels, Clause::Audiences] {
        let things = policy.things(clause);
        let counter = |at: usize| clause == Clause::Channels && policy.model.channels[at].physical;
        let alone = |at: usize| things[at].parent.is_none() && things[at].end as usize == at + 1;
        for at in policy.leaves(clause).into_iter().filter(|&at| alone(at) && !counter(at)) {
            let name = policy.name_of(things[at]);
            let here = |it: &Said<'_>| it.selects(clause, at) && it.can_have(clause);
            let edits = policy.said().filter(here).map(|it| it.except(clause, name)).collect();
            all.push(unused(policy, edits, name));
        }
    }
    all
}

/// A statement that ends the day before it begins.
fn dates(it: Said<'_>) -> Edit {
    match (it.it.from, it.it.until) {
        (Some(from), None) => behind(it.it.span, format!(" until {}", loket::model::date::iso(from.day - 1))),
        (None, Some(until)) => behind(it.it.span, format!(" from {}", loket::model::date::iso(until.day + 1))),
        (Some(from), Some(_)) => it.until(&loket::model::date::iso(from.day - 1)),
        (None, None) => behind(it.it.span, " from 2027-03-01 until 2027-02-28"),
    }
}

fn except_all(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for clause in [Clause::Services, Clause::Channels, Clause::Audiences, Clause::Tasks, Clause::Data, Clause::Subject]
    {
        for it in policy.said().filter(|it| it.it.head != Head::Offer || clause != Clause::Subject) {
            let Some(selector) = it.selector(clause) else { continue };
            let (terms, except) = it.words(clause);
            if except.is_empty() && !terms.contains(&"*") {
                let text = format!("{} except {}", terms.join(", "), terms.join(", "));
                all.push(one(policy, it.with(clause, &text), "name/empty-box", selector.span));
            }
        }
    }
    all
}

/// A statement about one counter, at a place where that counter is not.
fn elsewhere(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said() {
        let channels = (0..policy.model.channels.len()).filter(|&at| it.selects(Clause::Channels, at));
        let channels: Vec<&loket::model::Channel> = channels.map(|at| &policy.model.channels[at]).collect();
        let stands = |place: usize| {
            let here = |it: &&loket::model::Channel| {
                it.locations.as_ref().is_none_or(|all| all.iter().any(|at| at.at() == place))
            };
            channels.iter().any(here)
        };
        if it.selector(Clause::Channels).is_none() || !channels.iter().all(|it| it.physical) {
            continue;
        }
        if let Some(place) = policy.leaves(Clause::Locations).into_iter().find(|&place| !stands(place)) {
            let name = policy.name_of(&policy.model.locations[place].thing);
            let end = Span { start: it.it.span.end, ..it.it.span };
            let at = it.selector(Clause::Locations).map_or(end, |it| it.span);
            all.push(one(policy, it.with(Clause::Locations, name), "name/empty-box", at));
        }
    }
    all
}

/// Reasons of which the closing mark is gone.
fn open_string(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said().filter(|it| it.text().ends_with('"')) {
        let last = Span { start: it.it.span.end - 1, ..it.it.span };
        all.push(one(policy, edit(last, ""), "syntax/error", last));
    }
    all
}

/// Every file, with something before all else.
fn first_lines(policy: &Policy, rule: &'static str, first: &dyn Fn(FileId) -> Edit) -> Vec<Mutant> {
    policy.sources.iter().map(|(id, _)| one(policy, first(id), rule, Span::new(id, 0, 0))).collect()
}
