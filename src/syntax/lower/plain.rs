//! Items that were read without the grammar.

use super::{Lower, Stretch, noun_of};
use crate::source::offset;
use crate::syntax::ast::{Property, Slice};
use crate::syntax::plain::{Part, Piece};

fn stretch(piece: Piece) -> Stretch {
    (piece.start as usize, piece.end as usize)
}

impl Lower<'_> {
    /// Keeps the item that these pieces are.
    pub(in crate::syntax) fn plain(&mut self, pieces: &[Piece]) {
        match pieces.first() {
            Some(Piece { part: Part::Noun(_), .. }) => self.plain_declaration(pieces, None),
            Some(&piece @ Piece { part: Part::Doc, .. }) => self.doc(stretch(piece)),
            _ => self.plain_statement(pieces),
        }
    }

    fn plain_declaration(&mut self, pieces: &[Piece], parent: Option<u32>) {
        let [noun, name, rest @ ..] = pieces else { return };
        let mut header = self.header(noun.start as usize);
        header.noun = noun_of(&self.text[noun.start as usize..noun.end as usize]);
        let declared = self.name(stretch(*name));
        self.last = name.end as usize;
        let is_header = |piece: &&Piece| matches!(piece.part, Part::Label | Part::Tag);
        let (before, block) = rest.split_at(rest.iter().take_while(is_header).count());
        for &piece in before {
            if let Part::Label = piece.part {
                header.label = Some(self.text(stretch(piece)));
            } else {
                let tag = self.tag(stretch(piece));
                self.ast.tags.push(tag);
            }
            self.last = piece.end as usize;
        }
        let place = self.declare(header, declared, parent);
        if let [_open, members @ .., close] = block {
            let from = offset(self.ast.properties.len());
            let more = self.plain_properties(members);
            let properties = Slice { start: from, end: offset(self.ast.properties.len()) };
            if more {
                self.plain_members(members, place);
            }
            self.end_block(place, properties, close.end as usize);
        }
    }

    /// The properties among the members of a block; whether it holds anything else.
    fn plain_properties(&mut self, members: &[Piece]) -> bool {
        let mut more = false;
        let mut at = 0;
        while let Some(&piece) = members.get(at) {
            let len = member_len(&members[at..]);
            if let Part::Key = piece.part {
                self.plain_property(&members[at..at + len]);
            } else {
                more = true;
            }
            at += len;
        }
        more
    }

    /// The members of a block but its properties.
    fn plain_members(&mut self, members: &[Piece], parent: u32) {
        let mut at = 0;
        while let Some(&piece) = members.get(at) {
            let len = member_len(&members[at..]);
            match piece.part {
                Part::Noun(_) => self.plain_declaration(&members[at..at + len], Some(parent)),
                Part::Doc => self.doc(stretch(piece)),
                _ => self.end_of_items(),
            }
            at += len;
        }
        self.end_of_items();
    }

    fn plain_property(&mut self, pieces: &[Piece]) {
        let [key, rest @ ..] = pieces else { return };
        let key = self.name(stretch(*key));
        let values_from = offset(self.ast.values.len());
        let mut value = self.open_value();
        let mut end = key.span.end;
        for &piece in rest {
            if let Part::Separator = piece.part {
                self.close_value(&mut value);
                value.arrow = piece.end - piece.start == 2;
            } else {
                let atom = self.atom(stretch(piece));
                end = atom.span.end;
                value.take(atom.span);
                self.ast.atoms.push(atom);
            }
        }
        self.close_value(&mut value);
        let values = Slice { start: values_from, end: offset(self.ast.values.len()) };
        let span = crate::source::Span { end, ..key.span };
        self.ast.properties.push(Property { key, values, guessed: false, span });
    }
}

/// How many pieces the member has that begins a list of pieces.
fn member_len(pieces: &[Piece]) -> usize {
    let goes_on = |piece: &&Piece| matches!(piece.part, Part::Atom | Part::Separator);
    match pieces.first().map(|piece| piece.part) {
        Some(Part::Noun(len)) => len as usize,
        Some(Part::Key) => 1 + pieces[1..].iter().take_while(goes_on).count(),
        _ => 1,
    }
}
