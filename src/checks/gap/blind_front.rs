//! `gap/blind-front`

use crate::check::{Report, rule};
use crate::model::words::{Operation, Traits};
use crate::phrase::{spelled, spelled_all};
use crate::space::Space;
use crate::space::blind::Sight;
use crate::space::block::Axis;

rule! {
    /// A unit that talks to people on a live channel and may not look at who they are, or at what their case is about.
    ///
    /// ## Why
    ///
    /// A caller tells his story once if the person who answers can see the customer and his cases, and again at every
    /// next desk if not.
    /// Who is responsible for `inform` or `intake` on a synchronous channel, and a front office that is responsible
    /// for anything there, has to be able to read some customer data (`contact`, `personal`, `authentic`, `payment`)
    /// and some case data (`note`, `internal`, `legal`, `decision`, in a record without customer data), where the
    /// policy has rights or needs on such data for that service.
    /// A right to read counts, and so does a record that the unit `views`.
    /// Special data need not be seen.
    ///
    /// Basis: the staff of all channels need the contact history of the other channels, a
    /// [uniform view of the customer](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden), in
    /// which only [the permitted, relevant data](https://www.gemmaonline.nl/index.php?title=Omnichannel_Integraal_Klantbeeld&oldid=872359)
    /// stand.
    ///
    /// ## Bad
    ///
    /// Comes with: `handover/no-shared-view`.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Zorg     { kind: back }
    ///
    /// record Zaak { status: legal }
    /// service Rolstoel "Rolstoel aanvragen"
    ///
    /// offer Rolstoel via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Zorg     for handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC <-> Zorg within 2m
    ///
    /// allow  Zorg to read, update Zaak.status when logged because "Wmo 2015"
    /// forbid KCC  to write        Zaak.status
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Zorg     { kind: back }
    ///
    /// record Zaak { status: legal }
    /// service Rolstoel "Rolstoel aanvragen"
    ///
    /// offer Rolstoel via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Zorg     for handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC <-> Zorg within 2m
    ///
    /// allow  Zorg to read, update Zaak.status when logged because "Wmo 2015"
    /// allow  KCC  to read         Zaak.status when logged because "Wmo 2015"
    /// forbid KCC  to write        Zaak.status
    /// ```
    "gap/blind-front", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for blind in space.blind_units() {
        let block = blind.block;
        let what = match blind.unseen {
            [Sight::Customer] => "no customer data",
            [Sight::Case] => "no case data",
            _ => "neither customer nor case data",
        };
        let units = space.names(Axis::Unit, block.get(Axis::Unit));
        let services = space.some_services_phrase(block.get(Axis::Service), "any service");
        let of = if services.is_empty() { String::new() } else { format!(" of {services}") };
        let message = format!("{} may read {what}{of}{}", crate::phrase::list(&units), space.where_phrase(block));
        let Some(&first) = blind.claims.first() else { continue };
        report.add_block(space, space.span(first), message, (block, AXES), |mut finding| {
            for &claim in &blind.claims[1..] {
                finding = finding.label(space.span(claim), "and this too");
            }
            for record in &blind.records {
                finding = finding.label(space.model.records[record.at()].thing.span, "not seen");
            }
            let (fields, special) = space.fields_seen(&blind.records);
            let cells = space.right_cells(block, Operation::Read.bit(), fields);
            let forbids = space.forbids_of(cells);
            for &forbid in &forbids {
                finding = finding.label(space.span(forbid), "forbids it");
            }
            let records: Vec<String> = blind.records.iter().map(|&id| space.model.record_name(id).to_owned()).collect();
            let data = if special {
                space.field_words(fields)
            } else {
                records.iter().map(|name| format!("{}.*", spelled(name))).collect::<Vec<_>>().join(", ")
            };
            let is_personal = |&field: &u32| space.model.fields[field as usize].traits.overlaps(Traits::PERSONAL_DATA);
            let personal = space.sets.list(fields).iter().any(is_personal);
            let write = format!(
                "write `allow {} to read {data}{}{}`",
                spelled_all(&units),
                space.clauses(block),
                if personal { " because \"…\"" } else { "" }
            );
            let edit = space.right_edit(cells, &forbids, write);
            finding
                .note("puts it on a live channel")
                .help(format!("{edit}, or add `views: {}` to the unit", spelled_all(&records)))
        });
    }
}
