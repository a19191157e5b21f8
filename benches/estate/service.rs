//! One service: its declaration, its offers, and who handles it.

use super::fault::Fault;
use super::places::{Channel, Group, Places};
use super::records::{Field, HANDLED};
use super::rng::Rng;
use super::sheet::list;
use super::units::Team;
use super::words;

/// What the process of a service is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Only informs.
    Info,
    /// Handles and delivers.
    Plain,
    /// Asks for advice before it handles.
    Advised,
    /// Decides, under the boards together or under the mayor alone.
    Deciding { mayor: bool },
}

pub(crate) struct Service {
    pub(crate) name: String,
    pub(crate) shape: Shape,
    /// The team that handles it.
    pub(crate) team: String,
    /// Offered by telephone, at all times.
    pub(crate) phone: bool,
    /// It does not exist yet.
    pub(crate) later: bool,
    /// The lines of its declaration in its theme.
    pub(crate) declaration: Vec<String>,
    pub(crate) statements: Vec<String>,
}

pub(crate) const DAYS: [(&str, &str); 5] = [
    ("2026-12-31", "2027-01-01"),
    ("2027-03-31", "2027-04-01"),
    ("2027-06-30", "2027-07-01"),
    ("2027-12-31", "2028-01-01"),
    ("2028-06-30", "2028-07-01"),
];

const REASONS: [&str; 8] = [
    "Awb 4:13",
    "AVG 6(1)(e)",
    "Omgevingswet 5.1",
    "Wmo 2015 2.3.5",
    "Jeugdwet 2.3",
    "Participatiewet 7",
    "Archiefwet 1995",
    "Verordening 2026, art. 12",
];

pub(crate) fn reason(rng: &mut Rng) -> String {
    format!("because \"{}\"", rng.pick(&REASONS))
}

/// An annotation on a line of its own, before one statement in twenty.
pub(crate) fn provenance(rng: &mut Rng) -> String {
    match rng.below(60) {
        0 => format!("@id(\"OB-{:05}\")\n", rng.below(100_000)),
        1 => "@source(\"Mandaatregister 2026\")\n".to_owned(),
        2 => "@review(2026-09-01)\n".to_owned(),
        _ => String::new(),
    }
}

/// The service with its declaration; statements come later.
pub(crate) fn declare(number: usize, shape: Shape, team: &str, rng: &mut Rng) -> Service {
    let name = words::service(number);
    let label = name.replace('-', " ").to_lowercase();
    let mut lines = Vec::new();
    if rng.chance(15) {
        lines.push(format!("  /// Wat iemand moet weten over {label} staat in de productencatalogus."));
    }
    let tag = if rng.chance(8) { " #jaarlijks" } else { "" };
    lines.push(format!("  service {name} \"{label}\"{tag} {{"));
    let complexity = ["simple", "simple", "composite", "specialist"][rng.below(4)];
    let complexity = if shape == Shape::Info { "simple" } else { complexity };
    lines.push(format!("    complexity: {complexity}; volume: {}/y", (rng.below(900) + 1) * 10));
    let process = match shape {
        Shape::Info => "process: inform",
        Shape::Plain if rng.chance(8) => "process: intake -> handle -> deliver",
        Shape::Plain => "",
        Shape::Advised => "process: inform, intake -> advise -> handle -> deliver",
        Shape::Deciding { mayor: false } => "decision: yes",
        Shape::Deciding { mayor: true } => "decision: yes; body: Burgemeester",
    };
    if !process.is_empty() {
        lines.push(format!("    {process}"));
    }
    let later = rng.chance(1);
    if later {
        lines.push("    from: 2027-04-01".to_owned());
    }
    lines.push("  }".to_owned());
    Service { name, shape, team: team.to_owned(), phone: false, later, declaration: lines, statements: Vec::new() }
}

/// About two offers: through remote channels, and at counters; some of a time.
pub(crate) fn offer(service: &mut Service, places: &Places, rng: &mut Rng) {
    let remote = places.remote();
    let steady: Vec<&Channel> = remote.iter().skip(1).filter(|it| !it.temporary).copied().collect();
    let count = 1 + rng.below(4);
    let mut names: Vec<&str> = rng.some(&steady, count).iter().map(|it| it.name.as_str()).collect();
    service.phone = rng.chance(75);
    if service.phone {
        names.insert(0, &remote[0].name);
    }
    let name = service.name.clone();
    let serving = serving(places, rng);
    service.statements.push(format!("{}offer {name} via {}{serving}", provenance(rng), list(&names)));
    if rng.chance(85) {
        let channel = *rng.pick(&places.physical());
        let at = at(&places.districts_of(channel), rng);
        service.statements.push(format!("offer {name} via {}{serving}{at}", channel.name));
    } else {
        let class = ["web", "digital except social", "letter", "email"][rng.below(4)];
        let (_, from) = rng.pick(&DAYS);
        service.statements.push(format!("offer {name} via {class}{serving} from {from}"));
    }
    if rng.chance(10) {
        let channel = *rng.pick(&remote);
        let (until, from) = rng.pick(&DAYS);
        let begins = rng.chance(50) || service.later;
        let time = if begins { format!("from {from}") } else { format!("until {until}") };
        service.statements.push(format!("offer {name} via {} {time}", channel.name));
    }
}

fn serving(places: &Places, rng: &mut Rng) -> String {
    let groups: Vec<&str> = places.audiences.iter().map(|it| it.name.as_str()).collect();
    match rng.below(10) {
        0..4 => format!(" serving {}", rng.pick(&groups)),
        4..8 => {
            let leaves: Vec<&String> = places.audiences.iter().flat_map(|it| &it.members).collect();
            let count = 1 + rng.below(3);
            format!(" serving {}", list(&rng.some(&leaves, count)))
        }
        _ => String::new(),
    }
}

/// A few locations or a few districts of those where the channel is; or everywhere.
fn at(districts: &[&Group], rng: &mut Rng) -> String {
    match rng.below(10) {
        0..4 => {
            let leaves: Vec<&String> = districts.iter().flat_map(|it| &it.members).collect();
            let count = 1 + rng.below(4);
            format!(" at {}", list(&rng.some(&leaves, count)))
        }
        4..7 => {
            let count = 1 + rng.below(2);
            let names: Vec<&str> = rng.some(districts, count).iter().map(|it| it.name.as_str()).collect();
            format!(" at {}", list(&names))
        }
        _ => String::new(),
    }
}

/// How several teams share a service.
pub(crate) enum Handlers<'a> {
    One(&'a Team),
    Joint(&'a Team, &'a Team),
    /// The second takes over from the first.
    Turns(&'a Team, &'a Team),
}

impl Handlers<'_> {
    fn teams(&self) -> Vec<&Team> {
        match self {
            Self::One(team) => vec![team],
            Self::Joint(first, second) | Self::Turns(first, second) => vec![first, second],
        }
    }
}

/// Who handles and delivers it, and the rights which that takes.
pub(crate) fn handle(service: &mut Service, handlers: &Handlers<'_>, fault: Option<Fault>, rng: &mut Rng) {
    let name = service.name.clone();
    let teams = handlers.teams();
    let names = list(&teams.iter().map(|it| it.name.as_str()).collect::<Vec<_>>());
    let head = |who: &str| format!("responsible {who} for handle, deliver of {name}");
    match handlers {
        Handlers::Turns(first, second) => {
            let (until, from) = rng.pick(&DAYS);
            if !service.later {
                service.statements.push(format!("{} until {until}", head(&first.name)));
            }
            service.statements.push(format!("{} from {from}", head(&second.name)));
        }
        _ if fault == Some(Fault::Unserved) => {
            service.statements.push(format!("{} via * except digital", head(&names)));
        }
        _ => service.statements.push(format!("{}{}", provenance(rng), head(&names))),
    }
    if !rng.chance(80) {
        return;
    }
    let count = 1 + rng.below(2);
    let fields = rng.some(&HANDLED, count);
    let data = list(&fields.iter().map(|it| it.name).collect::<Vec<_>>());
    let operations = if rng.chance(40) { "create, update" } else { "update" };
    let when = safeguards(&fields, &teams, rng);
    let because = reason(rng);
    service.statements.push(format!("allow {names} to {operations} {data} of {name} when {when} {because}"));
    service.statements.push(format!("need update {data} for handle of {name}"));
}

/// What the rules ask of rights on these fields for these teams.
fn safeguards(fields: &[&Field], teams: &[&Team], rng: &mut Rng) -> String {
    let tier = fields.iter().map(|it| it.tier).max().unwrap_or(0);
    let mut asked = Vec::new();
    if fields.iter().any(|it| it.personal) {
        asked.push("verified substantial");
    }
    if tier == 4 || tier == 3 && teams.iter().any(|it| it.kind != "back") {
        asked.push(if rng.chance(50) { "four-eyes" } else { "after-check" });
    }
    asked.push("logged");
    list(&asked)
}
