//! `handover/not-live`

use crate::check::{Report, UNIT_AXES, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A service that must be answered in the contact, and is handed over by callback or appointment only.
    ///
    /// ## Why
    ///
    /// `immediate: yes` says that the question cannot wait: a blocked card, a lamp post on the road.
    /// Whoever takes the call, does not handle it himself and can only have somebody call back, does not
    /// answer it in the contact.
    /// Only synchronous channels count, and units that are responsible for `inform` or `intake` there and not for
    /// `handle`.
    ///
    /// Basis: synchronous channels ask for
    /// [an answer at once](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); a contact centre that
    /// sends call-back notes became
    /// [a switchboard](https://www.publieksdiensten.nl/nieuws/het-einde-van-de-onbereikbare-ambtenaar).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Beheer   { kind: back }
    ///
    /// service Gevaar "Gevaarlijke situatie op straat" { immediate: yes }
    ///
    /// offer Gevaar via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Beheer   for handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC <-> Beheer of Gevaar callback within 1 workday
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Beheer   { kind: back }
    ///
    /// service Gevaar "Gevaarlijke situatie op straat" { immediate: yes }
    ///
    /// offer Gevaar via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Beheer   for handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC <-> Beheer of Gevaar warm within 2m
    /// ```
    "handover/not-live", Info, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let (chunks, claims) = space.put_off();
    for block in space.task_blocks(&chunks) {
        let claims = space.claims_among(&claims, block);
        let Some(&first) = claims.first() else { continue };
        let units = space.names(Axis::Unit, block.get(Axis::Unit));
        let puts = if units.len() == 1 { "puts" } else { "put" };
        let message = format!(
            "{} {puts} off questions{} that must be answered in the contact",
            crate::phrase::list(&units),
            space.place_phrase(block)
        );
        report.add_block(space, space.span(first), message, (block, UNIT_AXES), |mut finding| {
            for &claim in &claims[1..] {
                finding = finding.label(space.span(claim), "so does this");
            }
            let service = space.sets.first(block.get(Axis::Service)).unwrap_or_default();
            if let Some(service) = space.service(service) {
                finding = finding.label(service.thing.span, "is `immediate`");
            }
            finding.note("hands it over for later").help("hand it over `warm`, or let the first unit handle it itself")
        });
    }
}
