//! `handover/no-shared-view`

use crate::check::{Report, UNIT_AXES, rule};
use crate::model::words::Operation;
use crate::phrase::{enumerate, list};
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::sharing::SIGHTS;

rule! {
    /// A handover whose two ends cannot both read the customer data, or not both the case data, of what is handed
    /// over.
    ///
    /// ## Why
    ///
    /// Who receives a matter should see what was already said, and who gave it should see how it ended; else the
    /// citizen tells his story twice.
    /// An end sees what somebody in it may read, by a right or because the unit `views` the record.
    /// Customer data are the records with contact, personal, authentic or payment fields; case data are other
    /// records with notes, internal, legal or decision fields; special data count for neither.
    /// Nothing is asked of services about which the policy does not say who reads such data.
    ///
    /// Basis: staff of all channels need
    /// [the history of the contact](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden); the
    /// question is passed along so that
    /// [the citizen need not repeat it](https://github.com/VNG-Realisatie/klantinteracties).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Groen    { kind: back }
    ///
    /// service Bomen "Vraag over bomen"
    ///
    /// record Zaak { notitie: note }
    ///
    /// offer Bomen via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Groen    for handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC <-> Groen of Bomen warm within 2m
    ///
    /// allow KCC to read, create Zaak.notitie of Bomen when logged because "Verslag van het gesprek"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Groen    { kind: back }
    ///
    /// service Bomen "Vraag over bomen"
    ///
    /// record Zaak { notitie: note }
    ///
    /// offer Bomen via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Groen    for handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC <-> Groen of Bomen warm within 2m
    ///
    /// allow KCC   to read, create Zaak.notitie of Bomen when logged because "Verslag van het gesprek"
    /// allow Groen to read         Zaak.notitie of Bomen when logged because "Behandelen van de vraag"
    /// ```
    "handover/no-shared-view", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let views = space.unshared_views();
    for ((from, to), unshared) in &views.unshared {
        let (givers, receivers) = (space.names(Axis::Unit, *from), space.names(Axis::Unit, *to));
        let both = [&givers[..], &receivers[..]].concat();
        let ends = if both.len() > 2 {
            format!("{} at one end and {} at the other", list(&givers), list(&receivers))
        } else {
            list(&both)
        };
        for (sights, chunks) in unshared.by_sights(space) {
            let data = enumerate(&sights.iter().map(|&sight| SIGHTS[sight].to_owned()).collect::<Vec<_>>());
            let all: Vec<_> = sights.iter().flat_map(|&sight| views.records[sight].iter().copied()).collect();
            let (fields, _) = space.fields_seen(&all);
            let records = sights.iter().flat_map(|&sight| &views.records[sight]);
            let records =
                records.map(|&id| format!("{}.*", crate::phrase::spelled(space.model.record_name(id)))).take(3);
            let records = records.collect::<Vec<_>>().join(", ");
            for block in space.task_blocks(&chunks) {
                let claims = space.claims_among(&unshared.claims, block);
                let Some(&anchor) = claims.first() else { continue };
                let message = format!("{ends} cannot both read the {data}{}", space.place_phrase(block));
                report.add_block(space, space.span(anchor), message, (block, UNIT_AXES), |mut finding| {
                    for &claim in &claims[1..] {
                        finding = finding.label(space.span(claim), "so does this");
                    }
                    let cells = space.right_cells(block, Operation::Read.bit(), fields);
                    let forbids = space.forbids_of(cells);
                    for &forbid in &forbids {
                        finding = finding.label(space.span(forbid), "forbids it");
                    }
                    let units: Vec<_> = both.iter().map(|name| crate::phrase::spelled(name)).collect();
                    let write = format!(
                        "write `allow {} to read {records}{} when logged because \"…\"`, or what they need of the {data}",
                        units.join(", "),
                        space.clauses(block)
                    );
                    finding.note("hands over between them").help(space.right_edit(cells, &forbids, write))
                });
            }
        }
    }
}
