//! The data that the organisation keeps: eight records of forty fields.

pub(crate) const RECORDS: &str = "\
// The data of the estate.

/// Who the customer is and how to reach her.
record Klant \"Klantgegevens\" {
  telefoon: contact
  email: contact
  naam: personal
  adres: personal, authentic, source Basisregistraties
  rekening: payment, assurance high, source Betalingen
  bsn: special, confidential zaakvertrouwelijk, source Basisregistraties
}

/// The history of contacts.
record Contact \"Contacthistorie\" {
  notitie: note
  onderwerp: internal
  voorkeur: internal
  tevredenheid: public
}

record Zaak #zaaksysteem {
  notitie: note
  status: legal
  termijn: legal
  toewijzing: internal
  besluit: decision, confidential vertrouwelijk
}

record Dossier #zaaksysteem {
  bijlage: internal
  inhoud: personal
  medisch: special, confidential vertrouwelijk
  advies: legal
  oordeel: decision
}

record Vergunning {
  tekening: internal
  voorschrift: legal
  geldigheid: legal
  publicatie: public
  beschikking: decision
}

record Financien {
  bedrag: payment, assurance high, source Betalingen
  betaalstatus: legal, source Betalingen
  vordering: legal, source Betalingen
  kwijtschelding: decision, source Betalingen
  budgetcode: internal, source Betalingen
}

record Registratie \"Basisregistraties\" {
  geboortedatum: personal, authentic, source Basisregistraties
  nationaliteit: personal, authentic, source Basisregistraties
  partner: personal, authentic, source Basisregistraties
  verblijf: authentic, source Basisregistraties
  perceel: authentic, source Basisregistraties
}

record Planning {
  afspraak: internal
  capaciteit: internal
  ruimte: internal
  inspecteur: internal
  wachtlijst: public
}
";

/// A field that a team keeps for its services.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) tier: u8,
    pub(crate) personal: bool,
}

const fn field(name: &'static str, tier: u8, personal: bool) -> Field {
    Field { name, tier, personal }
}

/// What handling teams write.
pub(crate) const HANDLED: [Field; 15] = [
    field("Zaak.status", 3, false),
    field("Zaak.termijn", 3, false),
    field("Zaak.notitie", 1, false),
    field("Zaak.toewijzing", 2, false),
    field("Dossier.bijlage", 2, false),
    field("Dossier.inhoud", 3, true),
    field("Dossier.medisch", 4, true),
    field("Dossier.advies", 3, false),
    field("Vergunning.tekening", 2, false),
    field("Vergunning.voorschrift", 3, false),
    field("Vergunning.geldigheid", 3, false),
    field("Vergunning.publicatie", 2, false),
    field("Planning.afspraak", 2, false),
    field("Planning.inspecteur", 2, false),
    field("Planning.wachtlijst", 2, false),
];

/// What deciding teams write.
pub(crate) const DECIDED: [&str; 3] = ["Zaak.besluit", "Dossier.oordeel", "Vergunning.beschikking"];
