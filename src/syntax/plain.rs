//! Statements as nearly all of them are written, read without the parser: a policy is mostly statements, and pest takes
//! some 150 instructions for each of their bytes.
//!
//! The grammar is the definition. What is read here is sound by the grammar and becomes the same tree; a test holds the
//! two readings against each other. At anything else (a mistake, a keyword for a name, a comment that is no comment) this
//! reading gives up, and the grammar reads the whole statement.

use super::ast::{Arrow, Head};
use super::clause::{Clause, is_chain};
use super::tokens::{Keyword, Kind, Token, Tokens};

/// A piece of a statement, the bytes `start..end` of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) part: Part,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// What a piece does in its statement.
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
}

/// Reads statements of a text.
pub(super) struct Plain<'t> {
    text: &'t str,
    tokens: Tokens<'t>,
    /// The next token that is no comment.
    next: Option<Token>,
    pieces: Vec<Piece>,
    /// Where the pieces were read.
    read: Option<(usize, usize)>,
}

impl<'t> Plain<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, tokens: Tokens::new(text, 0, 0), next: None, pieces: Vec::new(), read: None }
    }

    /// The end of the statement that begins at `at`, behind blanks and comments: where the next item begins. `None` where
    /// none stands that is read here.
    pub(super) fn end(&mut self, at: usize) -> Option<usize> {
        if let Some((_, end)) = self.read.filter(|&(start, _)| start == at) {
            return Some(end);
        }
        self.pieces.clear();
        self.tokens = Tokens::new(self.text, crate::source::offset(at), crate::source::offset(self.text.len()));
        self.advance();
        let end = self.statement();
        self.read = end.map(|end| (at, end));
        end
    }

    /// The pieces of the statement that was read last.
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
            self.arrow()?;
            while self.kind() == Some(Kind::Arrow) {
                self.arrow()?;
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

    fn arrow(&mut self) -> Option<()> {
        let token = self.next.filter(|token| token.kind == Kind::Arrow)?;
        self.take(Part::Hop(if token.end - token.start == 2 { Arrow::Forth } else { Arrow::Both }));
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
            let Some(token) = self.next else { return Some(self.text.len()) };
            let Kind::Keyword(keyword) = token.kind else {
                let begins = token.kind == Kind::Doc || (token.kind == Kind::At && self.is_annotation(token));
                return begins.then_some(token.start as usize);
            };
            match keyword {
                Keyword::Noun | Keyword::Head(_) | Keyword::Expect => return Some(token.start as usize),
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

    fn is_annotation(&self, token: Token) -> bool {
        let after = Tokens::new(self.text, token.end, crate::source::offset(self.text.len())).next();
        after.is_some_and(|it| it.start == token.end && matches!(it.kind, Kind::Word | Kind::Keyword(_)))
    }

    fn text(&mut self) -> Option<()> {
        let token = self.next.filter(|token| token.kind == Kind::Text)?;
        let word = self.word(token);
        if word.len() < 2 || !word.ends_with('"') || word.ends_with("\\\"") || word.contains('\r') {
            return None;
        }
        self.take(Part::Text);
        Some(())
    }

    /// A quantity, and its unit on the same line.
    fn figure(&mut self) -> Option<()> {
        self.kind().filter(|&kind| kind == Kind::Quantity)?;
        self.take(Part::Figure);
        if self.next.is_some_and(|token| token.lines == 0) && self.plain_name().is_some() {
            self.take(Part::Figure);
        }
        Some(())
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
            } else if self.next.is_some_and(|token| token.lines == 0) && self.plain_name().is_some() {
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
    word.len() > 2 && word.ends_with('`')
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
    use proptest::prelude::*;

    use super::super::ast::Ast;
    use super::super::{Limits, read};
    use super::Plain;
    use crate::intern::{Interner, Symbol};
    use crate::source::FileId;

    /// What comes of a text: all of it, the number of statements, and whether it is sound.
    fn reading(text: &str, plain: bool) -> (String, usize, bool) {
        let (mut ast, mut names, mut findings) = (Ast::default(), Interner::default(), Vec::new());
        read(FileId(0), text, &mut ast, &mut names, Limits::default(), &mut findings, plain);
        let names: Vec<&str> = (0..names.len()).map(|at| names.name(Symbol(crate::source::offset(at)))).collect();
        (format!("{ast:#?}\n{names:#?}"), ast.statements.len(), findings.is_empty())
    }

    /// Sound texts become the same tree; of others no statement more is lost, and no mistake goes untold.
    fn alike(text: &str) {
        let (plain, statements, sound) = reading(text, true);
        let (grammar, known, is_sound) = reading(text, false);
        assert_eq!(sound, is_sound, "only one of the two readings finds a mistake in\n{text}");
        assert!(statements >= known, "{statements} instead of {known} statements in\n{text}");
        if sound {
            let mut pairs = plain.lines().zip(grammar.lines()).enumerate();
            let differs = pairs.find(|(_, (plain, grammar))| plain != grammar);
            assert!(plain == grammar, "two readings of\n{text}\ndiffer by hand and by the grammar: {differs:?}");
        }
    }

    /// The words and signs of statements, and some of what goes wrong between them.
    const WORDS: &[&str] = &[
        "allow",
        "forbid",
        "responsible",
        "accountable",
        "offer",
        "need",
        "handover",
        "mandate",
        "delegate",
        "expect",
        "no",
        "to",
        "for",
        "of",
        "via",
        "serving",
        "at",
        "when",
        "up-to",
        "from",
        "until",
        "because",
        "within",
        "share",
        "onward",
        "warm",
        "callback",
        "except",
        "by",
        "unit",
        "service",
        "read",
        "handle",
        "logged",
        "verified",
        "low",
        "four-eyes",
        "KCC",
        "Burgerzaken",
        "Zaak.status",
        "Klant.*",
        "A.b.c",
        "*",
        "#tag",
        "`name`",
        "`a b`",
        "`open",
        "`x`.y",
        "Überlingen",
        "é-",
        "2026-01-01",
        "2026-02-30",
        "2",
        "workdays",
        "20%",
        "\"why\"",
        "\"a \\\" b\"",
        "\"open",
        "\"\\\"",
        ",",
        ",",
        ",",
        "->",
        "<->",
        "{",
        "}",
        "(",
        ")",
        ";",
        ":",
        "@accept(\"x\")",
        "@",
        "/// doc\n",
        "// note\n",
        "//// note\n",
        "x: y",
        "-",
        ".",
        "\u{200b}",
        "\r",
        "allow.x",
        "aloow",
        "unit A { kind: front }",
        "kind:",
    ];
    const GAPS: &[&str] = &[" ", " ", " ", " ", "\n", "\n", "\n    ", "", "  ", "\t", " // note\n", "\r\n", "\n\n"];

    /// Statements that are sound, in which something may be put.
    const SOUND: &[&str] = &[
        "allow KCC to read, update Klant.adres, Zaak.* except Zaak.status of Paspoort via Balie when logged, verified low because \"why\"",
        "responsible KCC for intake, handle of Paspoort, Rijbewijs via Telefoon serving Burgers at Stadhuis until 2026-01-31",
        "handover KCC -> Burgerzaken <-> Post of * warm within 2 workdays share 20%",
        "need update Klant.adres for handle of Verhuizing",
        "expect no \"reason\" allow * to delete * of #zorg up-to confidential",
        "mandate Raad -> College -> Burgerzaken for decide of Paspoort onward",
        "forbid Balie to delete Zaak.* when four-eyes by Post, logged",
        "offer Paspoort via Balie, Website",
    ];

    fn soup() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            6 => prop::sample::select(WORDS).prop_map(str::to_owned),
            3 => prop::sample::select(SOUND).prop_map(|it| format!("\n{it}\n")),
            4 => (prop::sample::select(SOUND), any::<prop::sample::Index>(), prop::sample::select(WORDS)).prop_map(
                |(sound, at, word)| {
                    let words: Vec<&str> = sound.split(' ').collect();
                    let at = at.index(words.len() + 1);
                    format!("{} {word} {}", words[..at].join(" "), words[at..].join(" "))
                }
            ),
            2 => (prop::sample::select(SOUND), any::<prop::sample::Index>()).prop_map(|(sound, at)| {
                let mut words: Vec<&str> = sound.split(' ').collect();
                words.remove(at.index(words.len()));
                words.join(" ")
            }),
        ];
        prop::collection::vec((piece, prop::sample::select(GAPS)), 0..24)
            .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap.to_owned()]).collect())
    }

    /// Sound statements with blanks, line ends and comments between their words.
    fn sound() -> impl Strategy<Value = String> {
        let gap = prop::sample::select(&[" ", "\n  ", "\t", "  ", " // note\n", "\r\n", " // a\n\n// b\n"][..]);
        let gaps = prop::collection::vec(prop_oneof![9 => Just(" "), 1 => gap], 0..40);
        prop::collection::vec((prop::sample::select(SOUND), gaps), 0..8).prop_map(|statements| {
            let mut text = String::new();
            for (statement, gaps) in statements {
                let mut gaps = gaps.into_iter().chain(std::iter::repeat(" "));
                text.extend(statement.split(' ').flat_map(|word| [word, gaps.next().unwrap_or_default()]));
                text.push('\n');
            }
            text
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn reads_as_the_grammar_does(text in soup()) {
            alike(&text);
        }

        #[test]
        fn blanks_and_comments_change_nothing(text in sound()) {
            alike(&text);
        }
    }

    #[test]
    fn reads_policies_as_the_grammar_does() {
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/policies"))];
        let mut read = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the folder can be read").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|it| it == "org") {
                    let bytes = std::fs::read(path).expect("a policy can be read");
                    let text = String::from_utf8_lossy(&bytes);
                    alike(&text);
                    alike(&text.replace('\n', "\r\n"));
                    read += 1;
                }
            }
        }
        assert!(read > 50, "{read} files");
    }

    #[test]
    fn nearly_all_statements_are_read_by_hand() {
        for text in SOUND {
            assert_eq!(Plain::new(text).end(0), Some(text.len()), "{text}");
        }
    }
}
