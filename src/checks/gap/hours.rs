//! `gap/hours`

use crate::check::{Report, rule};
use crate::model::words::Key;
use crate::phrase::{hours, list, peak};
use crate::source::Span;
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::open::Unmanned;

rule! {
    /// Hours in which a telephone, counter or other live channel is open and nobody who answers there is at work.
    ///
    /// ## Why
    ///
    /// Opening hours and rotas are kept by different people, and they come apart an hour at a time: the evening opening
    /// that one team forgot, the first half hour in which the telephone rings and nobody is in. Whoever comes then has
    /// done nothing wrong.
    ///
    /// Basis: people expect the telephone to be answered [at
    /// once](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden), and capacity on live
    /// channels is the special concern of a [contact
    /// centre](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The town hall is open on Thursday evening. The counter goes home at five.
    ///
    /// ```org
    /// location Stadhuis { hours: mon-fri 09:00-17:00, thu 17:00-20:00 }
    /// channel Balie { medium: counter  locations: Stadhuis  target: 80% within 10m }
    ///
    /// unit Directie { kind: directorate }
    /// unit Loket {
    ///   kind:  front
    ///   hours: mon-fri 08:45-17:15
    /// }
    ///
    /// service Rijbewijs
    ///
    /// offer Rijbewijs via Balie
    /// responsible Loket    for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// location Stadhuis { hours: mon-fri 09:00-17:00, thu 17:00-20:00 }
    /// channel Balie { medium: counter  locations: Stadhuis  target: 80% within 10m }
    ///
    /// unit Directie { kind: directorate }
    /// unit Loket {
    ///   kind:  front
    ///   hours: mon-fri 08:45-17:15, thu 17:15-20:15
    /// }
    ///
    /// service Rijbewijs
    ///
    /// offer Rijbewijs via Balie
    /// responsible Loket    for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    "gap/hours", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for it in space.unmanned() {
        let units: Vec<String> = it.units.iter().map(|&it| space.model.unit_name(it).to_owned()).collect();
        let own = space.dimensions.own_channel_sets[it.channel.at()];
        let place = if it.touchpoints == own {
            format!("`{}`", space.model.channel_name(it.channel))
        } else {
            space.touchpoints_phrase(it.touchpoints).trim_start_matches(" via ").to_owned()
        };
        let message = format!(
            "{place} is open {} while {} {} not at work{}",
            hours::hours(&it.missing),
            list(&units),
            if units.len() == 1 { "is" } else { "are" },
            space.period_phrase(it.periods)
        );
        let block = space
            .line_block(it.units.iter().map(|it| it.0), it.channel)
            .with(Axis::Touchpoint, it.touchpoints)
            .with(Axis::Period, it.periods);
        let places = open_spans(space, &it);
        report.add_block(space, places[0], message, (block, peak::AXES), |mut finding| {
            for &place in &places[1..] {
                finding = finding.label(place, "open then");
            }
            for unit in &it.units {
                let thing = &space.model.units[unit.at()].thing;
                let stated = space.model.property(thing.declaration, Key::Hours).map_or(thing.span, |it| it.span);
                finding = finding.label(stated, format!("`{}` is at work then", space.model.unit_name(*unit)));
            }
            let whose = if units.len() == 1 { format!("`{}`", units[0]) } else { "one of them".to_owned() };
            finding.note("is open then").help(format!(
                "add `{}` to the `hours` of {whose}, or take that from the opening hours",
                hours::written(&it.missing)
            ))
        });
    }
}

/// Where it is said that it is open: at the places where they say so themselves, and at the channel.
fn open_spans(space: &Space<'_>, it: &Unmanned) -> Vec<Span> {
    let mut spans = Vec::new();
    for touchpoint in space.sets.members(it.touchpoints) {
        let location = space.dimensions.touchpoints[touchpoint as usize].and_then(|it| it.location);
        if let Some(thing) = location.map(|id| &space.model.locations[id.at()].thing)
            && space.model.property(thing.declaration, Key::Hours).is_some()
            && !thing.catalog
        {
            spans.push(thing.span);
        }
    }
    let channel = &space.model.channels[it.channel.at()];
    if spans.is_empty() || channel.hours.is_some() {
        spans.insert(0, channel.thing.span);
    }
    spans
}
