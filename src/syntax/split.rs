//! Cuts a file where an item begins, so that the parser works on one stretch at a time. Counts braces on the way: what is
//! too deep is hidden from the parser, and an opener without its end is reported.

use std::borrow::Cow;

use super::clause::head;
use super::grammar::{self, Rule};
use super::lower::{Shift, error};
use super::plain::{Piece, Plain};
use super::recover::say;
use super::unseen::{self, Unseen};
use crate::finding::{Applicability, Edit, Finding};
use crate::source::{FileId, Span, offset};
use label::Label;

mod label;

/// A stretch that begins and ends between items.
pub(super) struct Chunk<'a> {
    pub(super) start: usize,
    pub(super) text: Cow<'a, str>,
    /// Where less of it stands before a place than of the file.
    pub(super) shifts: Vec<Shift>,
}

/// The stretches of a file.
pub(super) struct Chunks<'a> {
    file: FileId,
    text: &'a str,
    /// Where the next stretch begins.
    at: usize,
    nesting: usize,
    /// A brace that is too deep was reported.
    too_deep: bool,
    /// How many closing braces belong to blocks that were ended before them.
    ended: usize,
    /// How often reading may still begin anew after an opener without its end.
    restarts: u32,
    /// Characters that nobody sees, outside texts and comments.
    unseen: Unseen,
    /// Where the next `@` may stand of which nothing was told yet.
    told: usize,
    /// Reads the items between the stretches.
    plain: Option<Plain<'a>>,
}

/// A stretch is at least this long, if the file is.
const LENGTH: usize = 24 << 10;

/// What a scan finds.
#[derive(Default)]
struct Scan {
    /// The openers that wait for their ends.
    open: Vec<usize>,
    /// The first noun at the start of a line since the outermost opener.
    noun: Option<usize>,
    /// What the parser must not see.
    holes: Vec<(usize, usize)>,
    /// Where the holes begin that are not even blanks.
    cuts: Vec<usize>,
    /// The blanks that are read as quotes.
    quotes: Vec<usize>,
    /// A property stands in no block: what is further in may belong to it.
    bare: bool,
    /// Where the block that is too deep begins, and how many braces are open in it.
    deep: Option<(usize, usize)>,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(file: FileId, text: &'a str, nesting: u32, plain: Option<Plain<'a>>) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self {
            file,
            text,
            at,
            nesting: nesting as usize,
            too_deep: false,
            ended: 0,
            restarts: 8,
            unseen: Unseen::default(),
            told: 0,
            plain,
        }
    }

    /// The pieces of the item that stands next, if it is one that needs no grammar.
    pub(super) fn plain(&mut self) -> Option<&[Piece]> {
        let plain = self.plain.as_mut()?;
        self.at = plain.end(self.at)?;
        Some(plain.pieces())
    }

    pub(super) fn next(&mut self, findings: &mut Vec<Finding>) -> Option<Chunk<'a>> {
        if self.at >= self.text.len() {
            self.unseen.tell(self.file, findings);
            return None;
        }
        let start = self.at;
        let mut scan = Scan::default();
        let mut end = self.scan(start, &mut scan, findings);
        if let Some((from, _)) = scan.deep {
            scan.holes.push((from, end));
        } else if !scan.open.is_empty() {
            self.unclosed(&scan.open, findings);
            if end < self.text.len() {
                self.ended += scan.open.len();
            } else if let Some(noun) = scan.noun.filter(|_| self.restarts > 0) {
                self.restarts -= 1;
                end = noun;
                scan.holes.retain(|hole| hole.1 <= end);
            }
        }
        self.at = end;
        let (text, shifts) = hide(&self.text[start..end], start, &scan);
        Some(Chunk { start, text, shifts })
    }

    /// The end of the stretch that begins at `start`.
    fn scan(&mut self, start: usize, scan: &mut Scan, findings: &mut Vec<Finding>) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if !SIGNS[byte as usize] {
                continue;
            }
            match byte {
                b'"' => {
                    at = match label::open(self.text, at - 1).filter(|_| scan.deep.is_none()) {
                        Some(label) => self.lacks_quote(at - 1, &label, scan, findings),
                        None => string_end(bytes, at),
                    }
                }
                b'`' => {
                    at = name_end(bytes, at);
                }
                b'/' if bytes.get(at) == Some(&b'/') => {
                    at = line_end(bytes, at);
                }
                b'{' => self.opened(at - 1, scan, findings),
                b'}' => self.closed(at - 1, scan),
                b'\n' if self.line(at, start, scan) => return at,
                b'\n' => {}
                b'@' => self.apart(at - 1, scan, findings),
                _ => at = self.skip_unseen(at - 1, scan),
            }
        }
        at
    }

    /// The end of the character at `at`; where it cannot be seen, the parser reads a blank.
    fn skip_unseen(&mut self, at: usize, scan: &mut Scan) -> usize {
        let Some(sign) = self.text[at..].chars().next() else { return at + 1 };
        let end = at + sign.len_utf8();
        if self.unseen.take(self.text, at, sign) && scan.deep.is_none() {
            if unseen::is_inside_word(self.text, (at, end), sign) {
                scan.cuts.push(at);
            }
            scan.holes.push((at, end));
        }
        end
    }

    /// An `@` at the start of a line that blanks divide from its name: they are told, and the parser does not see them.
    fn apart(&mut self, at: usize, scan: &mut Scan, findings: &mut Vec<Finding>) {
        let (before, behind) = (&self.text[..at], &self.text[at + 1..]);
        let begins = before.trim_end_matches([' ', '\t']);
        let name = behind.trim_start_matches([' ', '\t']);
        let word = say::word(name);
        let arguments = name[word.len()..].trim_start_matches([' ', '\t']).starts_with('(');
        if name.len() == behind.len()
            || word.is_empty()
            || !arguments
            || scan.deep.is_some()
            || !(begins.is_empty() || begins.ends_with(['\n', '\r']))
        {
            return;
        }
        let end = at + 1 + behind.len() - name.len();
        scan.cuts.push(at + 1);
        scan.holes.push((at + 1, end));
        if at >= self.told {
            self.told = at + 1;
            let span = self.span(at, end + word.len());
            let message = format!("`@` stands apart from `{word}`");
            let finding = error(span, message).help(format!("write `@{word}`"));
            findings.push(finding.spelling(self.span(at, end), "@", Applicability::Safe));
        }
    }

    /// A label that lacks one of its quotes is read as if it had both. Where the scan goes on.
    fn lacks_quote(&mut self, quote: usize, label: &Label, scan: &mut Scan, findings: &mut Vec<Finding>) -> usize {
        scan.quotes.push(label.blank);
        if quote >= self.told {
            self.told = quote + 1;
            let (place, message, help) = if label.ends {
                let first = label.blank + 1;
                let place = self.span(first, quote + 1);
                (place, "this text has no opening quote", "write `\"` before it")
            } else {
                let end = self.text[..label.brace].trim_ascii_end().len();
                (self.span(quote, end), "this text has no closing quote", "write `\"` at its end, before the `{`")
            };
            let at = if label.ends { place.start } else { place.end };
            let edit = Edit { span: Span { start: at, end: at, ..place }, replacement: "\"".into() };
            findings.push(error(place, message).help(help).fix("write `\"`", Applicability::Unsafe, vec![edit]));
        }
        if label.ends { quote + 1 } else { label.brace }
    }

    fn opened(&mut self, at: usize, scan: &mut Scan, findings: &mut Vec<Finding>) {
        if let Some((_, count)) = &mut scan.deep {
            *count += 1;
        } else if scan.open.len() == self.nesting {
            scan.deep = Some((at, 1));
            if !std::mem::replace(&mut self.too_deep, true) {
                let message = format!("this block is nested deeper than {} levels", self.nesting);
                let help = "nest less, or raise `nesting` under `[limits]` in `loket.toml`";
                findings.push(error(self.span(at, at + 1), message).help(help).note("skipped from here"));
            }
        } else {
            scan.open.push(at);
        }
    }

    fn closed(&mut self, at: usize, scan: &mut Scan) {
        if let Some((from, count)) = scan.deep {
            scan.deep = (count > 1).then_some((from, count - 1));
            if count == 1 {
                scan.holes.push((from, at + 1));
            }
        } else if scan.open.pop().is_none() && self.ended > 0 {
            self.ended -= 1;
            scan.holes.push((at, at + 1));
        }
        if scan.open.is_empty() {
            scan.noun = None;
        }
    }

    /// A line begins at `at`; whether the stretch ends before it.
    fn line(&mut self, at: usize, start: usize, scan: &mut Scan) -> bool {
        let outside = scan.open.is_empty() && scan.deep.is_none();
        let long = at >= start + LENGTH;
        if outside && !long && self.plain.is_none() {
            return false;
        }
        let line = &self.text.as_bytes()[at..];
        let blanks = if outside { line.iter().take_while(|&&it| matches!(it, b' ' | b'\t')).count() } else { 0 };
        let line = &self.text[at + blanks..];
        if outside && long && (line.starts_with('@') || (line.starts_with("///") && !line.starts_with("////"))) {
            return true;
        }
        let word = &line[..line.bytes().take_while(u8::is_ascii_lowercase).count()];
        if outside && !long {
            let key = say::word(line);
            scan.bare |= !key.is_empty() && line[key.len()..].trim_start_matches([' ', '\t']).starts_with(':');
        }
        let Some(rule) = grammar::keyword(word) else { return false };
        let rest = line[word.len()..].trim_start_matches([' ', '\t']);
        let goes_on = |sign: char| sign == '_' || sign == '-' || sign == ':' || sign.is_alphanumeric();
        if rest.starts_with(':') || line[word.len()..].starts_with(goes_on) {
            return false;
        }
        let statement = rule == Rule::kw_expect || head(rule).is_some();
        if outside && long {
            return rule == Rule::kw_expect || is_noun(rule) || (statement && self.ends_item(at, start));
        }
        if outside {
            return (statement || is_noun(rule))
                && !(scan.bare && blanks > 0)
                && self.is_complete(at, start)
                && self.plain.as_mut().is_some_and(|it| it.end(at).is_some());
        }
        if is_noun(rule) {
            scan.noun.get_or_insert(at);
        }
        statement
    }

    /// Whether what stands before the line at `at` cannot be an `expect` whose statement the line is.
    fn ends_item(&self, at: usize, start: usize) -> bool {
        let expect = grammar::spelling(Rule::kw_expect);
        let no = grammar::spelling(Rule::kw_no);
        let words = self.words_before(at, start);
        words.is_none_or(|it| !it.contains(expect) && !it.starts_with('"') && !it.starts_with(no))
    }

    /// Whether nothing that stands before the line at `at` waits for more.
    fn is_complete(&self, at: usize, start: usize) -> bool {
        let ends = |words: &str| {
            let last = words.rsplit([' ', '\t']).next().unwrap_or_default();
            let sign = words.ends_with(|it: char| it.is_alphanumeric() || "_}*\"`%)".contains(it));
            sign && grammar::keyword(last).is_none() && !words.contains("//")
        };
        self.ends_item(at, start) && self.words_before(at, start).is_none_or(ends)
    }

    /// The last line between `start` and `at` that is neither blank nor a comment.
    fn words_before(&self, at: usize, start: usize) -> Option<&str> {
        let mut end = at;
        while end > start {
            let line = memchr::memrchr2(b'\n', b'\r', &self.text.as_bytes()[start..end - 1])
                .map_or(start, |len| start + len + 1);
            let words = self.text[line..end].trim_ascii();
            if !words.is_empty() && !words.starts_with("//") {
                return Some(words);
            }
            end = line;
        }
        None
    }

    fn unclosed(&self, open: &[usize], findings: &mut Vec<Finding>) {
        let Some((&first, rest)) = open.split_first() else { return };
        let mut finding =
            error(self.span(first, first + 1), "this `{` is not closed").help("write `}` where the block ends");
        for &at in rest {
            finding = finding.label(self.span(at, at + 1), "nor is this one");
        }
        findings.push(finding);
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, offset(start), offset(end))
    }
}

/// The signs at which a scan stops.
const SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let mut at = 0;
    while at < SIGNIFICANT.len() {
        signs[SIGNIFICANT[at] as usize] = true;
        at += 1;
    }
    let mut control = 0;
    while control < 128 {
        signs[control] |= (control < 32 && control != b'\t' as usize && control != b'\r' as usize) || control == 127;
        control += 1;
    }
    signs
};

/// The last ones begin the characters beyond ASCII that cannot be seen.
const SIGNIFICANT: &[u8] = b"\"`/{}\n@\xc2\xcd\xd8\xe1\xe2\xe3\xef\xf0\xf3";

pub(super) fn is_noun(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::kw_organisation
            | Rule::kw_location
            | Rule::kw_audience
            | Rule::kw_channel
            | Rule::kw_unit
            | Rule::kw_theme
            | Rule::kw_service
            | Rule::kw_record
    )
}

/// Where the line ends that `at` stands on: there a comment ends.
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |len| at + len)
}

/// The end of a text whose opening quote stands before `at`; its own line is the last it may have.
pub(super) fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(len) = memchr::memchr3(b'"', b'\\', b'\n', &bytes[at..]) {
        at += len;
        match bytes[at] {
            b'"' => return at + 1,
            b'\\' if !matches!(bytes.get(at + 1), None | Some(b'\n' | b'\r')) => at += 2,
            b'\\' => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}

/// The end of a name whose opening backtick stands before `at`; its own line is the last it may have.
pub(super) fn name_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr2(b'`', b'\n', &bytes[at..])
        .map_or(bytes.len(), |len| at + len + usize::from(bytes[at + len] == b'`'))
}

/// The text with quotes over the blanks of labels that lack one.
fn quoted<'a>(text: &'a str, start: usize, quotes: &[usize]) -> Cow<'a, str> {
    if quotes.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    for quote in quotes.iter().map(|it| it - start).filter(|&it| it < text.len()) {
        shown.push_str(&text[at..quote]);
        shown.push('"');
        at = quote + 1;
    }
    shown.push_str(&text[at..]);
    Cow::Owned(shown)
}

/// The text with blanks in its holes, but for those that are cut out; line ends stay.
fn hide<'a>(text: &'a str, start: usize, scan: &Scan) -> (Cow<'a, str>, Vec<Shift>) {
    if scan.holes.is_empty() && scan.quotes.is_empty() {
        return (Cow::Borrowed(text), Vec::new());
    }
    let text = quoted(text, start, &scan.quotes);
    let mut shown = String::with_capacity(text.len());
    let mut shifts = Vec::new();
    let mut at = 0;
    for &(from, to) in &scan.holes {
        shown.push_str(&text[at..from - start]);
        at = to - start;
        if scan.cuts.binary_search(&from).is_ok() {
            shifts.push(Shift { at: shown.len(), by: offset(at - shown.len()), cut: true });
        } else {
            shown.extend(text[from - start..at].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        }
    }
    shown.push_str(&text[at..]);
    (Cow::Owned(shown), shifts)
}
