//! Where people are served: locations in districts, audiences in groups, and channels.

use super::rng::Rng;
use super::sheet::{Sheet, list};
use super::sizes::Sizes;
use super::words;

pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) members: Vec<String>,
}

pub(crate) struct Channel {
    pub(crate) name: String,
    pub(crate) medium: &'static str,
    /// The districts where a physical channel stands, by number; empty for the others and for one that is everywhere.
    pub(crate) districts: Vec<usize>,
    /// Ends within the time that is checked.
    pub(crate) temporary: bool,
}

impl Channel {
    pub(crate) fn physical(&self) -> bool {
        matches!(self.medium, "counter" | "visit" | "kiosk")
    }
}

pub(crate) struct Places {
    pub(crate) districts: Vec<Group>,
    pub(crate) audiences: Vec<Group>,
    pub(crate) channels: Vec<Channel>,
}

/// The media in the order in which an estate gets channels of them: one in five is physical.
const MEDIA: [(&str, &str); 20] = [
    ("Telefoon", "phone"),
    ("Balie", "counter"),
    ("Website", "web"),
    ("Post", "letter"),
    ("Mail", "email"),
    ("Loket", "portal"),
    ("Formulier", "form"),
    ("Zuil", "kiosk"),
    ("Livechat", "chat"),
    ("Mobiel", "app"),
    ("Beeldbellen", "video"),
    ("Huisbezoek", "visit"),
    ("Berichtenbox", "messagebox"),
    ("Appbericht", "message"),
    ("Netwerken", "social"),
    ("Koppeling", "api"),
    ("Robot", "chatbot"),
    ("Spreekkamer", "counter"),
    ("Sms-dienst", "sms"),
    ("Servicelijn", "phone"),
];

const GROUPS: [(&str, [&str; 5]); 4] = [
    ("Inwoners", ["Jongeren", "Gezinnen", "Ouderen", "Nieuwkomers", "Studenten"]),
    ("Ondernemers", ["Zelfstandigen", "Kleinbedrijf", "Grootbedrijf", "Startups", "Horecabedrijven"]),
    ("Instellingen", ["Scholen", "Zorgaanbieders", "Verenigingen", "Corporaties", "Kerken"]),
    ("Overheden", ["Provincies", "Buurgemeenten", "Waterschappen", "Rijksdiensten", "Politie-eenheden"]),
];

const LOCATIONS_PER_DISTRICT: usize = 10;

impl Places {
    pub(crate) fn new(sizes: Sizes, rng: &mut Rng) -> Self {
        let names: Vec<String> = (0..sizes.locations).map(words::place).collect();
        let districts: Vec<Group> = names
            .chunks(LOCATIONS_PER_DISTRICT)
            .enumerate()
            .map(|(number, members)| Group { name: format!("Stadsdeel-{}", number + 1), members: members.to_vec() })
            .collect();
        let channels = (0..sizes.channels).map(|number| channel(number, districts.len(), rng)).collect();
        Self { districts, audiences: audiences(sizes.audiences), channels }
    }

    pub(crate) fn locations(&self) -> impl Iterator<Item = &String> {
        self.districts.iter().flat_map(|district| &district.members)
    }

    /// The districts where a physical channel stands.
    pub(crate) fn districts_of(&self, channel: &Channel) -> Vec<&Group> {
        if channel.districts.is_empty() {
            return self.districts.iter().collect();
        }
        channel.districts.iter().map(|district| &self.districts[*district]).collect()
    }

    pub(crate) fn remote(&self) -> Vec<&Channel> {
        self.channels.iter().filter(|channel| !channel.physical()).collect()
    }

    pub(crate) fn physical(&self) -> Vec<&Channel> {
        self.channels.iter().filter(|channel| channel.physical()).collect()
    }

    pub(crate) fn write_locations(&self) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.line("// Every place where somebody can be met.");
        for district in &self.districts {
            sheet.line(&format!("location {} #stadsdeel {{", district.name));
            for name in &district.members {
                sheet.line(&format!("  location {name} {{ hours: mon-fri 09:00-17:00, thu 17:00-20:00 }}"));
            }
            sheet.line("}");
        }
        sheet
    }

    pub(crate) fn write_audiences(&self) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.line("// Whom we serve.");
        for group in &self.audiences {
            sheet.line(&format!("audience {} {{ {} }}", group.name, declared("audience", &group.members)));
        }
        sheet
    }

    pub(crate) fn write_channels(&self) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.line("// Every entrance: a medium with a number or an address.");
        for channel in &self.channels {
            sheet.line(&format!("channel {} {{", channel.name));
            sheet.line(&format!("  medium: {}", channel.medium));
            sheet.line(norm(channel.medium));
            if !channel.districts.is_empty() {
                let names: Vec<&str> = channel.districts.iter().map(|it| self.districts[*it].name.as_str()).collect();
                sheet.line(&format!("  locations: {}", list(&names)));
            }
            if channel.temporary {
                sheet.line("  until: 2027-12-31");
            }
            sheet.line("}");
        }
        sheet
    }
}

fn declared(noun: &str, names: &[String]) -> String {
    names.iter().map(|name| format!("{noun} {name}")).collect::<Vec<_>>().join("; ")
}

fn audiences(leaves: usize) -> Vec<Group> {
    let mut left = leaves;
    let mut groups = Vec::new();
    for (name, members) in GROUPS {
        let members: Vec<String> = members.iter().take(left).map(|member| (*member).to_owned()).collect();
        left -= members.len();
        if !members.is_empty() {
            groups.push(Group { name: name.to_owned(), members });
        }
    }
    groups
}

/// The first channel of a medium's kind is for everybody; later ones belong to one domain, and the last remote one is a pilot.
fn channel(number: usize, districts: usize, rng: &mut Rng) -> Channel {
    let (name, medium) = MEDIA[number % MEDIA.len()];
    let round = number / MEDIA.len();
    let everywhere = number == 1 || districts == 1 || !matches!(medium, "counter" | "visit" | "kiosk");
    let all: Vec<usize> = (0..districts).collect();
    let chosen =
        if everywhere { Vec::new() } else { rng.some(&all, districts.div_ceil(4)).into_iter().copied().collect() };
    Channel {
        name: if round == 0 { name.to_owned() } else { format!("{name}-{}", words::domain(round * 5 + number % 7)) },
        medium,
        districts: chosen,
        temporary: number == 30,
    }
}

/// What the channel promises and asks.
fn norm(medium: &str) -> &'static str {
    match medium {
        "phone" => "  hours: mon-fri 08:00-17:00; handling: 4m30s; target: 80% within 30s",
        "chat" | "chatbot" | "video" => "  hours: mon-fri 09:00-21:00; target: 80% within 60s; assurance: low",
        "counter" | "visit" => "  target: 90% within 10m",
        "portal" | "app" => "  assurance: substantial; reply: 5 workdays",
        "web" | "form" | "kiosk" => "  assurance: low; reply: 5 workdays",
        "api" => "  assurance: high; reply: 2 workdays",
        "letter" | "messagebox" => "  formal: yes; reply: 10 workdays",
        _ => "  reply: 2 workdays",
    }
}
