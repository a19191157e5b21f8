//! Failed expectations in words: what does not hold, and the edit that would mend it.

use super::{list, spelled, spelled_all};
use crate::model::words::Operation;
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::chunk::Chunk;
use crate::space::claim::ClaimId;
use crate::space::expect::{Behind, Lack, Unmet};
use crate::space::givers::Giver;
use crate::space::nearest::Nearest;
use crate::space::set::SetId;
use crate::syntax::ast::{Arrow, Extras, Head, Selector, Statement};
use crate::syntax::spelling;

/// A text with one blank between its words.
pub fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Space<'_> {
    fn expectation(&self, unmet: &Unmet) -> (&Statement, bool) {
        let statement = &self.model.ast.statements[self.expected[unmet.expected].statement.at()];
        (statement, statement.expect.as_ref().is_some_and(|it| it.no))
    }

    /// A selector as it is written, on one line.
    fn written(&self, selector: Option<Selector>) -> String {
        selector.map_or_else(String::new, |it| words(self.sources.text(it.span)).replace('`', ""))
    }

    fn subject(&self, statement: &Statement) -> Option<Selector> {
        statement.subject.map(|it| self.model.ast.selector(it))
    }

    /// Who does not, or does: the units of the box, else what was asked for.
    fn who(&self, unmet: &Unmet, statement: &Statement) -> (String, bool) {
        if unmet.axes.contains(&Axis::Unit) {
            let units = self.names(Axis::Unit, unmet.block.get(Axis::Unit));
            return (list(&units), units.len() == 1);
        }
        let subject = self.subject(statement);
        let asked = match (unmet.terms.first(), subject) {
            (Some(terms), Some(subject)) if subject.except.range().is_empty() => {
                let texts = terms.iter().map(|&term| words(self.sources.text(self.model.ast.terms[term].span)));
                texts.map(|it| it.replace('`', "")).collect::<Vec<_>>().join(", ")
            }
            _ => self.written(subject),
        };
        let several = match unmet.terms.first() {
            Some(terms) => terms.len() > 1,
            None => subject.is_some_and(|it| it.terms.len() > 1),
        };
        let nobody = match asked.as_str() {
            "*" => "nobody".to_owned(),
            asked if several => format!("nobody of one of `{asked}`"),
            asked => format!("nobody of `{asked}`"),
        };
        (nobody, true)
    }

    /// What does not hold, as a clause.
    pub fn unmet_words(&self, unmet: &Unmet) -> String {
        let (statement, no) = self.expectation(unmet);
        let block = unmet.block;
        let place = self.place_phrase(block);
        let (who, one) = self.who(unmet, statement);
        let nobody = !no && !unmet.axes.contains(&Axis::Unit);
        let is = if one { "is" } else { "are" };
        let not = if no || nobody { "" } else { " not" };
        let one_of_several = matches!(unmet.lack, Lack::Back(_)) && statement.hops.range().len() > 2;
        if let Some((_, differs)) = self.difference(unmet).filter(|_| !one_of_several) {
            let what = match (statement.head, unmet.lack) {
                (Head::Handover, Lack::Unlike { relayed: true }) => "a handover on the road",
                (Head::Handover, _) => "the road",
                (_, Lack::Unlike { .. }) if statement.hops.range().len() == 2 => "the mandate",
                _ => "the last mandate of the chain",
            };
            let differs: Vec<String> = differs.into_iter().map(|it| it.0).collect();
            let differs = super::enumerate(&differs);
            let over =
                if statement.head == Head::Mandate { format!(" for {}", self.power_phrase(block)) } else { place };
            return format!("{what} {}{over} {differs}", self.hops_phrase(statement, unmet));
        }
        match statement.head {
            Head::Offer => {
                let what = self.some_services_phrase(block.get(Axis::Service), "every service");
                let what = if what.is_empty() { "everything".to_owned() } else { what };
                format!("{what} {}{}", if no { "can be had" } else { "cannot be had" }, self.where_phrase(block))
            }
            Head::Responsible | Head::Accountable | Head::Consulted | Head::Informed => {
                let verb = match statement.head {
                    Head::Responsible => "responsible",
                    Head::Accountable => "accountable",
                    Head::Consulted => "consulted",
                    _ => "informed",
                };
                format!("{who} {is}{not} {verb} for {}{place}", self.tasks_phrase(block.get(Axis::Task)))
            }
            Head::Supporting => {
                format!("{who} {is}{not} supporting {}{place}", self.tasks_phrase(block.get(Axis::Task)))
            }
            Head::Allow => {
                let guarded = if statement.safeguards.is_empty() { "" } else { " with these safeguards" };
                format!("{who} may{not} {}{place}{guarded}", self.rights_phrase(block))
            }
            Head::Forbid if no => format!("{who} {is} forbidden to {}{place}", self.rights_phrase(block)),
            Head::Forbid => format!("no statement forbids {who} to {}{place}", self.rights_phrase(block)),
            Head::Need => {
                let asks = if no { "a need asks" } else { "no need asks" };
                let tasks = self.tasks_phrase(block.get(Axis::Task));
                format!("{asks} to {} for {tasks}{place}", self.rights_phrase(block))
            }
            Head::Handover => {
                let hops = self.hops_phrase(statement, unmet);
                match unmet.lack {
                    Lack::Back(_) if no => {
                        let hops = hops_words(self.hop_names(statement, unmet).into_iter().rev());
                        format!("a road leads back {hops}{place}")
                    }
                    Lack::Back(at) => {
                        let names = self.hop_names(statement, unmet);
                        let (near, far) = (names.get(at), names.get(at + 1));
                        let [near, far] = [near, far].map(|it| it.map_or("", String::as_str));
                        format!("no road leads back from {far} to {near}{place}")
                    }
                    Lack::Unlike { .. } => format!("no road leads {hops}{place} as it is asked for"),
                    Lack::Either => format!("a road leads {hops} or back{place}"),
                    Lack::Whole if no => format!("a road leads {hops}{place}"),
                    Lack::Unasked(many) => unasked(many),
                    _ => format!("no road leads {hops}{place}"),
                }
            }
            Head::Mandate | Head::Delegate => {
                let kind = if statement.head == Head::Mandate { "mandates" } else { "delegations" };
                let leads = if no { "a chain" } else { "no chain" };
                let power = self.power_phrase(block);
                let first = self.hop_names(statement, unmet).into_iter().next().unwrap_or_default();
                let has = if first.contains(", ") { "have" } else { "has" };
                match unmet.lack {
                    Lack::Unasked(many) => unasked(many),
                    Lack::Powerless(_) => format!("{first} {has} no power to give for {power}"),
                    _ => format!("{leads} of {kind} leads {} for {power}", self.hops_phrase(statement, unmet)),
                }
            }
        }
    }

    /// The hops of a chain as they are written, each with the terms that are at fault.
    fn hops(&self, statement: &Statement, unmet: &Unmet) -> Vec<String> {
        let hops = self.model.ast.hops[statement.hops.range()].iter().enumerate();
        let text = |span| words(self.sources.text(span));
        hops.map(|(at, hop)| match unmet.terms.get(at) {
            Some(terms) if hop.units.except.range().is_empty() => {
                let terms = terms.iter().map(|&term| text(self.model.ast.terms[term].span));
                terms.collect::<Vec<_>>().join(", ")
            }
            _ => text(hop.units.span),
        })
        .collect()
    }

    fn hop_names(&self, statement: &Statement, unmet: &Unmet) -> Vec<String> {
        self.hops(statement, unmet).into_iter().map(|hop| format!("`{}`", hop.replace('`', ""))).collect()
    }

    fn hops_phrase(&self, statement: &Statement, unmet: &Unmet) -> String {
        hops_words(self.hop_names(statement, unmet).into_iter())
    }

    /// What to write or change.
    pub fn unmet_edit(&self, unmet: &Unmet) -> String {
        let (statement, no) = self.expectation(unmet);
        if no {
            return match unmet.behind.len() {
                1 => "narrow the statement that makes it, or drop the expectation".to_owned(),
                _ => "narrow the statements that make it, or drop the expectation".to_owned(),
            };
        }
        match unmet.lack {
            Lack::Unasked(_) => return "split the expectation into several".to_owned(),
            Lack::Powerless(giver) => return self.power_edit(statement, unmet, giver),
            Lack::Fixed => return "this cannot be mandated: change the expectation".to_owned(),
            Lack::Unguarded => return self.against_edit(unmet),
            Lack::Forbidden => return self.forbidden_edit(statement, unmet),
            _ => {}
        }
        if self.difference(unmet).is_some() {
            let mut edits: Vec<String> = Vec::new();
            for (_, edit) in unmet.behind.iter().flat_map(|it| self.differences_at(unmet, *it)) {
                if !edits.contains(&edit) {
                    edits.push(edit);
                }
            }
            return format!("{} there, or change the expectation", all_of(&edits));
        }
        let short = unmet.behind.iter().find_map(|&(claim, behind)| match behind {
            // The services of an offer stand in no clause that could be added to.
            Behind::Short(Axis::Service, _) if statement.head == Head::Offer => None,
            Behind::Short(axis, missing) if !is_of_rights(axis) => Some(Nearest { claim, axis, missing }),
            _ => None,
        });
        let extension = short.and_then(|near| self.extension_words(&near)).map(|extend| format!("{extend}, or "));
        let write = format!("write `{}`", self.missing_statement(statement, unmet));
        format!("{}{}", extension.unwrap_or_default(), write)
    }

    /// What to do about statements that give a right with too few safeguards.
    fn against_edit(&self, unmet: &Unmet) -> String {
        let unguarded: Vec<ClaimId> =
            unmet.behind.iter().filter(|it| it.1 == Behind::Unguarded).map(|it| it.0).collect();
        let mut lacking: Vec<String> = Vec::new();
        for guard in unguarded.iter().flat_map(|&right| self.lacking_guards(unmet, right)) {
            if !lacking.contains(&guard) {
                lacking.push(guard);
            }
        }
        match unguarded.len() {
            0 | 1 => format!("add {} to its `when`, or change the expectation", list(&lacking)),
            _ => format!("add {} to the `when` of each, or change the expectation", list(&lacking)),
        }
    }

    /// The safeguards that an expectation asks and a right does not state, as they are written.
    fn lacking_guards(&self, unmet: &Unmet, right: ClaimId) -> Vec<String> {
        let asked = self.model.statements[self.expected[unmet.expected].statement.at()].guards.as_deref();
        let own = self.stated_guards(right).cloned().unwrap_or_default();
        asked.map_or_else(Vec::new, |asked| own.lacking(asked).words(|unit| spelled(self.model.unit_name(unit))))
    }

    /// " when verified low, logged": what an expectation asks of a right.
    fn when_clause(&self, unmet: &Unmet) -> String {
        let asked = self.model.statements[self.expected[unmet.expected].statement.at()].guards.as_deref();
        let words = asked.map_or_else(Vec::new, |it| it.words(|unit| spelled(self.model.unit_name(unit))));
        if words.is_empty() { String::new() } else { format!(" when {}", words.join(", ")) }
    }

    /// How the first unit of a chain of mandates gets what it should give, and the chain itself where it is not stated.
    fn power_edit(&self, statement: &Statement, unmet: &Unmet, giver: Giver) -> String {
        let block = unmet.block;
        let first = self.hops(statement, unmet).into_iter().next().unwrap_or_default();
        let (tasks, scope) = (self.task_words(block), self.scope_clauses(block));
        let from = self.giver_words(giver);
        let write = format!("write `mandate {from} -> {first} for {tasks}{scope} onward because \"…\"`");
        let write = if giver == Giver::Nobody { format!("{}{write}", super::NOBODY) } else { write };
        if unmet.behind.iter().any(|it| it.1 == Behind::There) {
            return format!("{write}, or change the expectation");
        }
        format!("{write} and `{}`", self.missing_statement(statement, unmet))
    }

    /// What to do about prohibitions that stand against a right.
    fn forbidden_edit(&self, statement: &Statement, unmet: &Unmet) -> String {
        let block = unmet.block;
        let forbids: Vec<ClaimId> = unmet.behind.iter().map(|it| it.0).collect();
        let keys = self.keys_of_block(block);
        let region = self.block_region(block);
        let cells = Chunk { units: block.get(Axis::Unit), keys, services: block.get(Axis::Service), region };
        let write = format!("write `{}`", self.missing_statement(statement, unmet));
        let edit = self.right_edit(cells, &forbids, write);
        format!("{edit}, or change the expectation")
    }

    /// The first statement that leads to where it should, but otherwise: how it differs and the edit, one by one.
    fn difference(&self, unmet: &Unmet) -> Option<(ClaimId, Vec<(String, String)>)> {
        unmet.behind.iter().find_map(|&(claim, behind)| {
            let differs = self.differences_at(unmet, (claim, behind));
            (!differs.is_empty()).then_some((claim, differs))
        })
    }

    /// How a statement differs that leads to where it should.
    fn differences_at(&self, unmet: &Unmet, (claim, behind): (ClaimId, Behind)) -> Vec<(String, String)> {
        let (statement, no) = self.expectation(unmet);
        if no || behind != Behind::There || matches!(unmet.lack, Lack::Powerless(_)) {
            Vec::new()
        } else {
            self.differences(unmet, statement, claim)
        }
    }

    fn differences(&self, unmet: &Unmet, statement: &Statement, claim: ClaimId) -> Vec<(String, String)> {
        let (asked, own) = (self.expected[unmet.expected].statement, self.claim(claim).statement);
        let own_statement = &self.model.ast.statements[own.at()];
        let (wanted, given) = (statement.extras.as_deref(), own_statement.extras.as_deref());
        let (asked, own) = (&self.model.statements[asked.at()], &self.model.statements[own.at()]);
        let mut out = Vec::new();
        let mode = |it: &Extras| it.mode.map(|it| self.sources.text(it.1).to_owned());
        match (wanted.and_then(mode), given.and_then(mode)) {
            (Some(wanted), Some(given)) if wanted != given => {
                out.push((format!("is `{given}`, not `{wanted}`"), format!("write `{wanted}` instead of `{given}`")));
            }
            (Some(wanted), None) => out.push((format!("is not said to be `{wanted}`"), format!("add `{wanted}`"))),
            _ => {}
        }
        let within = |it: &Extras| it.within.as_ref().map(|it| it.0.to_string());
        if let Some(most) = asked.within
            && own.within.is_none_or(|it| !it.is_within(most))
        {
            out.push(limit("within", wanted.and_then(within), given.and_then(within)));
        }
        let share = |it: &Extras| it.share.as_ref().map(|it| it.0.to_string());
        if let Some(most) = asked.share
            && own.share.is_none_or(|it| it > most)
        {
            out.push(limit("share", wanted.and_then(share), given.and_then(share)));
        }
        // Where the way back does not lack, another statement leads there.
        let one_way = match unmet.lack {
            Lack::Back(at) => !self.leads_back(own_statement, statement, at),
            _ => false,
        };
        if statement.head == Head::Handover && one_way {
            out.push(("leads one way only".to_owned(), "write `<->` instead of `->`".to_owned()));
        }
        if statement.head == Head::Mandate && asked.onward && !own.onward {
            out.push(("may not be given on".to_owned(), "add `onward`".to_owned()));
        }
        out
    }

    /// Whether all arrows of a statement that lead to a hop of an expected chain lead back too; its hop before is at a place.
    fn leads_back(&self, own: &Statement, expected: &Statement, before: usize) -> bool {
        let hops = &self.model.ast.hops;
        let Some(far) = hops[expected.hops.range()].get(before + 1) else { return false };
        let far = self.hop_units(&far.units, false);
        let mut arriving = hops[own.hops.range()].iter().skip(1);
        arriving.all(|hop| hop.arrow == Arrow::Both || self.sets.disjoint(self.hop_units(&hop.units, true), far))
    }

    fn missing_statement(&self, statement: &Statement, unmet: &Unmet) -> String {
        let (block, axes) = (unmet.block, unmet.axes);
        let as_written = |it: Selector| words(self.sources.text(it.span));
        let asked = self.subject(statement).map_or_else(String::new, as_written);
        let unit = if axes.contains(&Axis::Unit) {
            spelled_all(&self.names(Axis::Unit, block.get(Axis::Unit)))
        } else {
            "UNIT".to_owned()
        };
        let hops = self.hops(statement, unmet);
        let clauses = self.clauses(block);
        match statement.head {
            Head::Offer => {
                let of = clauses.strip_prefix(" of ");
                of.map_or_else(|| format!("offer {asked}{clauses}"), |of| format!("offer {of}"))
            }
            Head::Responsible => format!("responsible {unit} for {}{clauses}", self.task_words(block)),
            Head::Accountable => format!("accountable {unit} for {}{clauses}", self.task_words(block)),
            Head::Consulted => format!("consulted {unit} for {}{clauses}", self.task_words(block)),
            Head::Informed => format!("informed {unit} for {}{clauses}", self.task_words(block)),
            Head::Supporting => format!("supporting {unit} for {}{clauses}", self.task_words(block)),
            Head::Need => format!("need {} for {}{clauses}", self.right_words(block), self.task_words(block)),
            Head::Allow => format!("allow {unit} to {}{clauses}{}", self.right_words(block), self.when_clause(unmet)),
            Head::Forbid => format!("forbid {unit} to {}{clauses}", self.right_words(block)),
            Head::Handover => {
                let arrows = self.model.ast.hops[statement.hops.range()].iter().map(|hop| match hop.arrow {
                    Arrow::Start => "",
                    Arrow::Forth => " -> ",
                    Arrow::Both => " <-> ",
                });
                let chain: String = match unmet.lack {
                    Lack::Back(at) => format!("{} -> {}", hops[at + 1], hops[at]),
                    _ => arrows.zip(&hops).flat_map(|(arrow, hop)| [arrow, hop.as_str()]).collect(),
                };
                let extras = statement.extras.as_deref();
                let mode = extras.and_then(|it| it.mode).map(|it| format!(" {}", spelling::mode(it.0)));
                let within = extras.and_then(|it| it.within.as_ref()).map_or("…", |it| &it.0);
                let share = extras.and_then(|it| it.share.as_ref()).map(|it| format!(" share {}", it.0));
                let (mode, share) = (mode.unwrap_or_default(), share.unwrap_or_default());
                format!("handover {chain}{clauses}{mode} within {within}{share}")
            }
            Head::Mandate => {
                let onward = statement.extras.as_ref().and_then(|it| it.onward).map_or("", |_| " onward");
                let (tasks, scope) = (self.task_words(block), self.scope_clauses(block));
                format!("mandate {} for {tasks}{scope}{onward} because \"…\"", hops.join(" -> "))
            }
            Head::Delegate => {
                format!("delegate {} for {}{}", hops.join(" -> "), self.task_words(block), self.scope_clauses(block))
            }
        }
    }

    /// What a statement has to do with a box in which an expectation fails, as a label at it.
    pub fn behind_words(&self, claim: ClaimId, behind: Behind, unmet: &Unmet) -> String {
        match behind {
            Behind::Makes => self.makes_words(claim, unmet),
            Behind::Short(Axis::Operation, missing) => {
                format!("this comes nearest, but it does not give {}", self.operations_phrase(missing))
            }
            Behind::Short(Axis::Field, missing) => {
                format!("this comes nearest, but it is not about {}", self.fields_phrase(missing))
            }
            Behind::Short(axis, missing) => self.lack_words(&Nearest { claim, axis, missing }),
            Behind::Amiss(axis, missing) => {
                let (statement, _) = self.expectation(unmet);
                let differs = self.differences(unmet, statement, claim).into_iter().map(|it| it.0);
                super::enumerate(&differs.chain([self.shortness(axis, missing)]).collect::<Vec<_>>())
            }
            Behind::Takes => "takes the right away".to_owned(),
            Behind::Unguarded => format!("gives the right without {}", list(&self.lacking_guards(unmet, claim))),
            Behind::Other => self.holder_words(claim),
            Behind::Leads => "leads on, but not to where it should".to_owned(),
            Behind::Arrives => "leads there, but not from where it should".to_owned(),
            Behind::There if matches!(unmet.lack, Lack::Powerless(_)) => "gives what is not there to give".to_owned(),
            Behind::There => {
                let differs: Vec<String> =
                    self.differences_at(unmet, (claim, behind)).into_iter().map(|it| it.0).collect();
                if differs.is_empty() {
                    "leads there, but not everywhere".to_owned()
                } else {
                    super::enumerate(&differs)
                }
            }
        }
    }

    fn makes_words(&self, claim: ClaimId, unmet: &Unmet) -> String {
        match self.claim(claim).head {
            Head::Responsible | Head::Allow => self.part_words(claim, unmet.block),
            Head::Offer => "offered here".to_owned(),
            Head::Forbid => "forbids it".to_owned(),
            Head::Need => "asks for it".to_owned(),
            Head::Handover => "leads on from there".to_owned(),
            Head::Mandate | Head::Delegate => "gives the power".to_owned(),
            Head::Accountable | Head::Consulted | Head::Informed | Head::Supporting => "makes it so".to_owned(),
        }
    }

    fn operations_phrase(&self, operations: SetId) -> String {
        let members = self.sets.members(operations);
        let names: Vec<String> = members.map(|it| Operation::ALL[it as usize].word().to_owned()).collect();
        list(&names)
    }
}

/// All of them, whatever their number: whoever mends one of several has mended nothing.
fn all_of(edits: &[String]) -> String {
    match edits {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => edits.concat(),
    }
}

/// "from `KCC` by `Burgerzaken` to `Juridisch`"
fn hops_words(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    match &names[..] {
        [] => String::new(),
        [one] => format!("from {one}"),
        [first, between @ .., last] => {
            let by: Vec<String> = between.iter().map(|name| format!(" by {name}")).collect();
            format!("from {first}{} to {last}", by.concat())
        }
    }
}

fn unasked(many: usize) -> String {
    format!("its lists make {many} chains, more than are followed, so that nobody knows whether it holds")
}

/// How a limit differs from the one that is asked for, and the edit.
fn limit(word: &str, wanted: Option<String>, given: Option<String>) -> (String, String) {
    let wanted = wanted.unwrap_or_default();
    match given {
        Some(given) => (
            format!("is `{word} {given}`, not `{word} {wanted}`"),
            format!("write `{word} {wanted}` instead of `{word} {given}`"),
        ),
        None => (format!("states no `{word}`"), format!("add `{word} {wanted}`")),
    }
}

fn is_of_rights(axis: Axis) -> bool {
    matches!(axis, Axis::Operation | Axis::Field | Axis::Unit)
}
