//! Steering in words, and the statements behind it.

use crate::model::words::{Task, Tasks};
use crate::source::Span;
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::claim::ClaimId;
use crate::space::set::SetId;
use crate::space::steering::{Limit, Line};

use super::{enumerate, list, spelled_all};

impl Space<'_> {
    /// The statements about steering that meet a block along some axes, in their order.
    pub fn steering_lines(&self, block: Block, axes: &[Axis]) -> Vec<ClaimId> {
        self.lines_meeting(block, axes, |_| true)
    }

    /// Those that are limited by audience.
    pub fn audience_lines(&self, block: Block, axes: &[Axis]) -> Vec<ClaimId> {
        let periods = block.get(Axis::Period);
        self.lines_meeting(block, axes, |line| !self.sets.disjoint(line.limited(Limit::Audience), periods))
    }

    fn lines_meeting(&self, block: Block, axes: &[Axis], is: impl Fn(&Line) -> bool) -> Vec<ClaimId> {
        let dimensions = &self.dimensions;
        let along = |axis: Axis, all: SetId| if axes.contains(&axis) { block.get(axis) } else { all };
        let whole = block
            .with(Axis::Touchpoint, along(Axis::Touchpoint, dimensions.all_touchpoints))
            .with(Axis::Audience, dimensions.all_audiences)
            .with(Axis::Period, along(Axis::Period, dimensions.all_periods));
        let (units, services) =
            (along(Axis::Unit, dimensions.all_units), along(Axis::Service, dimensions.all_services));
        let region = self.block_region(whole);
        let meets = |line: &&Line| {
            let claim = self.claim(line.claim);
            is(line)
                && !self.sets.disjoint(claim.units, units)
                && !self.sets.disjoint(claim.services, services)
                && !self.regions.disjoint(&self.sets, claim.region, region)
        };
        self.steering().lines.iter().filter(meets).map(|line| line.claim).collect()
    }

    /// "`KCC` steers here", as a label at a claim.
    pub fn steers_words(&self, claim: ClaimId) -> String {
        let names = self.names(Axis::Unit, self.claim(claim).units);
        format!("{} {} here", list(&names), if names.len() == 1 { "steers" } else { "steer" })
    }

    /// The form in which a unit steers in some periods: "everything", "per channel".
    pub fn form_words(&self, unit: u32, periods: SetId) -> String {
        let forms = self.steering().of(unit).map_or(&[][..], |it| &it.forms[..]).iter();
        let words = forms.filter(|(_, over)| !self.sets.disjoint(*over, periods)).map(|(form, _)| form.words());
        words.collect::<Vec<_>>().join(" or ")
    }

    /// "`Paspoort`", "every service", "what is offered".
    pub fn offered_phrase(&self, services: SetId) -> String {
        let words = self.some_services_phrase(services, "every service");
        if words.is_empty() { "what is offered".to_owned() } else { words }
    }

    /// Whether [`Self::offered_phrase`] is followed by "is".
    pub fn is_singular(&self, services: SetId) -> bool {
        services == self.dimensions.all_services || self.service_cover(services).len() == 1
    }

    /// A block's services and audiences as they are written: " of Paspoort serving Inwoners".
    pub fn service_clauses(&self, block: Block) -> String {
        let dimensions = &self.dimensions;
        self.clauses(
            block.with(Axis::Touchpoint, dimensions.all_touchpoints).with(Axis::Period, dimensions.all_periods),
        )
    }

    /// The names of the physical channels that a statement reaches, as they are written.
    pub fn physical_channels(&self, claim: ClaimId) -> Vec<String> {
        let parts = self.regions.parts(self.claim(claim).region);
        let all = parts.iter().fold(SetId::EMPTY, |all, part| self.sets.union(all, part.touchpoints));
        let physical = self.sets.difference(all, self.dimensions.placeless);
        self.channels_of(physical).into_iter().map(|id| self.model.channel_name(id).to_owned()).collect()
    }

    /// Process tasks are done by whoever is responsible, aspects answered for by whoever is accountable.
    pub fn duty_word(&self, tasks: SetId) -> &'static str {
        let first = self.sets.first(tasks).and_then(|task| Task::ALL.get(task as usize));
        if first.is_some_and(|&task| Tasks::PROCESS.has(task)) { "responsible" } else { "accountable" }
    }

    /// All periods up to the last of some.
    pub fn up_to(&self, periods: SetId) -> SetId {
        let end = self.sets.runs(periods).last().map_or(0, |run| run.1);
        self.sets.run(0, end)
    }

    /// The words of the text at a place, on one line.
    pub fn words_at(&self, span: Span) -> String {
        self.sources.text(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// "capacity and change"
    pub fn powers_phrase(&self, tasks: SetId) -> String {
        enumerate(&self.names(Axis::Task, tasks))
    }

    /// What a channel leaves behind: "`Paspoort` to `Inwoners`".
    pub fn left_words(&self, block: Block) -> String {
        let audiences = block.get(Axis::Audience);
        let services = self.offered_phrase(block.get(Axis::Service));
        if audiences == self.dimensions.all_audiences {
            return services;
        }
        format!("{services} to {}", list(&self.names(Axis::Audience, audiences)))
    }

    /// An offer of it through another channel, as it is written.
    pub fn offer_words(&self, block: Block) -> String {
        let services = spelled_all(&self.names(Axis::Service, block.get(Axis::Service)));
        let audiences = block.get(Axis::Audience);
        if audiences == self.dimensions.all_audiences {
            return format!("{services} via CHANNEL");
        }
        format!("{services} via CHANNEL serving {}", spelled_all(&self.names(Axis::Audience, audiences)))
    }
}
