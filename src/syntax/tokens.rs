//! The words and signs of a text with the comments between them: what the tree leaves out. Cuts as the grammar cuts, and
//! never fails; what is no word or sign of the language is [`Kind::Other`].

use pest::unicode::{XID_CONTINUE, XID_START};

use super::ast::Head;
use super::grammar::{self, Rule};
use super::split::{is_noun, line_end, name_end, string_end};
use super::unseen;
use crate::source::offset;

/// A word, sign or comment: the bytes `start..end` of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub start: u32,
    pub end: u32,
    /// The line ends between the token before it and this one.
    pub lines: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name, with its field if it has one: `Paspoort`, `Klant.adres`, `Zaak.*`.
    Word,
    /// A word that is a keyword. Whether it is one where it stands, the grammar says.
    Keyword(Keyword),
    /// A name in backticks, with its field if it has one.
    Quoted,
    Quantity,
    Text,
    /// `#tag`
    Tag,
    /// `*`
    Star,
    /// `,`
    Comma,
    /// `->` or `<->`
    Arrow,
    /// `{`
    Open,
    /// `}`
    Close,
    /// `(`
    Before,
    /// `)`
    After,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `@`
    At,
    /// `// …`, to the end of the line.
    Comment,
    /// `/// …`, to the end of the line.
    Doc,
    Other,
}

/// What a keyword does where it stands in a statement or begins an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    Noun,
    Head(Head),
    Expect,
    No,
    To,
    Except,
    By,
    For,
    Of,
    Via,
    Serving,
    At,
    When,
    UpTo,
    /// One of the ways to hand over.
    Mode,
    Within,
    Share,
    Onward,
    From,
    Until,
    Because,
}

/// The tokens of a stretch of a text.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Tokens<'a> {
    /// Begins at `start` and reads no token that begins at `end` or later.
    pub fn new(text: &'a str, start: u32, end: u32) -> Self {
        Self { text, at: start as usize, end: (end as usize).min(text.len()) }
    }

    /// Skips blanks and line ends; how many lines ended.
    fn blanks(&mut self) -> u32 {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut lines = 0;
        while let Some(&byte @ (b' ' | b'\n' | b'\r' | b'\t')) = bytes.get(self.at) {
            let ends = byte == b'\n' || byte == b'\r' && bytes.get(self.at + 1) != Some(&b'\n');
            lines += u32::from(ends);
            self.at += 1;
        }
        lines
    }

    /// The kind of the token that begins at `at`, and its end.
    fn token(&self, at: usize) -> (Kind, usize) {
        let bytes = self.text.as_bytes();
        if bytes[at].is_ascii_alphabetic() {
            return self.named(at);
        }
        let next = bytes.get(at + 1).copied();
        let sign = |kind| (kind, at + 1);
        match bytes[at] {
            b',' => sign(Kind::Comma),
            b'{' => sign(Kind::Open),
            b'}' => sign(Kind::Close),
            b'(' => sign(Kind::Before),
            b')' => sign(Kind::After),
            b':' => sign(Kind::Colon),
            b';' => sign(Kind::Semicolon),
            b'@' => sign(Kind::At),
            b'*' => sign(Kind::Star),
            b'-' if next == Some(b'>') => (Kind::Arrow, at + 2),
            b'<' if bytes[at..].starts_with(b"<->") => (Kind::Arrow, at + 3),
            b'"' => (Kind::Text, string_end(bytes, at + 1)),
            b'`' => {
                let end = name_end(bytes, at + 1);
                let dot = bytes.get(end) == Some(&b'.');
                (Kind::Quoted, if dot { self.rest(end) } else { end })
            }
            b'/' if next == Some(b'/') => {
                let end = line_end(bytes, at);
                let doc = bytes.get(at + 2) == Some(&b'/') && bytes.get(at + 3) != Some(&b'/');
                let line = self.text[at..end].trim_end_matches([' ', '\t', '\r']);
                (if doc { Kind::Doc } else { Kind::Comment }, at + line.len())
            }
            b'#' if self.starts_word(at + 1) => (Kind::Tag, self.word(at + 1)),
            b'0'..=b'9' => (Kind::Quantity, self.quantity(at)),
            _ if self.starts_word(at) => self.named(at),
            _ => (Kind::Other, at + self.text[at..].chars().next().map_or(1, char::len_utf8)),
        }
    }

    /// The kind of the word that begins at `at`, and its end.
    fn named(&self, at: usize) -> (Kind, usize) {
        let end = self.rest(at);
        let keyword = self.text.as_bytes()[at].is_ascii_lowercase().then(|| grammar::keyword(&self.text[at..end]));
        (keyword.flatten().and_then(keyword_of).map_or(Kind::Word, Kind::Keyword), end)
    }

    fn starts_word(&self, at: usize) -> bool {
        match self.text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => byte.is_ascii_alphabetic() || *byte == b'_',
            Some(_) => self.text[at..].chars().next().is_some_and(|it| XID_START(it) && !unseen::is_unseen(it)),
            None => false,
        }
    }

    /// The length of the character at `at` if a word goes on with it, else 0.
    fn goes_on(&self, at: usize) -> usize {
        match self.text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => usize::from(GOES_ON[usize::from(*byte)]),
            Some(_) => {
                let sign = self.text[at..].chars().next();
                sign.filter(|&it| XID_CONTINUE(it) && !unseen::hides(self.text, at, it)).map_or(0, char::len_utf8)
            }
            None => 0,
        }
    }

    /// The end of what is one word: characters that go on, and these signs where such a character stands behind.
    #[inline]
    fn end_of(&self, mut at: usize, sign: impl Fn(u8) -> bool) -> usize {
        let bytes = self.text.as_bytes();
        loop {
            let more = bytes.get(at..).unwrap_or_default();
            at += more.iter().position(|&byte| !GOES_ON[usize::from(byte)]).unwrap_or(more.len());
            let Some(&byte) = bytes.get(at) else { return at };
            at += match byte {
                _ if sign(byte) && self.goes_on(at + 1) > 0 => 1,
                0..128 => return at,
                _ => match self.goes_on(at) {
                    0 => return at,
                    len => len,
                },
            };
        }
    }

    /// The end of a tag.
    fn word(&self, at: usize) -> usize {
        self.end_of(at, |it| it == b'-')
    }

    /// The end of a name and its field.
    fn rest(&self, at: usize) -> usize {
        let at = self.end_of(at, |it| matches!(it, b'-' | b'.'));
        let bytes = self.text.as_bytes();
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'.'), Some(b'*')) => at + 2,
            (Some(b'.'), Some(b'`')) => {
                let end = name_end(bytes, at + 2);
                if end > at + 2 && bytes[end - 1] == b'`' { end } else { at }
            }
            _ => at,
        }
    }

    fn quantity(&self, mut at: usize) -> usize {
        loop {
            at = self.end_of(at, |it| matches!(it, b'-' | b':' | b'.' | b'/' | b'+'));
            if self.text.as_bytes().get(at) != Some(&b'%') {
                return at;
            }
            at += 1;
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let lines = self.blanks();
        if self.at >= self.end {
            return None;
        }
        let start = self.at;
        let (kind, end) = self.token(start);
        self.at = end;
        Some(Token { kind, start: offset(start), end: offset(end), lines })
    }
}

/// How many lines end in a text, each at a line feed, a carriage return, or both.
pub fn lines_in(bytes: &[u8]) -> usize {
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
    ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')).count()
}

/// The ASCII characters that a word goes on with.
const GOES_ON: [bool; 256] = {
    let mut table = [false; 256];
    let mut at: u8 = 0;
    while at < 128 {
        table[at as usize] = at.is_ascii_alphanumeric() || at == b'_';
        at += 1;
    }
    table
};

fn keyword_of(rule: Rule) -> Option<Keyword> {
    if let Some(head) = super::clause::head(rule) {
        return Some(Keyword::Head(head));
    }
    Some(match rule {
        Rule::kw_expect => Keyword::Expect,
        Rule::kw_no => Keyword::No,
        Rule::kw_to => Keyword::To,
        Rule::kw_except => Keyword::Except,
        Rule::kw_by => Keyword::By,
        Rule::kw_for => Keyword::For,
        Rule::kw_of => Keyword::Of,
        Rule::kw_via => Keyword::Via,
        Rule::kw_serving => Keyword::Serving,
        Rule::kw_at => Keyword::At,
        Rule::kw_when => Keyword::When,
        Rule::kw_up_to => Keyword::UpTo,
        Rule::kw_within => Keyword::Within,
        Rule::kw_share => Keyword::Share,
        Rule::kw_onward => Keyword::Onward,
        Rule::kw_from => Keyword::From,
        Rule::kw_until => Keyword::Until,
        Rule::kw_because => Keyword::Because,
        Rule::kw_warm
        | Rule::kw_cold
        | Rule::kw_callback
        | Rule::kw_appointment
        | Rule::kw_forward
        | Rule::kw_referral => Keyword::Mode,
        rule if is_noun(rule) => Keyword::Noun,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, Tokens};

    fn words(text: &str) -> Vec<&str> {
        let end = u32::try_from(text.len()).expect("short");
        Tokens::new(text, 0, end).map(|it| &text[it.start as usize..it.end as usize]).collect()
    }

    #[test]
    fn cuts_as_the_grammar_does() {
        assert_eq!(
            words(
                "allow A-b to read Klant.*,R.`of`,`x`.`to` `x`.y<->Überlingen.é // why \r\nof #t when a:80% 9_800/y;\"a\\\"b\""
            ),
            [
                "allow",
                "A-b",
                "to",
                "read",
                "Klant.*",
                ",",
                "R.`of`",
                ",",
                "`x`.`to`",
                "`x`.y",
                "<->",
                "Überlingen.é",
                "// why",
                "of",
                "#t",
                "when",
                "a",
                ":",
                "80%",
                "9_800/y",
                ";",
                "\"a\\\"b\""
            ]
        );
        assert_eq!(words("- -> a- \"open\nb"), ["-", "->", "a", "-", "\"open", "b"]);
    }

    #[test]
    fn counts_the_lines_before() {
        let text = "// a\n\n/// b\n//// c\nx";
        let tokens: Vec<_> = Tokens::new(text, 0, 24).map(|it| (it.kind, it.lines)).collect();
        assert_eq!(tokens, [(Kind::Comment, 0), (Kind::Doc, 2), (Kind::Comment, 1), (Kind::Word, 1)]);
    }
}
