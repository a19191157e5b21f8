//! Declarations: nouns with their names, and blocks of properties and further declarations.

use super::{Part, Plain, is_closed};
use crate::syntax::tokens::{Keyword, Kind, Token};

/// Deeper blocks are left to the grammar, and so are those that are too deep.
const DEPTH: u32 = 16;

impl Plain<'_> {
    pub(super) fn declaration(&mut self, depth: u32) -> Option<()> {
        let noun = self.pieces.len();
        self.take(Part::Noun(0));
        self.next.filter(|&token| self.is_name(token))?;
        self.take(Part::Name);
        if self.next.is_some_and(|token| self.is_text(token)) {
            self.take(Part::Label);
        }
        while self.kind() == Some(Kind::Tag) {
            self.take(Part::Tag);
        }
        match self.kind() {
            Some(Kind::Open) if depth < DEPTH.min(self.nesting) => self.block(depth)?,
            Some(Kind::Text | Kind::Open) => return None,
            _ => {}
        }
        self.pieces[noun].part = Part::Noun(crate::source::offset(self.pieces.len() - noun));
        Some(())
    }

    fn block(&mut self, depth: u32) -> Option<()> {
        self.take(Part::Open);
        loop {
            let token = self.next?;
            match token.kind {
                Kind::Close => {
                    self.take(Part::Close);
                    return Some(());
                }
                Kind::Semicolon => self.advance(),
                Kind::Doc => self.take(Part::Doc),
                _ if self.is_key(token) => self.property()?,
                Kind::Keyword(Keyword::Noun) => self.declaration(depth + 1)?,
                _ => return None,
            }
        }
    }

    /// A key and its values.
    fn property(&mut self) -> Option<()> {
        self.take(Part::Key);
        self.advance();
        let mut ready = true;
        loop {
            let token = self.next?;
            match token.kind {
                Kind::Comma | Kind::Arrow if !ready && token.end - token.start < 3 => {
                    self.take(Part::Separator);
                    ready = true;
                }
                // What a colon follows is no word of a value, but the next key.
                _ if self.is_before_colon(token) => break,
                _ if self.is_atom(token) => {
                    self.take(Part::Atom);
                    ready = false;
                }
                _ => break,
            }
        }
        (!ready).then_some(())
    }

    /// Whether a colon stands behind a token that may be a key.
    fn is_key(&self, token: Token) -> bool {
        let word = match token.kind {
            Kind::Word => !self.word(token).contains('.'),
            Kind::Keyword(_) => true,
            Kind::Quoted => is_closed(self.word(token)),
            _ => false,
        };
        word && self.is_before_colon(token)
    }

    fn is_before_colon(&self, token: Token) -> bool {
        let behind = &self.text.as_bytes()[token.end as usize..];
        match behind.iter().find(|it| !matches!(it, b' ' | b'\t' | b'\r' | b'\n')) {
            Some(b'/') => {
                self.after(token).find(|it| it.kind != Kind::Comment).is_some_and(|it| it.kind == Kind::Colon)
            }
            sign => sign == Some(&b':'),
        }
    }

    fn is_atom(&self, token: Token) -> bool {
        match token.kind {
            Kind::Word => !self.word(token).contains('.'),
            Kind::Keyword(Keyword::Noun | Keyword::Head(_) | Keyword::Expect) => false,
            Kind::Keyword(_) | Kind::Quantity | Kind::Tag | Kind::Star => true,
            Kind::Quoted => is_closed(self.word(token)),
            Kind::Text => self.is_text(token),
            _ => false,
        }
    }

    fn is_name(&self, token: Token) -> bool {
        match token.kind {
            Kind::Word => !self.word(token).contains('.'),
            Kind::Quoted => is_closed(self.word(token)),
            _ => false,
        }
    }
}
