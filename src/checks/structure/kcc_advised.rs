//! `structure/kcc-advised`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Many services and many contacts, and no common front office where people can start.
    ///
    /// ## Why
    ///
    /// Whoever has one question for one department finds it.
    /// With dozens of services and a hundred thousand contacts a year people do not know which department to call,
    /// and each department answers its own share of each other's calls.
    /// A common front office is a contact centre that holds a contact, or one front office that holds that of at
    /// least half of what is offered.
    /// Whether to have one is the organisation's own choice: this is advice, and never more.
    ///
    /// Basis: with many services and many citizens the advice is that the first contact goes through [a contact
    /// centre](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); without one every department [handles
    /// its own contacts](https://manifestgroep.pleio.nl/pages/view/24717242/klantcontactcentra).
    ///
    /// ## Bad
    ///
    /// Twenty services, two departments, and a reception that may only put people through.
    ///
    /// ```org
    /// organisation Meerdijk "Gemeente Meerdijk" { contacts: 120_000/y  as-of: 2026-11-01 }
    ///
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie  "Directie"                 { kind: directorate }
    /// unit Onthaal   "Receptie"                 { kind: mid }
    /// unit Belasting "Belasting en burgerzaken" { kind: back }
    /// unit Ruimte    "Ruimte"                   { kind: back }
    ///
    /// theme Geld "Belasting en burgerzaken" {
    ///   service Hondenbelasting "Hondenbelasting"
    ///   service Kwijtschelding  "Kwijtschelding"
    ///   service Woz             "Woz-waarde"
    ///   service Rioolheffing    "Rioolheffing"
    ///   service Toeristen       "Toeristenbelasting"
    ///   service Uittreksel      "Uittreksel"
    ///   service Verhuizing      "Verhuizing"
    ///   service Paspoort        "Paspoort"
    ///   service Rijbewijs       "Rijbewijs"
    ///   service Vog             "Verklaring omtrent het gedrag"
    /// }
    /// theme Buiten "Buitenruimte" {
    ///   service Grofvuil     "Grofvuil"
    ///   service Straatlamp   "Kapotte straatlamp"
    ///   service Boom         "Omgevallen boom"
    ///   service Container    "Volle container"
    ///   service Parkeren     "Parkeervergunning"
    ///   service Laadpaal     "Laadpaal"
    ///   service Gladheid     "Gladheid"
    ///   service Speeltoestel "Kapot speeltoestel"
    ///   service Zwerfvuil    "Zwerfvuil"
    ///   service Riool        "Verstopt riool"
    /// }
    ///
    /// offer * via Telefoon, Website
    /// responsible Belasting for inform, intake  of Geld
    /// responsible Ruimte    for inform, intake  of Buiten
    /// responsible Belasting for handle, deliver of Geld
    /// responsible Ruimte    for handle, deliver of Buiten
    /// accountable Directie  for policy, content, steering, capacity, change
    /// consulted   Belasting, Ruimte, Onthaal for steering
    /// handover Onthaal <-> Belasting of Geld   within 1 workday
    /// handover Onthaal <-> Ruimte    of Buiten within 1 workday
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// organisation Meerdijk "Gemeente Meerdijk" { contacts: 120_000/y  as-of: 2026-11-01 }
    ///
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie  "Directie"                 { kind: directorate }
    /// unit Onthaal   "Klantcontactcentrum"      { kind: kcc }
    /// unit Belasting "Belasting en burgerzaken" { kind: back }
    /// unit Ruimte    "Ruimte"                   { kind: back }
    ///
    /// theme Geld "Belasting en burgerzaken" {
    ///   service Hondenbelasting "Hondenbelasting"
    ///   service Kwijtschelding  "Kwijtschelding"
    ///   service Woz             "Woz-waarde"
    ///   service Rioolheffing    "Rioolheffing"
    ///   service Toeristen       "Toeristenbelasting"
    ///   service Uittreksel      "Uittreksel"
    ///   service Verhuizing      "Verhuizing"
    ///   service Paspoort        "Paspoort"
    ///   service Rijbewijs       "Rijbewijs"
    ///   service Vog             "Verklaring omtrent het gedrag"
    /// }
    /// theme Buiten "Buitenruimte" {
    ///   service Grofvuil     "Grofvuil"
    ///   service Straatlamp   "Kapotte straatlamp"
    ///   service Boom         "Omgevallen boom"
    ///   service Container    "Volle container"
    ///   service Parkeren     "Parkeervergunning"
    ///   service Laadpaal     "Laadpaal"
    ///   service Gladheid     "Gladheid"
    ///   service Speeltoestel "Kapot speeltoestel"
    ///   service Zwerfvuil    "Zwerfvuil"
    ///   service Riool        "Verstopt riool"
    /// }
    ///
    /// offer * via Telefoon, Website
    /// responsible Onthaal   for inform, intake
    /// responsible Belasting for handle, deliver of Geld
    /// responsible Ruimte    for handle, deliver of Buiten
    /// accountable Directie  for policy, content, steering, capacity, change
    /// consulted   Belasting, Ruimte, Onthaal for steering
    /// handover Onthaal <-> Belasting of Geld   within 1 workday
    /// handover Onthaal <-> Ruimte    of Buiten within 1 workday
    /// ```
    ///
    /// ## Settings
    ///
    /// `kcc-services` and `kcc-contacts` of `[thresholds]` say from how many services and contacts a year it is
    /// advised.
    /// Contacts are those that the organisation states, else the `yearly` of its channels, else the `volume` of what
    /// is offered; where none is stated the rule is silent.
    "structure/kcc-advised", Info, Some(run)
}

const AXES: &[Axis] = &[Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let thresholds = &report.settings.thresholds;
    let Some(contacts) = space.yearly_contacts().filter(|&it| it >= thresholds.kcc_contacts) else { return };
    let Some((periods, services)) = space.without_common_front() else { return };
    let organisation = space.model.organisation.as_ref();
    let offers = space.offers_at(space.dimensions.all_touchpoints);
    let Some(span) = organisation.map(|it| it.span).or_else(|| offers.first().map(|&it| space.span(it))) else {
        return;
    };
    let message = format!(
        "{} and {contacts} contacts a year have no common front office{}",
        crate::phrase::counted(services, "service"),
        space.period_phrase(periods)
    );
    report.add_block(space, span, message, (space.empty_block().with(Axis::Period, periods), AXES), |finding| {
        finding.note("has no common front office").help(
            "consider a unit of `kind: kcc`: `responsible UNIT for inform, intake`, and handovers to the departments behind it",
        )
    });
}
