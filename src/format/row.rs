//! What is written on a line of its own where it fits: a statement, a property, a short declaration. A row is a list of cells,
//! and cells of one column stand under each other.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::outline::Element;
use crate::syntax::ast::Head;
use crate::syntax::tokens::{Keyword, Kind, Token, Tokens};

/// Rows that are alike may stand in one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Offer,
    Duty,
    Need,
    Right,
    Handover,
    Mandate,
    Expectation,
    Property,
    /// By the letters of its noun, so that only declarations of one noun are alike.
    Declaration(u64),
}

/// The columns of all classes, in the order in which they are written.
pub(super) mod column {
    /// `expect no "why"`
    pub(in crate::format) const PREFIX: u8 = 0;
    /// The head, the noun or the key.
    pub(in crate::format) const HEAD: u8 = 1;
    /// The subject of a statement, the name of a declaration or the value of a property.
    pub(in crate::format) const SUBJECT: u8 = 2;
    /// Operations; the label of a declaration.
    pub(in crate::format) const OPERATIONS: u8 = 3;
    /// Data; the tags of a declaration.
    pub(in crate::format) const DATA: u8 = 4;
    /// The second unit of a chain, and the first property of a declaration; more follow.
    pub(in crate::format) const HOP: u8 = 5;
    pub(in crate::format) const LAST_HOP: u8 = 20;
    pub(in crate::format) const FOR: u8 = 21;
    pub(in crate::format) const OF: u8 = 22;
    pub(in crate::format) const VIA: u8 = 23;
    pub(in crate::format) const SERVING: u8 = 24;
    pub(in crate::format) const AT: u8 = 25;
    pub(in crate::format) const WHEN: u8 = 26;
    pub(in crate::format) const UP_TO: u8 = 27;
    pub(in crate::format) const MODE: u8 = 28;
    pub(in crate::format) const WITHIN: u8 = 29;
    pub(in crate::format) const SHARE: u8 = 30;
    pub(in crate::format) const ONWARD: u8 = 31;
    pub(in crate::format) const FROM: u8 = 32;
    pub(in crate::format) const UNTIL: u8 = 33;
    pub(in crate::format) const BECAUSE: u8 = 34;
    pub(in crate::format) const COUNT: u8 = 35;
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) column: u8,
    /// Its text on one line, in [`Rows::buffer`].
    pub(super) text: (u32, u32),
    pub(super) width: u32,
    /// Its bytes in the file, with the comments in it and before it.
    pub(super) source: (u32, u32),
    /// Where it begins, from the indentation, when it is on the first line of its row.
    pub(super) place: u32,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    /// What stands above it and belongs to it, in [`Rows::leads`].
    pub(super) leads: Range<usize>,
    /// There is an empty line before it (and behind what stands above it).
    pub(super) blank: bool,
    /// In [`Rows::cells`], in the order of their columns.
    pub(super) cells: Range<usize>,
    /// The comment behind it.
    pub(super) trailing: Option<(u32, u32)>,
    /// There are comments between its words.
    pub(super) commented: bool,
    /// Where it is folded, as [`super::fold`] says.
    pub(super) folds: u8,
    /// It keeps out of the table.
    pub(super) loose: bool,
}

/// What stands above an item: a comment, a line of its doc comment, or an annotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    pub(super) element: Element,
    /// There is an empty line before it.
    pub(super) blank: bool,
}

/// Rows of one class that follow each other.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) class: Option<Class>,
    pub(super) all: Vec<Row>,
    pub(super) cells: Vec<Cell>,
    pub(super) leads: Vec<Lead>,
    pub(super) buffer: String,
}

impl Rows {
    pub(super) fn clear(&mut self) {
        self.class = None;
        self.all.clear();
        self.cells.clear();
        self.leads.clear();
        self.buffer.clear();
    }

    pub(super) fn cells(&self, row: &Row) -> &[Cell] {
        &self.cells[row.cells.clone()]
    }

    pub(super) fn text(&self, cell: &Cell) -> &str {
        &self.buffer[cell.text.0 as usize..cell.text.1 as usize]
    }

    /// Takes back the cells from `mark` on.
    pub(super) fn undo(&mut self, mark: usize) {
        if let Some(cell) = self.cells.get(mark) {
            self.buffer.truncate(cell.text.0 as usize);
            self.cells.truncate(mark);
        }
    }
}

/// The cells of a row that is being read.
pub(super) struct Reader<'r, 't> {
    rows: &'r mut Rows,
    text: &'t str,
    /// The first cell of the row.
    first: usize,
    /// The last token.
    last: Option<Kind>,
    /// Where a comment stands that belongs to what follows.
    above: Option<u32>,
    /// Comments inside the row.
    comments: usize,
    /// The last cell ends with a comment.
    ends: bool,
}

impl<'r, 't> Reader<'r, 't> {
    pub(super) fn new(rows: &'r mut Rows, text: &'t str) -> Self {
        let first = rows.cells.len();
        Self { rows, text, first, last: None, above: None, comments: 0, ends: false }
    }

    /// The column that is being read.
    fn column(&self) -> Option<u8> {
        self.rows.cells[self.first..].last().map(|it| it.column)
    }

    /// Begins a cell with a token.
    pub(super) fn begin(&mut self, column: u8, token: Token) {
        let at = u32_of(self.rows.buffer.len());
        let start = self.above.take().unwrap_or(token.start);
        self.rows.cells.push(Cell { column, text: (at, at), width: 0, source: (start, token.end), place: 0 });
        self.last = None;
        self.ends = false;
        self.push(token);
    }

    /// Goes on with the cell.
    pub(super) fn push(&mut self, token: Token) {
        let blank = self.last.is_some_and(|last| is_apart(last, token.kind));
        self.push_after(token, if blank { " " } else { "" });
    }

    /// Goes on with the cell, behind this many blanks.
    pub(super) fn push_after(&mut self, token: Token, blanks: &str) {
        let word = &self.text[token.start as usize..token.end as usize];
        let Some(cell) = self.rows.cells.last_mut() else { return };
        self.rows.buffer.push_str(blanks);
        self.rows.buffer.push_str(word);
        cell.width += width(word) + u32_of(blanks.len());
        cell.text.1 = u32_of(self.rows.buffer.len());
        cell.source.1 = token.end;
        self.above = None;
        self.last = Some(token.kind);
        self.ends = false;
    }

    /// Takes a comment: it stays with what it stands behind on its line, else with what follows.
    pub(super) fn comment(&mut self, token: Token) {
        self.comments += 1;
        match self.rows.cells[self.first..].last_mut() {
            Some(cell) if token.lines == 0 && self.above.is_none() => {
                cell.source.1 = token.end;
                self.ends = true;
            }
            _ => {
                self.above.get_or_insert(token.start);
            }
        }
    }

    /// The row, with the comment that stands behind it on its line.
    pub(super) fn finish(mut self, trailing: Option<(u32, u32)>) -> Row {
        if let (Some((_, end)), Some(cell)) = (trailing, self.rows.cells[self.first..].last_mut()) {
            // A clause that moves takes its comment along.
            cell.source.1 = end;
            self.comments += 1;
            self.ends = true;
        }
        let cells = self.first..self.rows.cells.len();
        let list = &mut self.rows.cells[cells.clone()];
        if !list.is_sorted_by_key(|it| it.column) {
            list.sort_by_key(|it| it.column);
        }
        let mut trailing = None;
        if self.comments == 1 {
            trailing = list.last().and_then(|cell| comment_behind(self.text, cell.source));
        }
        if let (Some((start, _)), Some(cell)) = (trailing, list.last_mut()) {
            cell.source.1 = start;
        }
        let commented = self.comments > usize::from(trailing.is_some());
        Row { leads: 0..0, blank: false, cells, trailing, commented, folds: 0, loose: false }
    }
}

/// The comment at the end of a cell's source, when there is no other one in it.
fn comment_behind(text: &str, source: (u32, u32)) -> Option<(u32, u32)> {
    let last = Tokens::new(text, source.0, source.1).last()?;
    let same_line = last.lines == 0 && last.start > source.0;
    (last.kind == Kind::Comment && same_line).then_some((last.start, last.end))
}

/// The class of the statement that begins at `start`.
pub(super) fn class(text: &str, start: u32, end: u32) -> Class {
    match Tokens::new(text, start, end).next().map(|it| it.kind) {
        Some(Kind::Keyword(Keyword::Head(head))) => class_of(head),
        _ => Class::Expectation,
    }
}

/// The cells of a statement.
pub(super) fn statement(reader: &mut Reader<'_, '_>, start: u32, end: u32) {
    let mut hop = column::HOP;
    for token in Tokens::new(reader.text, start, end) {
        let column = reader.column();
        match token.kind {
            Kind::Comment => reader.comment(token),
            Kind::Keyword(Keyword::Expect) => reader.begin(column::PREFIX, token),
            Kind::Keyword(Keyword::Head(head)) if column.is_none_or(|it| it == column::PREFIX) => {
                reader.begin(column::HEAD, token);
                // What a need is about are its operations.
                hop = if head == Head::Need { column::OPERATIONS } else { column::SUBJECT };
            }
            Kind::Keyword(Keyword::To) => reader.begin(column::OPERATIONS, token),
            Kind::Keyword(keyword) if clause(keyword).is_some() => {
                reader.begin(clause(keyword).unwrap_or_default(), token);
            }
            Kind::Arrow => {
                let next = column.filter(|it| *it >= column::HOP).map_or(column::HOP, |it| it + 1);
                if next > column::LAST_HOP { reader.push(token) } else { reader.begin(next, token) }
            }
            _ if column == Some(column::HEAD) => reader.begin(hop, token),
            // Two names side by side: the second one begins the data.
            _ if column == Some(column::OPERATIONS) && reader.last.is_some_and(is_name) && is_name(token.kind) => {
                reader.begin(column::DATA, token);
            }
            _ => reader.push(token),
        }
    }
}

fn class_of(head: Head) -> Class {
    match head {
        Head::Offer => Class::Offer,
        Head::Responsible | Head::Accountable | Head::Consulted | Head::Informed | Head::Supporting => Class::Duty,
        Head::Need => Class::Need,
        Head::Allow | Head::Forbid => Class::Right,
        Head::Handover => Class::Handover,
        Head::Mandate | Head::Delegate => Class::Mandate,
    }
}

/// The column of the clause that a keyword begins.
fn clause(keyword: Keyword) -> Option<u8> {
    Some(match keyword {
        Keyword::For => column::FOR,
        Keyword::Of => column::OF,
        Keyword::Via => column::VIA,
        Keyword::Serving => column::SERVING,
        Keyword::At => column::AT,
        Keyword::When => column::WHEN,
        Keyword::UpTo => column::UP_TO,
        Keyword::Mode => column::MODE,
        Keyword::Within => column::WITHIN,
        Keyword::Share => column::SHARE,
        Keyword::Onward => column::ONWARD,
        Keyword::From => column::FROM,
        Keyword::Until => column::UNTIL,
        Keyword::Because => column::BECAUSE,
        Keyword::Noun
        | Keyword::Head(_)
        | Keyword::Expect
        | Keyword::No
        | Keyword::To
        | Keyword::Except
        | Keyword::By => return None,
    })
}

fn is_name(kind: Kind) -> bool {
    matches!(kind, Kind::Word | Kind::Quoted | Kind::Tag | Kind::Star)
}

/// The cells of a property.
pub(super) fn property(reader: &mut Reader<'_, '_>, start: u32, end: u32) {
    for token in Tokens::new(reader.text, start, end) {
        match (token.kind, reader.column()) {
            (Kind::Comment, _) => reader.comment(token),
            (_, None) => reader.begin(column::HEAD, token),
            (Kind::Colon, _) => reader.push(token),
            (_, Some(column::HEAD)) => reader.begin(column::SUBJECT, token),
            _ => reader.push(token),
        }
    }
}

/// The cells of what stands before the block of a declaration.
pub(super) fn header(reader: &mut Reader<'_, '_>, start: u32, end: u32) {
    for token in Tokens::new(reader.text, start, end) {
        header_token(reader, token);
    }
}

fn header_token(reader: &mut Reader<'_, '_>, token: Token) {
    match (token.kind, reader.column()) {
        (Kind::Comment, _) => reader.comment(token),
        (_, None) => reader.begin(column::HEAD, token),
        (Kind::Tag, Some(column::DATA)) => reader.push(token),
        (Kind::Tag, _) => reader.begin(column::DATA, token),
        (Kind::Text, _) => reader.begin(column::OPERATIONS, token),
        _ => reader.begin(column::SUBJECT, token),
    }
}

/// The cells of a declaration with its block on one line, at most `most` columns wide. None where the block is written on
/// several lines, or has comments, or is too wide.
pub(super) fn one_line(reader: &mut Reader<'_, '_>, start: u32, end: u32, most: u32) -> Option<()> {
    let mut tokens = Tokens::new(reader.text, start, end).peekable();
    let mut depth = 0_u32;
    let mut opened = false;
    let mut next = column::HOP;
    while let Some(token) = tokens.next() {
        let ahead = tokens.peek().map(|it| it.kind);
        match token.kind {
            Kind::Comment | Kind::Doc | Kind::At => return None,
            Kind::Semicolon => continue,
            _ if depth > 0 && token.lines > 0 && !(opened && token.kind == Kind::Close) => return None,
            _ => {}
        }
        opened = false;
        let member = ahead == Some(Kind::Colon) || token.kind == Kind::Keyword(Keyword::Noun);
        match token.kind {
            Kind::Open => {
                opened = true;
                depth += 1;
                if depth == 1 { reader.begin(next, token) } else { reader.push(token) }
            }
            Kind::Close => {
                depth = depth.checked_sub(1)?;
                let empty = reader.last == Some(Kind::Open);
                reader.push_after(token, if empty { "" } else { " " });
            }
            _ if depth == 0 => header_token(reader, token),
            _ if member && reader.last == Some(Kind::Open) => reader.push_after(token, " "),
            _ if member && depth == 1 && next < column::LAST_HOP => {
                next += 1;
                reader.begin(next, token);
            }
            _ if member => reader.push_after(token, "  "),
            _ => reader.push(token),
        }
        let gap = |column| if column > column::HOP { 2 } else { 1 };
        let wide: u32 = reader.rows.cells[reader.first..].iter().map(|it| it.width + gap(it.column)).sum();
        if wide > most + 1 {
            return None;
        }
    }
    (depth == 0).then_some(())
}

/// Whether a blank stands between two tokens.
pub(super) fn is_apart(first: Kind, second: Kind) -> bool {
    !(matches!(first, Kind::At | Kind::Before)
        || matches!(second, Kind::Comma | Kind::Colon | Kind::After | Kind::Semicolon))
}

/// How wide a text is on a screen.
pub(super) fn width(text: &str) -> u32 {
    u32_of(if text.is_ascii() { text.len() } else { text.width() })
}

/// Lengths of texts that come out of one file.
pub(super) fn u32_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
