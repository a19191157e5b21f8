//! The edits that mend findings about statements, where there is one right answer.

use crate::finding::{Applicability, Edit, Finding};
use crate::model::{ChannelId, LocationId};
use crate::source::Span;
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::claim::ClaimId;
use crate::space::nearest::Nearest;
use crate::space::set::SetId;
use crate::syntax::ast::{SelectorId, Statement};
use crate::syntax::tokens::{Kind, Tokens};

/// Of this many services each is looked at by itself.
const SERVICES: u32 = 64;

impl Space<'_> {
    fn statement(&self, claim: ClaimId) -> &Statement {
        &self.model.ast.statements[self.claim(claim).statement.at()]
    }

    /// Drops a statement that another one makes superfluous. Where words of people go with it (a reason that the other does not
    /// give, a comment before it, in it or behind it, an annotation), they should look.
    pub fn dropping(&self, claim: ClaimId, other: ClaimId) -> (Applicability, Vec<Edit>) {
        let (statement, other) = (self.statement(claim), self.statement(other));
        let annotations = &self.model.ast.annotations[statement.annotations.range()];
        let before = annotations.iter().map(|it| it.span).chain(statement.doc).map(|it| it.start);
        let start = before.fold(statement.span.start, u32::min);
        let source = self.sources.get(statement.span.file);
        let span = source.lines_of(Span { start, ..statement.span });
        let says_less = statement.because.is_none() || statement.because == other.because;
        let plain = start == statement.span.start && says_less && !is_commented(&source.text, statement.span);
        let applicability = if plain { Applicability::Safe } else { Applicability::Unsafe };
        (applicability, vec![Edit { span, replacement: "".into() }])
    }

    /// Adds `logged` to a right, where the formatter would write it.
    pub fn logging(&self, claim: ClaimId) -> Option<Vec<Edit>> {
        let statement = self.statement(claim);
        if self.model.statements[self.claim(claim).statement.at()].doubtful {
            return None;
        }
        let last = self.model.ast.safeguards[statement.safeguards.range()].last();
        let (at, text) = if let Some(last) = last {
            (last.span, ", logged")
        } else {
            let clauses = [
                statement.data,
                statement.tasks,
                statement.services,
                statement.channels,
                statement.audiences,
                statement.locations,
            ];
            let spans = clauses.into_iter().flatten().map(|it| self.model.ast.selector(it).span);
            (spans.max_by_key(|it| it.end)?, " when logged")
        };
        Some(vec![Edit { span: Span { start: at.end, ..at }, replacement: text.into() }])
    }

    /// Says how a gap is closed: by the nearest statement, which stands beside it and could reach further, or by one with `word`.
    pub fn mendable(&self, finding: Finding, word: &str, nearest: Option<Nearest>, block: Block) -> Finding {
        let write = format!("write `{word} UNIT for {}{}`", self.task_words(block), self.clauses(block));
        let Some(nearest) = nearest else { return finding.help(write) };
        let finding = finding.near(self.span(nearest.claim), self.lack_words(&nearest));
        let Some(extend) = self.extension_words(&nearest) else { return finding.help(write) };
        let finding = finding.help(format!("{extend}, or {write}"));
        let Some(edits) = self.extension(&nearest, block) else { return finding };
        finding.fix(format!("extend {}: {extend}", self.quote(nearest.claim)), Applicability::Unsafe, edits)
    }

    /// Lets the nearest statement reach over a block: only where it then holds no other offered cell that it did not hold.
    fn extension(&self, nearest: &Nearest, block: Block) -> Option<Vec<Edit>> {
        let statement = self.statement(nearest.claim);
        let id = self.claim(nearest.claim).statement;
        let is_catalogue = self.sources.get(statement.span.file).catalog;
        if self.claims_of(id).len() != 1 || self.model.statements[id.at()].doubtful || is_catalogue {
            return None;
        }
        if !self.adds_only(nearest, block) {
            return None;
        }
        let (selector, names) = match nearest.axis {
            Axis::Task => (statement.tasks?, self.names(Axis::Task, nearest.missing)),
            Axis::Service => (statement.services?, self.service_cover(nearest.missing)),
            Axis::Audience => (statement.audiences?, self.audience_cover(nearest.missing)),
            Axis::Touchpoint => self.added_places(nearest, statement)?,
            Axis::Unit | Axis::Operation | Axis::Field | Axis::Period => return None,
        };
        let selector = self.model.ast.selector(selector);
        if !selector.except.is_empty() || names.iter().any(|it| it == "*") {
            return None;
        }
        let last = self.model.ast.terms[selector.terms.range()].last()?.span;
        let mut text = String::new();
        for name in &names {
            text.push_str(", ");
            match nearest.axis {
                Axis::Task => text.push_str(name),
                _ => text.push_str(&super::edit::try_spelled(name)?),
            }
        }
        Some(vec![Edit { span: Span { start: last.end, ..last }, replacement: text.into() }])
    }

    /// Whether an extension along one axis adds no offered cell beyond the block.
    fn adds_only(&self, nearest: &Nearest, block: Block) -> bool {
        let claim = self.claim(nearest.claim);
        let parts = self.regions.parts(claim.region);
        let [part] = &parts[..] else { return false };
        let products = self.audiences_and_periods(part.moments);
        let [(audiences, periods)] = products[..] else { return false };
        let along = |axis: Axis, own: SetId| if nearest.axis == axis { nearest.missing } else { own };
        let tasks = crate::space::dimensions::Dimensions::tasks(&self.sets, claim.tasks);
        if !self.sets.is_subset(along(Axis::Task, tasks), block.get(Axis::Task)) {
            return false;
        }
        let services = along(Axis::Service, claim.services);
        let audiences = along(Axis::Audience, audiences);
        let moments = self.dimensions.moments(&self.sets, audiences, along(Axis::Period, periods));
        let added = self.regions.product(along(Axis::Touchpoint, part.touchpoints), moments);
        let wanted = self.block_region(block);
        if self.sets.is_subset(services, block.get(Axis::Service)) && self.regions.is_subset(&self.sets, added, wanted)
        {
            return true;
        }
        if self.sets.len(services) > SERVICES {
            return false;
        }
        self.sets.members(services).all(|service| {
            let offered = self.regions.intersection(&self.sets, added, self.offered(service));
            if self.sets.has(block.get(Axis::Service), service) {
                self.regions.is_subset(&self.sets, offered, wanted)
            } else {
                offered.is_empty()
            }
        })
    }

    /// The clause and the names that add some touchpoints and no others: channels where there is no `at`, else places.
    fn added_places(&self, nearest: &Nearest, statement: &Statement) -> Option<(SelectorId, Vec<String>)> {
        let missing = nearest.missing;
        let parts = self.regions.parts(self.claim(nearest.claim).region);
        let own = parts.iter().fold(SetId::EMPTY, |all, part| self.sets.union(all, part.touchpoints));
        let channels = self.channels_of(missing);
        let Some(at) = statement.locations else {
            let whole = |all, id: &ChannelId| self.sets.union(all, self.dimensions.channel_sets[id.at()]);
            let added = channels.iter().fold(SetId::EMPTY, whole);
            let names = channels.iter().map(|&id| self.model.channel_name(id).to_owned()).collect();
            return (added == missing).then_some((statement.channels?, names));
        };
        let held = self.channels_of(own);
        let places: Vec<LocationId> = self.places_of(missing);
        let stands = |&&touchpoint: &&u32| {
            let it = self.dimensions.touchpoints[touchpoint as usize];
            it.is_some_and(|it| held.contains(&it.channel) && it.location.is_some_and(|place| places.contains(&place)))
        };
        let all = self.sets.list(self.dimensions.all_touchpoints);
        let added = self.sets.from_members(all.iter().filter(stands).copied());
        let names = places.iter().map(|&id| self.model.location_name(id).to_owned()).collect();
        (added == missing && !places.is_empty()).then_some((at, names))
    }
}

/// Whether a comment stands in a stretch, or behind it on its last line.
fn is_commented(text: &str, span: Span) -> bool {
    let rest = &text[span.end as usize..];
    let end = span.end as usize + rest.find('\n').unwrap_or(rest.len());
    Tokens::new(text, span.start, crate::source::offset(end)).any(|it| matches!(it.kind, Kind::Comment | Kind::Doc))
}
