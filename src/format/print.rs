//! A whole file: its elements one after the other, rows of one kind together.

use super::Stretch;
use super::fold::{INDENT, WIDTH};
use super::outline::{Element, Outline, What};
use super::row::{self, Class, Lead, Reader, Row, Rows};
use super::write::Writer;
use crate::finding::Finding;
use crate::syntax::ast::Ast;
use crate::syntax::tokens::{Kind, Tokens, lines_in};

/// The text of a file in its form, and the stretches of the text before that were left as they were.
pub(super) fn print(text: &str, ast: &Ast, findings: &[Finding]) -> (String, Vec<Stretch>) {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut printer =
        Printer { outline: Outline::new(text, ast, findings), out: Writer::new(text, newline(text)), left: Vec::new() };
    printer.out.push(&text[..start]);
    let elements = printer.outline.file(row::u32_of(start));
    printer.level(&elements, 0);
    (printer.out.finish(), printer.left)
}

/// How most lines end.
fn newline(text: &str) -> &'static str {
    let bytes = text.as_bytes();
    let (mut windows, mut all) = (0_usize, 0_usize);
    for at in memchr::memchr_iter(b'\n', bytes) {
        all += 1;
        windows += usize::from(at > 0 && bytes[at - 1] == b'\r');
    }
    if windows * 2 > all { "\r\n" } else { "\n" }
}

struct Printer<'a> {
    outline: Outline<'a>,
    out: Writer<'a>,
    left: Vec<Stretch>,
}

/// What was read of a level and is not yet written.
struct Level {
    indent: usize,
    rows: Rows,
    /// What waits for its item.
    leads: Vec<Lead>,
    /// Nothing was read yet.
    first: bool,
    /// What stands above an item and is no comment stands right above it.
    close: bool,
}

impl Level {
    /// Whether an empty line belongs before an element, and that it was read.
    fn blank(&mut self, element: Element) -> bool {
        let blank = element.lines > 1 && !self.first && !self.close;
        self.first = false;
        self.close = matches!(element.what, What::Doc | What::Annotation);
        blank
    }
}

impl Printer<'_> {
    /// The elements of a file or block, each on lines of its own.
    fn level(&mut self, elements: &[Element], indent: usize) {
        let mut level = Level { indent, rows: Rows::default(), leads: Vec::new(), first: true, close: false };
        let mut at = 0;
        while let Some(&element) = elements.get(at) {
            at += 1;
            let blank = level.blank(element);
            let behind = elements.get(at).filter(|it| it.what == What::Comment && it.lines == 0).copied();
            let taken = match element.what {
                What::Comment | What::Doc | What::Annotation => {
                    level.leads.push(Lead { element, blank });
                    false
                }
                What::Statement | What::Property => self.row(&mut level, element, blank, behind),
                What::Declaration(place) => self.declaration(&mut level, element, place, blank, behind),
                What::Stretch => self.stretch(&mut level, element, blank),
            };
            at += usize::from(taken && behind.is_some());
        }
        self.flush(&mut level);
        self.out.leads(&level.leads, indent);
    }

    /// Writes the rows that were gathered.
    fn flush(&mut self, level: &mut Level) {
        self.out.rows(&mut level.rows, level.indent);
    }

    /// Writes what stands above something that is no row.
    fn above(&mut self, level: &mut Level, blank: bool) {
        self.flush(level);
        self.out.leads(&level.leads, level.indent);
        level.leads.clear();
        if blank {
            self.out.newline();
        }
    }

    /// Writes what does not parse. The comment behind it belongs to it, if there is one.
    fn stretch(&mut self, level: &mut Level, element: Element, blank: bool) -> bool {
        self.above(level, blank);
        self.out.stretch(element.start, element.end);
        self.out.newline();
        self.left.push(Stretch { start: element.start, end: element.end });
        false
    }

    /// Gathers a row; it takes the comment behind it.
    fn row(&mut self, level: &mut Level, element: Element, blank: bool, behind: Option<Element>) -> bool {
        let (text, start, end) = (self.outline.text, element.start, element.end);
        let property = element.what == What::Property;
        let class = if property { Class::Property } else { row::class(text, start, end) };
        self.gather(level, class, blank, |rows| {
            let mut reader = Reader::new(rows, text);
            if property {
                row::property(&mut reader, start, end);
            } else {
                row::statement(&mut reader, start, end);
            }
            Some(reader.finish(behind.map(|it| (it.start, it.end))))
        })
    }

    /// Adds a row to those before it, or begins anew. False where what is read turns out to be no row.
    fn gather(
        &mut self,
        level: &mut Level,
        class: Class,
        blank: bool,
        read: impl FnOnce(&mut Rows) -> Option<Row>,
    ) -> bool {
        let apart = blank || level.leads.iter().any(|it| it.blank);
        if apart || level.rows.class.is_some_and(|it| it != class) {
            self.flush(level);
        }
        let Some(row) = read(&mut level.rows) else { return false };
        let from = level.rows.leads.len();
        level.rows.leads.append(&mut level.leads);
        let leads = from..level.rows.leads.len();
        level.rows.class = Some(class);
        level.rows.all.push(Row { leads, blank, ..row });
        true
    }

    /// A declaration: a row where it is short, else lines of its own. Whether it takes the comment behind it.
    fn declaration(
        &mut self,
        level: &mut Level,
        element: Element,
        place: u32,
        blank: bool,
        behind: Option<Element>,
    ) -> bool {
        let text = self.outline.text;
        let header = self.outline.ast.declarations[place as usize].header;
        let class = noun(text, element);
        let open = self.outline.open(place);
        let most = row::u32_of(WIDTH.saturating_sub(level.indent));
        let sound = open.is_none() || !self.outline.is_faulty(element.start, element.end);
        let short = sound
            && self.gather(level, class, blank, |rows| {
                let mark = rows.cells.len();
                let mut reader = Reader::new(rows, text);
                if open.is_none() {
                    row::header(&mut reader, header.start, header.end);
                } else if row::one_line(&mut reader, element.start, element.end, most).is_none() {
                    rows.undo(mark);
                    return None;
                }
                Some(reader.finish(behind.map(|it| (it.start, it.end))))
            });
        let Some(open) = open.filter(|_| !short) else { return true };
        let inside = self.outline.block(place, open + 1..element.end - 1);
        if self.is_crowded(&inside, element.end) {
            return self.stretch(level, element, blank);
        }
        self.above(level, blank);
        let mut rows = Rows { class: Some(class), ..Rows::default() };
        let mut reader = Reader::new(&mut rows, text);
        row::header(&mut reader, header.start, header.end);
        let row = reader.finish(None);
        rows.all.push(row);
        self.out.header(&mut rows, class, level.indent);
        self.out.push(" {");
        let (first, members) = self.members(header.end, open, &inside);
        self.comment(first);
        self.out.newline();
        self.level(&members, level.indent + INDENT);
        self.out.close(level.indent);
        self.comment(behind);
        self.out.newline();
        true
    }

    /// A comment behind something.
    fn comment(&mut self, comment: Option<Element>) {
        if let Some(it) = comment {
            self.out.push("  ");
            self.out.push(&self.outline.text[it.start as usize..it.end as usize]);
        }
    }

    /// The comment that stands behind the brace of a block, and what stands below it. Comments before the brace go behind it.
    fn members(&self, from: u32, open: u32, inside: &[Element]) -> (Option<Element>, Vec<Element>) {
        let tokens = Tokens::new(self.outline.text, from, open).filter(|it| it.kind == Kind::Comment);
        let before = tokens.map(|it| Element { what: What::Comment, start: it.start, end: it.end, lines: 1 });
        let mut all: Vec<Element> = before.collect();
        let behind = inside.first().is_some_and(|it| it.what == What::Comment && it.lines == 0);
        let count = all.len();
        let taken = usize::from(behind || count > 0);
        all.extend(inside);
        if let Some(second) = all.get_mut(count).filter(|_| behind && count > 0) {
            second.lines = 1;
        }
        let members = all.split_off(taken);
        (all.pop(), members)
    }

    /// Whether something that does not parse stands on the line of a brace.
    fn is_crowded(&self, inside: &[Element], end: u32) -> bool {
        let text = self.outline.text.as_bytes();
        let lines = |it: &Element| lines_in(&text[it.end as usize..end as usize]) > 0;
        let stretch = |it: Option<&Element>| it.filter(|it| it.what == What::Stretch).copied();
        stretch(inside.first()).is_some_and(|it| it.lines == 0) || stretch(inside.last()).is_some_and(|it| !lines(&it))
    }
}

/// The class of a declaration.
fn noun(text: &str, element: Element) -> Class {
    let word = text[element.start as usize..element.end as usize].bytes().take_while(u8::is_ascii_lowercase);
    Class::Declaration(word.take(8).fold(0, |sum, byte| (sum << 8) | u64::from(byte)))
}
