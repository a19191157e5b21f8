//! The broad statements: what the front offices, the supporting offices and everybody may and must do.

use super::places::Places;
use super::sheet::Sheet;
use super::sizes::Sizes;

/// What the front offices do for all services but those of themes with an intake of their own.
pub(crate) fn fronts(sizes: Sizes, places: &Places) -> Sheet {
    let all = rest_of_the_services(sizes);
    let mut sheet = Sheet::default();
    sheet.line("// Who answers where: voices and chats, screens, paper, and one team a counter.");
    sheet.say(&format!("responsible KCC for inform, intake of {all} via {VOICE}"));
    sheet.say(&format!("responsible Webteam for inform, intake of {all} via {SCREEN}"));
    sheet.say(&format!("responsible Postkamer for inform, intake of {all} via {PAPER}"));
    sheet.line("// Dienstverlening steers per channel; the contact centre and the counters answer to it.");
    sheet.say(&format!("accountable Dienstverlening for steering, capacity of {all}"));
    sheet.say(&format!("accountable KCC for steering, capacity of {all} via {VOICE}"));
    for channel in &places.channels {
        let unit = if channel.physical() { "Dienstverlening" } else { front_of(channel.medium) };
        sheet.say(&format!("accountable {unit} for operation, change via {}", channel.name));
    }
    sheet.line("// What they may see and change.");
    for (unit, media) in [("KCC", VOICE), ("Webteam", SCREEN), ("Postkamer", PAPER)] {
        let because = "because \"AVG 6(1)(e), publieke taak\"";
        sheet.say(&format!(
            "allow {unit} to read Klant.*, Contact.*, Zaak.* of {all} via {media} when logged up-to zaakvertrouwelijk {because}"
        ));
        sheet.say(&format!(
            "allow {unit} to update Klant.telefoon, Klant.email of {all} via {media} when verified low, logged {because}"
        ));
        sheet.say(&format!("allow {unit} to create, update Contact.* of {all} via {media} when logged"));
    }
    sheet.say("forbid KCC to update Klant.email via chat because \"Een chat stelt niemand vast\"");
    sheet.say("forbid front to create, update Zaak.*, Dossier.*, Vergunning.*, Financien.*, Registratie.*");
    sheet.say("forbid front to delete, reopen, force Klant.*, Contact.*, Zaak.*, Planning.*");
    sheet.line("// What the tasks need.");
    sheet.say(&format!("need update Klant.telefoon, Klant.email for intake of {all} via phone, counter, letter"));
    sheet.say(&format!("need update Klant.naam for intake of {all} via Balie"));
    sheet.say(&format!("need read Klant.naam, Zaak.status for inform of {all} via sync"));
    sheet.say(&format!("need create Contact.notitie for intake of {all}"));
    sheet.say(&format!("expect \"every call is answered\" responsible * for intake of {all} via sync"));
    sheet.say("expect no allow front to write Zaak.besluit");
    sheet
}

/// One team a counter: the same few lines for each location.
pub(crate) fn counters(sizes: Sizes, places: &Places) -> Sheet {
    let all = rest_of_the_services(sizes);
    let mut sheet = Sheet::default();
    sheet.line("// The counter teams: each serves everybody at its own location.");
    for at in places.locations() {
        let unit = format!("Balie-{at}");
        sheet.line("");
        sheet.say(&format!("responsible {unit} for inform, intake of {all} via physical at {at}"));
        sheet.say(&format!("accountable {unit} for capacity of {all} via physical at {at}"));
        sheet.say(&format!(
            "allow {unit} to read Klant.*, Contact.*, Zaak.* of {all} via physical at {at} when logged up-to zaakvertrouwelijk because \"Publieke taak\""
        ));
        sheet.say(&format!(
            "allow {unit} to update Klant.telefoon, Klant.email of {all} via physical at {at} when verified low, logged because \"Publieke taak\""
        ));
        sheet.say(&format!("allow {unit} to create, update Contact.* of {all} via physical at {at} when logged"));
        sheet.say(&format!(
            "allow {unit} to update Klant.naam via Balie at {at} when verified substantial, four-eyes, logged because \"Paspoortwet\""
        ));
    }
    sheet
}

/// What the supporting offices do for all services.
pub(crate) fn offices(sizes: Sizes) -> Sheet {
    let mut sheet = Sheet::default();
    sheet.line("// Registers, payments, the archive and the lawyers.");
    sheet.say(
        "allow Basisregistraties to read, create, update Registratie.*, Klant.adres, Klant.bsn\n  \
         when verified substantial, four-eyes, logged because \"Wet basisregistratie personen\"",
    );
    sheet.say(
        "allow Betalingen to read, create, update Financien.*, Klant.rekening\n  \
         when verified high, four-eyes, logged because \"Gemeentewet 212\"",
    );
    sheet.say(
        "allow Basisregistraties to delete Zaak.*, Dossier.*, Vergunning.*, Planning.*\n  \
         when verified substantial, four-eyes, logged because \"Archiefwet 1995\"",
    );
    sheet.say("allow Privacy to read Klant.*, Contact.* when logged because \"Toezicht door de FG, AVG 39\"");
    sheet.say("allow Basisregistraties to create, update Planning.capaciteit, Planning.ruimte when logged");
    sheet.say("responsible Juridisch for review because \"Algemene wet bestuursrecht 7:2\"");
    sheet.say("accountable Privacy for privacy");
    sheet.say("consulted Juridisch for policy of specialist");
    sheet.say("informed Privacy for change via digital");
    if sizes.has_partner() {
        sheet.say("forbid partner to write special, payment because \"Verwerkersovereenkomst\"");
    }
    sheet
}

const VOICE: &str = "phone, chat, chatbot, video";
const SCREEN: &str = "web, portal, app, form, api";
const PAPER: &str = "letter, email, message, messagebox, social, sms";

/// The office that answers a medium without a place.
pub(crate) fn front_of(medium: &str) -> &'static str {
    match medium {
        "phone" | "chat" | "chatbot" | "video" => "KCC",
        "web" | "portal" | "app" | "form" | "api" => "Webteam",
        _ => "Postkamer",
    }
}

fn rest_of_the_services(sizes: Sizes) -> &'static str {
    if sizes.has_own_intake() { "* except #eigen-intake" } else { "*" }
}
