//! Rows to text.

use super::fold::{self, INDENT, TABLE, WIDTH};
use super::outline::{Element, What};
use super::row::{self, Cell, Lead, Row, Rows, column};
use super::{align, row::Class};
use crate::syntax::tokens::{Keyword, Kind, Token, Tokens};

/// The text that is being made.
pub(super) struct Writer<'a> {
    /// What is formatted.
    source: &'a str,
    out: String,
    newline: &'static str,
    /// How far the last line goes.
    column: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(source: &'a str, newline: &'static str) -> Self {
        Self { source, out: String::with_capacity(source.len() + source.len() / 8), newline, column: 0 }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn push(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += row::width(text) as usize;
    }

    pub(super) fn newline(&mut self) {
        self.out.push_str(self.newline);
        self.column = 0;
    }

    /// Blanks up to a column.
    fn blanks(&mut self, to: usize) {
        const BLANKS: &str = "                                                                ";
        let mut left = to.saturating_sub(self.column);
        while left > 0 {
            let some = left.min(BLANKS.len());
            self.out.push_str(&BLANKS[..some]);
            left -= some;
        }
        self.column = self.column.max(to);
    }

    fn new_line(&mut self, indent: usize) {
        self.newline();
        self.blanks(indent);
    }

    /// What stands above an item.
    pub(super) fn leads(&mut self, leads: &[Lead], indent: usize) {
        for lead in leads {
            if lead.blank {
                self.newline();
            }
            self.blanks(indent);
            match lead.element.what {
                What::Annotation => self.annotation(lead.element, indent),
                _ => self.push(self.piece(lead.element.start, lead.element.end)),
            }
            self.newline();
        }
    }

    fn piece(&self, start: u32, end: u32) -> &'a str {
        &self.source[start as usize..end as usize]
    }

    /// `@name(argument, key: argument)`, on several lines where one is not enough.
    fn annotation(&mut self, element: Element, indent: usize) {
        let tokens = Tokens::new(self.source, element.start, element.end);
        let mut name = 0;
        for token in tokens.clone().filter(|it| it.kind != Kind::Comment) {
            name += row::width(self.piece(token.start, token.end));
            if token.kind == Kind::Before {
                break;
            }
        }
        self.flow(tokens, indent + name as usize, true);
    }

    /// What does not parse, as it stands. From the start of its line where nothing stands before it.
    pub(super) fn stretch(&mut self, start: u32, end: u32) {
        let before = self.source[..start as usize].trim_end_matches([' ', '\t']).len();
        let fresh = before == 0 || self.source[..before].ends_with(['\n', '\u{feff}']);
        let from = if fresh { before } else { start as usize };
        let behind = self.source[end as usize..].bytes().take_while(|it| matches!(it, b' ' | b'\t')).count();
        let text = &self.source[from..end as usize + behind];
        let rest = &self.source[end as usize + behind..];
        let whole = rest.is_empty() || rest.starts_with(['\n', '\r']);
        self.out.push_str(if whole { text } else { &self.source[from..end as usize] });
    }

    /// All rows that were gathered.
    pub(super) fn rows(&mut self, rows: &mut Rows, indent: usize) {
        let Some(class) = rows.class else { return };
        fold::arrange(rows, indent);
        let trailing = rows.all.iter().any(|it| it.trailing.is_some());
        let ends: Vec<_> =
            if trailing { rows.all.iter().map(|row| last_line(rows, row)).collect() } else { Vec::new() };
        let stop = align::comments(&ends);
        for row in &rows.all {
            self.leads(&rows.leads[row.leads.clone()], indent);
            if row.blank {
                self.newline();
            }
            self.row(rows, row, class, indent);
            if let Some((start, end)) = row.trailing {
                let at = self.column + 2;
                let stop = stop.map(|it| it + indent + 2).filter(|&it| row.folds == 0 && it >= at && it < at + 40);
                self.blanks(stop.unwrap_or(at));
                self.push(self.piece(start, end));
            }
            self.newline();
        }
        rows.clear();
    }

    /// What stands before the block of a declaration.
    pub(super) fn header(&mut self, rows: &mut Rows, class: Class, indent: usize) {
        align::place(rows, column::HEAD);
        for row in &rows.all {
            self.row(rows, row, class, indent);
        }
    }

    /// The brace that ends a block.
    pub(super) fn close(&mut self, indent: usize) {
        self.blanks(indent);
        self.push("}");
    }

    /// One row, without the end of its last line.
    fn row(&mut self, rows: &Rows, row: &Row, class: Class, indent: usize) {
        self.blanks(indent);
        let cells = rows.cells(row);
        let first_line = fold::first_line(row, cells);
        let mut fresh = false;
        for (at, cell) in cells.iter().enumerate() {
            let group = fold::group(cell.column);
            if let Some(before) = at.checked_sub(1).map(|it| &cells[it]) {
                let fits = |column: usize| column + 1 + cell.width as usize <= WIDTH;
                let begins = fold::begins_line(row, before, cell);
                let below = row.commented && self.source[cell.source.0 as usize..].starts_with("//");
                // Data go with their operations.
                let inside = if cell.column == column::DATA { INDENT + 3 } else { INDENT };
                if fresh || begins || below || (row.commented && group != 0) {
                    self.new_line(indent + inside);
                } else if at >= first_line || row.commented {
                    // A group that is too long for a line has one for each clause.
                    let apart = if group == 0 { !fits(self.column) } else { !Self::fits(cells, at, indent) };
                    if apart { self.new_line(indent + inside) } else { self.push(" ") }
                } else {
                    let place = indent + cell.place as usize;
                    let short = matches!(class, Class::Declaration(_)) || cell.column == column::SUBJECT;
                    let apart = group == 0 && !short && row.loose && !fits(place.max(self.column));
                    if apart {
                        self.new_line(indent + inside);
                    } else {
                        self.blanks(place.max(self.column + align::gap(class, cell.column)));
                    }
                }
            }
            let most = match class {
                Class::Declaration(_) => usize::MAX,
                Class::Property => WIDTH,
                _ if row.loose || at >= first_line => WIDTH,
                _ => TABLE,
            };
            fresh = self.cell(rows, row, cell, most);
        }
    }

    /// Whether the clauses of the group around a cell fit on one line.
    fn fits(cells: &[Cell], at: usize, indent: usize) -> bool {
        let group = fold::group(cells[at].column);
        let same = cells.iter().filter(|it| fold::group(it.column) == group);
        indent + INDENT + same.map(|it| it.width as usize + 1).sum::<usize>() <= WIDTH + 1
    }

    /// One cell, on several lines where it reaches beyond `most`. Whether a new line must follow.
    fn cell(&mut self, rows: &Rows, row: &Row, cell: &Cell, most: usize) -> bool {
        if !row.commented && self.column + cell.width as usize <= most {
            self.out.push_str(rows.text(cell));
            self.column += cell.width as usize;
            return false;
        }
        let tokens = Tokens::new(self.source, cell.source.0, cell.source.1);
        let first = tokens.clone().find(|it| it.kind != Kind::Comment);
        let keyword = first.filter(|it| matches!(it.kind, Kind::Keyword(_) | Kind::Arrow));
        let hang = keyword.map_or(0, |it| row::width(self.piece(it.start, it.end)) as usize + 1);
        self.flow(tokens, self.column + hang, false)
    }

    /// Tokens with their comments, in lines that begin at `hang` but for the first. Whether a new line must follow: behind a comment.
    fn flow(&mut self, tokens: Tokens<'_>, hang: usize, end: bool) -> bool {
        let start = self.column;
        let mut tokens = tokens.peekable();
        let mut last: Option<Kind> = None;
        let mut fresh = false;
        while let Some(token) = tokens.next() {
            if token.kind == Kind::Comment {
                // The comma before a comment, not behind it.
                let comma = tokens.next_if(|it| it.kind == Kind::Comma);
                if let Some(comma) = comma.filter(|_| !fresh) {
                    self.push(self.piece(comma.start, comma.end));
                    last = Some(Kind::Comma);
                }
                let indent = if last.is_none() { start } else { hang };
                if fresh || (token.lines > 0 && last.is_some()) {
                    self.new_line(indent);
                } else if last.is_some() {
                    self.push("  ");
                }
                self.push(self.piece(token.start, token.end));
                fresh = true;
                if let Some(comma) = comma.filter(|_| last != Some(Kind::Comma)) {
                    self.new_line(indent);
                    self.push(self.piece(comma.start, comma.end));
                    last = Some(Kind::Comma);
                    fresh = false;
                }
                continue;
            }
            if fresh {
                self.new_line(if last.is_none() { start } else { hang });
            } else if let Some(before) = last {
                let breaks =
                    matches!(before, Kind::Comma | Kind::Arrow) || token.kind == Kind::Keyword(Keyword::Except);
                let ahead = tokens.clone();
                if breaks && start != self.column && self.column + 1 + self.chunk(token, ahead) > WIDTH {
                    self.new_line(hang);
                } else if row::is_apart(before, token.kind) && !(end && token.kind == Kind::Before) {
                    self.push(" ");
                }
            }
            fresh = false;
            self.push(self.piece(token.start, token.end));
            last = Some(token.kind);
        }
        fresh
    }

    /// How wide the tokens are up to where a line may end.
    fn chunk(&self, first: Token, ahead: impl Iterator<Item = Token>) -> usize {
        let mut width = row::width(self.piece(first.start, first.end)) as usize;
        let mut last = first.kind;
        for token in ahead {
            let comma = token.kind == Kind::Comma;
            if token.kind == Kind::Comment || matches!(last, Kind::Comma | Kind::Arrow) || width > WIDTH {
                break;
            }
            if token.kind == Kind::Keyword(Keyword::Except) {
                break;
            }
            width += row::width(self.piece(token.start, token.end)) as usize + usize::from(!comma);
            last = token.kind;
        }
        width
    }
}

/// Where a row ends that is on one line and has a comment behind it.
fn last_line(rows: &Rows, row: &Row) -> Option<usize> {
    let last = rows.cells(row).last().filter(|_| row.trailing.is_some() && row.folds == 0)?;
    Some((last.place + last.width) as usize)
}
