//! `structure/arrangement-mismatch`

use std::collections::BTreeMap;

use crate::check::{Report, rule};
use crate::model::words::{Arrangement, Phase};
use crate::model::{Organisation, UnitId};
use crate::phrase::list;
use crate::space::Space;
use crate::space::arrangement::Counts;
use crate::space::block::Axis;
use crate::space::set::SetId;

rule! {
    /// A declared arrangement or phase that is not what the statements make of it.
    ///
    /// ## Why
    ///
    /// People read "we work with a contact centre" and count on it; who answers the telephone is in the statements.
    /// With `arrangement: kcc` a front office holds the contact of at least half of the services of which anybody
    /// does; with `teams` a team holds contact and work of at least half; with `mixed` both occur.
    /// From phase `frontoffice` on no back office holds a contact alone on a synchronous channel, and in phase
    /// `dienst` no front office holds the contact of most services.
    /// Of an arrangement that does not hold only that is said, not the phase too.
    ///
    /// Basis: an organisation chooses front and back office, service teams, or [a
    /// mixture](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); the [phases of
    /// Antwoord](http://docplayer.nl/393329-Het-klant-contact-centrum-van-gemeenten-als-frontoffice-voor-de-hele-overheid.html)
    /// run from every department for itself to one entrance for all government.
    ///
    /// ## Bad
    ///
    /// The council decided on a contact centre. The district team still does everything, and does it well.
    ///
    /// ```org
    /// organisation Veenhoek "Gemeente Veenhoek" { arrangement: kcc  as-of: 2026-11-01 }
    ///
    /// channel Wijkloket { medium: counter  target: 80% within 10m }
    ///
    /// unit Directie "Sociaal domein" { kind: directorate }
    /// unit Wijkteam "Wijkteam"       { kind: team }
    ///
    /// service Mantelzorg "Ondersteuning van mantelzorgers"
    ///
    /// offer Mantelzorg via Wijkloket
    /// responsible Wijkteam for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// organisation Veenhoek "Gemeente Veenhoek" { arrangement: teams  as-of: 2026-11-01 }
    ///
    /// channel Wijkloket { medium: counter  target: 80% within 10m }
    ///
    /// unit Directie "Sociaal domein" { kind: directorate }
    /// unit Wijkteam "Wijkteam"       { kind: team }
    ///
    /// service Mantelzorg "Ondersteuning van mantelzorgers"
    ///
    /// offer Mantelzorg via Wijkloket
    /// responsible Wijkteam for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    "structure/arrangement-mismatch", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Period];
const ENTRANCE: &[Axis] = &[Axis::Unit, Axis::Touchpoint, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let Some(organisation) = &space.model.organisation else { return };
    if organisation.arrangement.is_none() && organisation.phase.is_none() {
        return;
    }
    let counts = space.counts(&space.arranged());
    let mut told = SetId::EMPTY;
    if let Some(declared) = organisation.arrangement {
        told = space.mismatched_arrangement(declared, &counts);
        of_arrangement(space, report, organisation, declared, &counts, told);
    }
    if let Some(phase) = organisation.phase {
        of_phase(space, report, organisation, phase, &counts, told);
    }
}

fn of_arrangement(
    space: &Space<'_>,
    report: &mut Report<'_>,
    organisation: &Organisation,
    declared: Arrangement,
    counts: &[Counts],
    periods: SetId,
) {
    let mut by_figures: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for period in space.sets.members(periods) {
        let it = counts[period as usize];
        let all = crate::phrase::counted(it.contacted, "service");
        let found = match declared {
            Arrangement::Kcc => format!("a front office holds the contact of {} of {all}", it.fronted),
            Arrangement::Teams => format!("a team answers the whole of {} of {all}", it.teamed),
            Arrangement::Mixed => format!("the statements make it {}", it.derived().words()),
        };
        by_figures.entry(found).or_default().push(period);
    }
    for (found, periods) in by_figures {
        let periods = space.sets.from_members(periods);
        let message = format!(
            "the arrangement is declared as `{}`, and {found}{}",
            declared.word(),
            space.period_phrase(periods)
        );
        let block = space.empty_block().with(Axis::Period, periods);
        report.add_block(space, organisation.span, message, (block, AXES), |finding| {
            finding
                .note(format!("declares `arrangement: {}`", declared.word()))
                .help("declare the arrangement that you have, or say who is responsible for `inform` and `intake` in the one you want")
        });
    }
}

fn of_phase(
    space: &Space<'_>,
    report: &mut Report<'_>,
    organisation: &Organisation,
    phase: Phase,
    counts: &[Counts],
    told: SetId,
) {
    let outgrown = space.sets.difference(space.outgrown_phase(phase, counts), told);
    if !outgrown.is_empty() {
        let message = format!(
            "the phase is declared as `{}`, and a front office holds most contacts{}",
            phase.word(),
            space.period_phrase(outgrown)
        );
        let block = space.empty_block().with(Axis::Period, outgrown);
        report.add_block(space, organisation.span, message, (block, AXES), |finding| {
            finding
                .note(format!("declares `phase: {}`", phase.word()))
                .help("declare the phase that you have reached: `phase: frontoffice`")
        });
    }
    if phase < Phase::Frontoffice {
        return;
    }
    for block in space.department_entrances() {
        let periods = space.sets.difference(block.get(Axis::Period), told);
        let block = block.with(Axis::Period, periods);
        let Some(unit) = space.sets.first(block.get(Axis::Unit)).filter(|_| !periods.is_empty()) else { continue };
        let names = space.names(Axis::Unit, block.get(Axis::Unit));
        let message = format!(
            "the phase is declared as `{}`, and {} {} the contact alone{}{}",
            phase.word(),
            list(&names),
            if names.len() == 1 { "holds" } else { "hold" },
            space.touchpoints_phrase(block.get(Axis::Touchpoint)),
            space.period_phrase(periods)
        );
        report.add_block(space, organisation.span, message, (block, ENTRANCE), |finding| {
            finding
                .note(format!("declares `phase: {}`", phase.word()))
                .label(space.model.units[UnitId(unit).at()].thing.span, "is a back office with an entrance of its own")
                .help("make a front office responsible for `inform` and `intake` there, or declare an earlier phase")
        });
    }
}
