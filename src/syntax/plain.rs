//! Items as nearly all of them are written, read without the parser: pest takes some 150 instructions for a byte.
//!
//! The grammar is the definition. What is read here is sound by the grammar and becomes the same tree; a test holds the
//! two readings against each other. At anything else (a mistake, a keyword for a name) this reading gives
//! up, and the grammar reads the whole item.

mod declaration;

use super::ast::{Arrow, Head};
use super::clause::{Clause, is_chain};
use super::tokens::{Keyword, Kind, Token, Tokens};

/// A piece of an item, the bytes `start..end` of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) part: Part,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// What a piece does in its item.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// `expect`
    Expect,
    /// `no`
    No,
    Head(Head),
    /// A member of the selector that is being read.
    Term,
    /// `except`: the members behind it are exceptions.
    Except,
    /// `to`, or nothing behind `need`: operations follow.
    Operations,
    /// Nothing: the operations end, and the data follow.
    Data,
    /// An arrow.
    Hop(Arrow),
    /// The word of a clause that something follows.
    Clause(Clause),
    /// A quantity or its unit.
    Figure,
    /// A text: the reason behind `because`, or of an expectation.
    Text,
    /// A word that is a clause by itself.
    Flag,
    /// `when`
    When,
    /// A safeguard.
    Safeguard,
    /// Its level, or the unit by which it is done.
    Operand,
    /// The noun of a declaration, and how many pieces it has.
    Noun(u32),
    Name,
    Label,
    Tag,
    /// `{`
    Open,
    /// `}`
    Close,
    /// The key of a property.
    Key,
    /// A word of a value.
    Atom,
    /// `,` or `->` between values.
    Separator,
    /// A line of a doc comment.
    Doc,
}

/// Reads items of a text.
pub(super) struct Plain<'t> {
    text: &'t str,
    nesting: u32,
    tokens: Tokens<'t>,
    /// The next token that is no comment.
    next: Option<Token>,
    pieces: Vec<Piece>,
    /// Where the pieces were read.
    read: Option<(usize, usize)>,
}

impl<'t> Plain<'t> {
    /// `nesting` is how deep blocks may stand in blocks.
    pub(super) fn new(text: &'t str, nesting: u32) -> Self {
        let tokens = Tokens::new(text, 0, 0);
        Self { text, nesting, tokens, next: None, pieces: Vec::new(), read: None }
    }

    /// The end of the item that begins at `at`, behind blanks and comments; at the end of the text, that. `None` where
    /// none stands that is read here.
    pub(super) fn end(&mut self, at: usize) -> Option<usize> {
        if let Some((_, end)) = self.read.filter(|&(start, _)| start == at) {
            return Some(end);
        }
        self.pieces.clear();
        self.tokens = Tokens::new(self.text, crate::source::offset(at), crate::source::offset(self.text.len()));
        self.advance();
        let end = self.item();
        self.read = end.map(|end| (at, end));
        end
    }

    /// The pieces of the item that was read last.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    fn advance(&mut self) {
        self.next = self.tokens.find(|token| token.kind != Kind::Comment);
    }

    /// Takes the next token as a piece.
    fn take(&mut self, part: Part) {
        if let Some(Token { start, end, .. }) = self.next {
            self.pieces.push(Piece { part, start, end });
        }
        self.advance();
    }

    /// A piece without a word of its own.
    fn mark(&mut self, part: Part) {
        let at = self.pieces.last().map_or(0, |piece| piece.end);
        self.pieces.push(Piece { part, start: at, end: at });
    }

    fn word(&self, token: Token) -> &'t str {
        &self.text[token.start as usize..token.end as usize]
    }

    fn kind(&self) -> Option<Kind> {
        self.next.map(|token| token.kind)
    }

    fn item(&mut self) -> Option<usize> {
        match self.kind()? {
            Kind::Doc => self.take(Part::Doc),
            Kind::Keyword(Keyword::Noun) => self.declaration(0)?,
            _ => return self.statement(),
        }
        self.next.is_none_or(|token| self.begins_item(token)).then(|| self.item_end())
    }

    /// The end of the item all of whose pieces were read.
    fn item_end(&self) -> usize {
        match (self.next, self.pieces.last()) {
            (Some(_), Some(last)) => last.end as usize,
            _ => self.text.len(),
        }
    }

    /// Whether an item begins at a token, whatever stands before it.
    fn begins_item(&self, token: Token) -> bool {
        match token.kind {
            Kind::Keyword(Keyword::Noun | Keyword::Head(_) | Keyword::Expect) | Kind::Doc => true,
            Kind::At => self.is_annotation(token),
            _ => false,
        }
    }

    fn statement(&mut self) -> Option<usize> {
        if self.kind()? == Kind::Keyword(Keyword::Expect) {
            self.take(Part::Expect);
            if self.kind()? == Kind::Keyword(Keyword::No) {
                self.take(Part::No);
            }
            if self.kind()? == Kind::Text {
                self.text()?;
            }
        }
        let Kind::Keyword(Keyword::Head(head)) = self.kind()? else { return None };
        self.take(Part::Head(head));
        match head {
            Head::Need => self.right(),
            Head::Allow | Head::Forbid => {
                self.selector()?;
                let Kind::Keyword(Keyword::To) = self.kind()? else { return None };
                self.right()
            }
            _ => self.selector(),
        }?;
        if is_chain(head) {
            self.arrow(head)?;
            while self.kind() == Some(Kind::Arrow) {
                self.arrow(head)?;
            }
        }
        self.clauses()
    }

    /// Operations and data.
    fn right(&mut self) -> Option<()> {
        if self.kind()? == Kind::Keyword(Keyword::To) {
            self.take(Part::Operations);
        } else {
            self.mark(Part::Operations);
        }
        self.selector()?;
        self.mark(Part::Data);
        self.selector()
    }

    fn arrow(&mut self, head: Head) -> Option<()> {
        let token = self.next.filter(|token| token.kind == Kind::Arrow)?;
        let arrow = if token.end - token.start == 2 { Arrow::Forth } else { Arrow::Both };
        if arrow == Arrow::Both && head != Head::Handover {
            return None;
        }
        self.take(Part::Hop(arrow));
        self.selector()
    }

    fn selector(&mut self) -> Option<()> {
        self.terms()?;
        if self.kind() == Some(Kind::Keyword(Keyword::Except)) {
            self.take(Part::Except);
            self.terms()?;
        }
        Some(())
    }

    fn terms(&mut self) -> Option<()> {
        loop {
            let token = self.next?;
            match token.kind {
                Kind::Word | Kind::Star | Kind::Tag => {}
                Kind::Quoted if is_closed(self.word(token)) => {}
                _ => return None,
            }
            self.take(Part::Term);
            if self.kind() != Some(Kind::Comma) {
                return Some(());
            }
            self.advance();
        }
    }

    /// The clauses, up to where the next item begins.
    fn clauses(&mut self) -> Option<usize> {
        loop {
            let Some(token) = self.next.filter(|&token| !self.begins_item(token)) else { return Some(self.item_end()) };
            let Kind::Keyword(keyword) = token.kind else { return None };
            match keyword {
                Keyword::Mode | Keyword::Onward => self.take(Part::Flag),
                Keyword::When => self.safeguards()?,
                _ => {
                    let clause = clause_of(keyword)?;
                    self.take(Part::Clause(clause));
                    match clause {
                        Clause::Because => self.text()?,
                        Clause::Within | Clause::Share | Clause::From | Clause::Until => self.figure()?,
                        _ => self.selector()?,
                    }
                }
            }
        }
    }

    /// The tokens behind one that was read.
    fn after(&self, token: Token) -> Tokens<'t> {
        Tokens::new(self.text, token.end, crate::source::offset(self.text.len()))
    }

    fn is_annotation(&self, token: Token) -> bool {
        self.after(token)
            .next()
            .is_some_and(|it| it.start == token.end && matches!(it.kind, Kind::Word | Kind::Keyword(_)))
    }

    fn text(&mut self) -> Option<()> {
        self.next.filter(|&token| self.is_text(token))?;
        self.take(Part::Text);
        Some(())
    }

    /// Whether a token is a text with its closing quote.
    fn is_text(&self, token: Token) -> bool {
        let word = self.word(token);
        token.kind == Kind::Text
            && word.len() > 1
            && word.ends_with('"')
            && !word.ends_with("\\\"")
            && !word.contains('\r')
    }

    /// A quantity, and its unit on the same line.
    fn figure(&mut self) -> Option<()> {
        self.kind().filter(|&kind| kind == Kind::Quantity)?;
        self.take(Part::Figure);
        if self.goes_on() && self.plain_name().is_some() {
            self.take(Part::Figure);
        }
        Some(())
    }

    /// Whether the next token stands on the line of the last piece.
    fn goes_on(&self) -> bool {
        let (Some(token), Some(last)) = (self.next, self.pieces.last()) else { return false };
        self.text[last.end as usize..token.start as usize].bytes().all(|it| matches!(it, b' ' | b'\t'))
    }

    fn plain_name(&self) -> Option<()> {
        let token = self.next.filter(|token| token.kind == Kind::Word)?;
        (!self.word(token).contains(['.', '*'])).then_some(())
    }

    fn safeguards(&mut self) -> Option<()> {
        self.take(Part::When);
        loop {
            self.plain_name()?;
            self.take(Part::Safeguard);
            if self.kind() == Some(Kind::Keyword(Keyword::By)) {
                self.advance();
                self.plain_name()?;
                self.take(Part::Operand);
            } else if self.goes_on() && self.plain_name().is_some() {
                self.take(Part::Operand);
            }
            if self.kind() != Some(Kind::Comma) {
                return Some(());
            }
            self.advance();
        }
    }
}

/// Whether a name in backticks has its second one, and no field.
fn is_closed(word: &str) -> bool {
    word.len() > 2 && word[1..].find('`') == Some(word.len() - 2)
}

fn clause_of(keyword: Keyword) -> Option<Clause> {
    Some(match keyword {
        Keyword::For => Clause::For,
        Keyword::Of => Clause::Of,
        Keyword::Via => Clause::Via,
        Keyword::Serving => Clause::Serving,
        Keyword::At => Clause::At,
        Keyword::UpTo => Clause::UpTo,
        Keyword::Within => Clause::Within,
        Keyword::Share => Clause::Share,
        Keyword::From => Clause::From,
        Keyword::Until => Clause::Until,
        Keyword::Because => Clause::Because,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Plain;

    #[test]
    fn sound_statements_are_read_by_hand() {
        let sound = [
            "allow KCC to read, update Klant.adres, Zaak.* except Zaak.status of `Paspoort` via Balie up-to confidential",
            "forbid Balie to delete Zaak.* when four-eyes by Post, verified low, logged because \"a \\\"why\\\"\"",
            "responsible KCC // first line\n  for intake, handle of #zorg serving Burgers at Stadhuis from 2026-01-01 until 2026-12-31",
            "handover KCC -> Burgerzaken <-> Post of * warm within 2 workdays share 20%",
            "need update Klant.adres for handle of Überlijden",
            "expect no \"reason\" allow * to delete *",
            "mandate Raad -> College for decide onward",
            "allow A to read R.`from`, R.to of B",
            "unit A",
            "unit `A` \"a\" #t #u { kind: front; hours: mon-fri 09:00-17:00, sat 10:00-12:00  of: B\n unit C { x: 80% within 4m30s } }",
            "service S { process: intake -> handle, decide  channel: a  unit: b #c \"d\" * }",
            "record R { /// doc\n `f`: text personal\n // note\n g: number }",
            "/// doc",
        ];
        for text in sound {
            for next in ["", "\n@accept(\"x\")", "\n/// doc", "\nunit A", "\noffer B"] {
                assert_eq!(Plain::new(&format!("{text}{next}"), 64).end(0), Some(text.len()), "{text}");
            }
        }
    }

    #[test]
    fn the_rest_is_left_to_the_grammar() {
        let odd = [
            "",
            "unit",
            "unit A B",
            "unit A { kind }",
            "unit A { kind: }",
            "unit A { kind: , a }",
            "unit A { kind: a, }",
            "unit A { offer B }",
            "unit A { kind: a",
            "unit A { } }",
            "unit A \"x\" \"y\"",
            "unit A #t \"x\"",
            "unit allow",
            "allow KCC to read",
            "allow to to read *",
            "allow KCC to read * of A B",
            "offer A via B {",
            "offer A;",
            "offer A because \"open",
            "offer A until soon",
            "handover A",
            "offer A,",
            "offer A @",
            "responsible A -> B",
            "mandate A <-> B",
            "unit `A`.`B`",
            "allow A to read `R`.`to`",
        ];
        for text in odd {
            assert_eq!(Plain::new(text, 64).end(0), None, "{text}");
        }
    }
}
