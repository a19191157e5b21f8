//! Statements that were read without the grammar.

use super::Place;
use crate::source::offset;
use crate::syntax::ast::{Expect, Safeguard, Slice};
use crate::syntax::clause::Clause;
use crate::syntax::lower::{Lower, Stretch};
use crate::syntax::plain::{Part, Piece};

impl Lower<'_> {
    /// Keeps the statement that these pieces are.
    pub(in crate::syntax::lower) fn plain_statement(&mut self, pieces: &[Piece]) {
        let Some(first) = pieces.first() else { return };
        let mut draft = self.draft(first.start as usize);
        for piece in pieces {
            let place: Stretch = (piece.start as usize, piece.end as usize);
            match piece.part {
                Part::Term => {
                    let text = self.text;
                    let term = self.sound_term(&text[place.0..place.1], place.0);
                    self.take_term(&mut draft, term);
                }
                Part::Clause(clause) => {
                    self.close(&mut draft);
                    self.begin(&mut draft, clause, place);
                }
                Part::Head(head) => {
                    draft.statement.head = head;
                    draft.statement.keyword = self.span(place.0, place.1);
                    draft.keyword = place;
                }
                Part::Except => self.begin_exceptions(&mut draft),
                Part::Hop(arrow) => self.begin_hop(&mut draft, place, arrow),
                Part::Operations => self.begin_operations(&mut draft, place),
                Part::Data => self.begin_data(&mut draft),
                Part::Figure => self.operand(&mut draft, place, false),
                Part::Text => self.operand(&mut draft, place, true),
                Part::Flag => {
                    self.close(&mut draft);
                    self.flag(&mut draft, place);
                }
                Part::When => {
                    self.close(&mut draft);
                    self.begin(&mut draft, Clause::When, place);
                    if draft.place == Place::Clause(Clause::When) {
                        let start = offset(self.ast.safeguards.len());
                        draft.statement.safeguards = Slice { start, end: start };
                    }
                }
                Part::Safeguard => {
                    let word = self.name(place);
                    if draft.place == Place::Clause(Clause::When) {
                        self.ast.safeguards.push(Safeguard { word, operand: None, span: word.span });
                        draft.statement.safeguards.end += 1;
                    }
                }
                Part::Operand => {
                    let operand = self.name(place);
                    let kept = draft.place == Place::Clause(Clause::When);
                    if let Some(safeguard) = self.ast.safeguards.last_mut().filter(|_| kept) {
                        safeguard.operand = Some(operand);
                        safeguard.span = safeguard.span.to(operand.span);
                    }
                }
                Part::Expect => draft.statement.expect = Some(Box::new(Expect { no: false, why: None })),
                Part::No => {
                    if let Some(expect) = &mut draft.statement.expect {
                        expect.no = true;
                    }
                }
                // Of declarations.
                _ => {}
            }
            self.last = place.1.max(self.last);
        }
        self.finish(draft);
    }
}
