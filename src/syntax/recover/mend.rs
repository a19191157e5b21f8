//! Text that is mended and read a second time, with everything in it at its own place in the file.

use pest::Parser;
use pest::iterators::Pair;

use crate::finding::Finding;
use crate::source::offset;
use crate::syntax::grammar::{Grammar, Rule};
use crate::syntax::lower::statement::Draft;
use crate::syntax::lower::{Lower, Shift, Stretch};

/// What stands in a text, and what is read there instead.
pub(super) type Edit<'e> = (Stretch, &'e str);

impl Lower<'_> {
    /// Reads `prefix` in the place of what is mended, and the text from `from` to `to` behind it, by a rule, and lowers what
    /// comes of it.
    pub(super) fn reread(
        &mut self,
        rule: Rule,
        prefix: (&str, Stretch),
        rest: Stretch,
        lower: impl FnOnce(&mut Lower<'_>, Pair<'_, Rule>, usize),
    ) {
        self.reread_edited(rule, prefix, rest, &[], lower);
    }

    /// The same with edits in the text, in their order.
    pub(super) fn reread_edited(
        &mut self,
        rule: Rule,
        (prefix, place): (&str, Stretch),
        (from, to): Stretch,
        edits: &[Edit<'_>],
        lower: impl FnOnce(&mut Lower<'_>, Pair<'_, Rule>, usize),
    ) {
        let (text, shifts) = self.edited(prefix, (from, to), edits);
        let base = self.place(from).wrapping_sub(offset(prefix.len()));
        if let Some(pair) = Grammar::parse(rule, &text).ok().and_then(|mut pairs| pairs.next()) {
            let mended = self.span(place.0, place.1);
            let behind = self.span(from, from).start;
            let inset = self.indent(place.0);
            let place = (self.file, base, text.as_str());
            let mut again = Lower::new(place, (self.ast, self.names, self.findings), self.waiting);
            again.shifts = shifts;
            again.repairs = self.repairs + 1;
            again.inset = inset;
            again.mended = Some((prefix.len(), mended));
            let told = again.findings.len();
            lower(&mut again, pair, text.len());
            self.waiting = again.waiting;
            self.expected = again.expected;
            // What is wrong with the mended word itself was told.
            let new = self.findings.split_off(told);
            let told_again = |finding: &Finding| (mended.start..behind).contains(&finding.span.start);
            self.findings.extend(new.into_iter().filter(|finding| !told_again(finding)));
        }
        self.last = to;
    }

    /// The text with its edits behind a prefix, and where its places are.
    fn edited(&self, prefix: &str, (from, to): Stretch, edits: &[Edit<'_>]) -> (String, Vec<Shift>) {
        let mut text = prefix.to_owned();
        let mut shifts: Vec<Shift> = Vec::new();
        let start = self.place(from).wrapping_sub(offset(prefix.len()));
        let shift = |from: usize, at: usize, cut: bool| {
            let by = self.place(from).wrapping_sub(start).wrapping_sub(offset(at));
            Shift { at, by, cut }
        };
        let mut at = from;
        let last = ((to, to), "");
        for ((cut, end), word) in edits.iter().copied().chain([last]) {
            let first = self.shifts.partition_point(|it| it.at <= at);
            let inside = self.shifts[first..].iter().take_while(|it| it.at < cut);
            shifts.extend(inside.map(|it| shift(it.at, text.len() + it.at - at, it.cut)));
            text.push_str(&self.text[at..cut]);
            text.push_str(word);
            at = end;
            if cut < end {
                shifts.push(shift(end, text.len(), word.is_empty()));
            }
        }
        (text, shifts)
    }

    /// Reads items a second time, the first of which is mended: its keyword is spelled in `prefix`, and was written at `place`.
    pub(super) fn reread_items(&mut self, prefix: &str, place: Stretch, to: usize, parent: Option<u32>) {
        self.reread(Rule::file, (prefix, place), (place.1, to), |again, pair, _| {
            again.items(pair.into_inner(), parent);
        });
    }

    /// Reads the rest of a statement a second time.
    pub(super) fn reread_tail(&mut self, draft: Draft, rule: Rule, mended: (&str, Stretch), rest: Stretch) {
        self.reread_tail_edited(draft, rule, mended, rest, &[]);
    }

    pub(super) fn reread_tail_edited(
        &mut self,
        mut draft: Draft,
        rule: Rule,
        mended: (&str, Stretch),
        rest: Stretch,
        edits: &[Edit<'_>],
    ) {
        if rule == Rule::tail {
            self.close(&mut draft);
        }
        let mut held = Some(draft);
        self.reread_edited(rule, mended, rest, edits, |again, pair, end| {
            if let Some(draft) = held.take() {
                again.parts(draft, pair.into_inner(), end);
            }
        });
        if let Some(draft) = held {
            self.finish(draft);
        }
    }
}
