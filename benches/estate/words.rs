//! The words that names are made of, and names from numbers: every number gives another name.

const STARTS: [&str; 80] = [
    "Bouw",
    "Parkeer",
    "Kap",
    "Jeugd",
    "Zorg",
    "Water",
    "Milieu",
    "Markt",
    "Haven",
    "School",
    "Sport",
    "Kunst",
    "Wijk",
    "Straat",
    "Grond",
    "Huur",
    "Woon",
    "Horeca",
    "Terras",
    "Afval",
    "Riool",
    "Licht",
    "Groen",
    "Boom",
    "Dier",
    "Brand",
    "Reis",
    "Rij",
    "Geboorte",
    "Trouw",
    "Graf",
    "Schuld",
    "Inkomen",
    "Werk",
    "Taal",
    "Inburger",
    "Leerling",
    "Vervoer",
    "Fiets",
    "Bus",
    "Brug",
    "Sluis",
    "Kade",
    "Bodem",
    "Lucht",
    "Geluid",
    "Asbest",
    "Sloop",
    "Monument",
    "Archief",
    "Cultuur",
    "Muziek",
    "Bieb",
    "Theater",
    "Evenement",
    "Vuurwerk",
    "Collecte",
    "Loterij",
    "Drank",
    "Winkel",
    "Bedrijf",
    "Starters",
    "Energie",
    "Isolatie",
    "Zon",
    "Wind",
    "Warmte",
    "Subsidie",
    "Krediet",
    "Pacht",
    "Erf",
    "Kavel",
    "Adres",
    "Naam",
    "Kiezer",
    "Raads",
    "Burger",
    "Senioren",
    "Mantel",
    "Hulp",
];

const PRODUCTS: [&str; 50] = [
    "vergunning",
    "ontheffing",
    "toeslag",
    "bijdrage",
    "registratie",
    "melding",
    "aansluiting",
    "voorziening",
    "regeling",
    "verklaring",
    "uittreksel",
    "kaart",
    "pas",
    "bewijs",
    "keuring",
    "plan",
    "lening",
    "borgstelling",
    "vrijstelling",
    "inspectie",
    "advisering",
    "begeleiding",
    "plaatsing",
    "toewijzing",
    "reservering",
    "inschrijving",
    "heffing",
    "teruggave",
    "kwijtschelding",
    "schouw",
    "opvang",
    "cursus",
    "training",
    "bemiddeling",
    "toets",
    "rapport",
    "overeenkomst",
    "machtiging",
    "legitimatie",
    "waarmerk",
    "garantie",
    "premie",
    "uitkering",
    "vergoeding",
    "korting",
    "erkenning",
    "aanwijzing",
    "ontruiming",
    "handhaving",
    "klacht",
];

const ACTIONS: [&str; 10] = [
    "Aanvraag",
    "Wijziging",
    "Verlenging",
    "Intrekking",
    "Overdracht",
    "Afschrift",
    "Inzage",
    "Herziening",
    "Opschorting",
    "Controle",
];

const FIELDS: [&str; 10] = [
    "zaken",
    "beleid",
    "toezicht",
    "beheer",
    "ontwikkeling",
    "ondersteuning",
    "uitvoering",
    "regie",
    "projecten",
    "advies",
];

const DOMAINS: [&str; 12] = [
    "Sociaal",
    "Ruimte",
    "Veiligheid",
    "Economie",
    "Leefomgeving",
    "Publiek",
    "Onderwijs",
    "Mobiliteit",
    "Vastgoed",
    "Duurzaam",
    "Samenleving",
    "Stadsbeheer",
];

const SIDES: [&str; 8] = ["", "-Noord", "-Zuid", "-Centrum", "-Regio", "-Kust", "-Rivier", "-Binnenstad"];

const PLACE_STARTS: [&str; 30] = [
    "Ooster", "Wester", "Noorder", "Zuider", "Nieuw", "Oud", "Hoog", "Laag", "Groot", "Klein", "Achter", "Voor",
    "Midden", "Boven", "Beneden", "Duin", "Heide", "Linden", "Eiken", "Beuken", "Vogel", "Molen", "Kerk", "Kasteel",
    "Ridder", "Vissers", "Schans", "Veld", "Akker", "Zand",
];

const PLACE_ENDS: [&str; 20] = [
    "dorp", "veen", "poort", "hof", "berg", "dam", "meer", "land", "burg", "wijk", "kamp", "stede", "horst", "broek",
    "waard", "gein", "rode", "laan", "zicht", "oord",
];

/// The name of a service: a product (five of them in a theme of fifty services) and what is done with it.
pub(crate) fn service(number: usize) -> String {
    let product = number / ACTIONS.len();
    let known = STARTS.len() * PRODUCTS.len();
    format!(
        "{}{}-{}{}",
        STARTS[product % STARTS.len()],
        PRODUCTS[product / STARTS.len() % PRODUCTS.len()],
        ACTIONS[number % ACTIONS.len()],
        again(product / known),
    )
}

/// What a department or theme is about.
pub(crate) fn field(number: usize) -> String {
    let known = STARTS.len() * FIELDS.len();
    format!(
        "{}{}{}",
        STARTS[number % STARTS.len()],
        FIELDS[number / STARTS.len() % FIELDS.len()],
        again(number / known)
    )
}

/// What a directorate is about.
pub(crate) fn domain(number: usize) -> String {
    let known = DOMAINS.len() * SIDES.len();
    format!(
        "{}{}{}",
        DOMAINS[number % DOMAINS.len()],
        SIDES[number / DOMAINS.len() % SIDES.len()],
        again(number / known)
    )
}

pub(crate) fn place(number: usize) -> String {
    let known = PLACE_STARTS.len() * PLACE_ENDS.len();
    let end = (number / PLACE_STARTS.len() + number) % PLACE_ENDS.len();
    format!("{}{}{}", PLACE_STARTS[number % PLACE_STARTS.len()], PLACE_ENDS[end], again(number / known))
}

/// A number behind a name once all words have been used.
fn again(round: usize) -> String {
    if round == 0 { String::new() } else { format!("-{}", round + 1) }
}
