//! One theme: its file, with its services, its broad statements and those of each service.

use super::fault::{Fault, Scene};
use super::places::Places;
use super::records::DECIDED;
use super::rng::Rng;
use super::service::{self, Handlers, Service, Shape};
use super::sheet::{Sheet, list};
use super::sizes::{Sizes, delegated, own_intake};
use super::units::{Department, DepartmentId, Directorate, Team, Units};
use super::words;

pub(crate) struct Theme<'a> {
    pub(crate) name: String,
    number: usize,
    units: &'a Units,
    owner: DepartmentId,
    /// One handover from the fronts to the department serves the whole theme.
    broad: bool,
    statements: Vec<String>,
    pub(crate) services: Vec<Service>,
}

/// Who decides about a few services.
#[derive(Clone, Copy)]
enum Decider<'a> {
    Nobody,
    /// The team that handles them.
    Handler,
    /// Another team of the department, with a mandate from it or from the mayor.
    Team(&'a Team, bool),
    /// The back office of the directorate.
    Directorate,
    Partner,
}

impl<'a> Theme<'a> {
    pub(crate) fn new(number: usize, sizes: Sizes, seed: u64, places: &Places, units: &'a Units) -> Self {
        let mut rng = Rng::part(seed, number + 1);
        let mut theme = Self {
            name: format!("Thema-{}", words::field(number)),
            number,
            units,
            owner: units.owner(number),
            broad: rng.chance(60),
            statements: Vec::new(),
            services: Vec::new(),
        };
        let numbers = sizes.services_of(number);
        let mut next = numbers.start;
        let mut by_directorate = false;
        while next < numbers.end {
            let end = (next + 1 + rng.below(4)).min(numbers.end);
            by_directorate |= matches!(theme.cluster(next..end, places, &mut rng), Decider::Directorate);
            next = end;
        }
        theme.broad_statements(by_directorate, &mut rng);
        theme
    }

    fn department(&self) -> &'a Department {
        self.units.get(self.owner)
    }

    fn directorate(&self) -> &'a Directorate {
        self.units.directorate(self.owner)
    }

    /// A few services that one team handles and one unit decides about.
    fn cluster(&mut self, numbers: std::ops::Range<usize>, places: &Places, rng: &mut Rng) -> Decider<'a> {
        let (first, teams) = self.department().teams.split_first().expect("a department has at least two teams");
        let place = rng.below(teams.len());
        let (team, next) = (&teams[place], &teams[(place + 1) % teams.len()]);
        let decider = self.decider(if next.name == team.name { first } else { next }, rng);
        let mut decided = Vec::new();
        let at = self.services.len();
        for number in numbers {
            let fault = Fault::of(number);
            let shape = self.shape(decider, fault, rng);
            let mut service = service::declare(number, shape, &team.name, rng);
            service::offer(&mut service, places, rng);
            if shape != Shape::Info {
                let handlers = self.handlers(team, next, shape, decider, fault, rng);
                service::handle(&mut service, &handlers, fault, rng);
                let more = match (shape, fault) {
                    (Shape::Advised, Some(_)) => Vec::new(),
                    (Shape::Advised, None) => self.advise(&service, number),
                    _ => self.handover(&service, &handlers, rng).into_iter().collect(),
                };
                service.statements.extend(more);
            }
            if rng.chance(30) {
                service.statements.push(format!("accountable {} for content of {}", team.name, service.name));
            }
            if let Some(fault) = fault {
                let statements = self.fault(fault, &service, number);
                service.statements.extend(statements);
            }
            if matches!(shape, Shape::Deciding { .. }) {
                decided.push(service.name.clone());
            }
            self.services.push(service);
        }
        if decided.is_empty() {
            return Decider::Nobody;
        }
        let statements = self.decide(decider, team, &list(&decided), rng);
        self.services[at].statements.extend(statements);
        decider
    }

    fn decider(&self, other: &'a Team, rng: &mut Rng) -> Decider<'a> {
        match rng.below(100) {
            0..30 => Decider::Nobody,
            _ if delegated(self.number) => Decider::Partner,
            30..42 => Decider::Handler,
            42..46 => Decider::Team(other, true),
            46..82 => Decider::Team(other, false),
            _ => Decider::Directorate,
        }
    }

    fn shape(&self, decider: Decider<'_>, fault: Option<Fault>, rng: &mut Rng) -> Shape {
        if fault == Some(Fault::NoHandover) {
            return Shape::Advised;
        }
        if fault.is_none() && rng.chance(5) {
            return Shape::Info;
        }
        match decider {
            Decider::Nobody if fault.is_none() && !own_intake(self.number) && rng.chance(12) => Shape::Advised,
            Decider::Nobody => Shape::Plain,
            Decider::Team(_, mayor) => Shape::Deciding { mayor },
            Decider::Handler | Decider::Directorate | Decider::Partner => Shape::Deciding { mayor: false },
        }
    }

    /// Most services have one team; where the walk to the decider allows it some have two.
    fn handlers(
        &self,
        team: &'a Team,
        next: &'a Team,
        shape: Shape,
        decider: Decider<'_>,
        fault: Option<Fault>,
        rng: &mut Rng,
    ) -> Handlers<'a> {
        let alone = matches!(decider, Decider::Handler | Decider::Team(..)) || shape == Shape::Advised;
        if alone || fault.is_some() || next.name == team.name {
            return Handlers::One(team);
        }
        match rng.below(100) {
            0..10 => Handlers::Joint(team, next),
            10..18 if !own_intake(self.number) => Handlers::Turns(team, next),
            _ => Handlers::One(team),
        }
    }

    /// How the first line reaches the team: by telephone, by all channels, or by what is said for the whole theme.
    fn handover(&self, service: &Service, handlers: &Handlers<'_>, rng: &mut Rng) -> Option<String> {
        let (name, team) = (&service.name, &service.team);
        let within = ["4h", "1d", "2d"][rng.below(3)];
        if own_intake(self.number) {
            let front = &self.department().teams[0].name;
            return Some(format!("handover {front} <-> {team} of {name} within {within}"));
        }
        let changes = matches!(handlers, Handlers::Turns(..));
        if self.broad {
            let share = 5 + rng.below(15);
            return (service.phone && !changes && rng.chance(45))
                .then(|| format!("handover KCC <-> {team} of {name} via Telefoon warm within 2m share {share}%"));
        }
        let to = if changes { &self.department().name } else { team };
        Some(format!("handover Dienstverlening <-> {to} of {name} within {within}"))
    }

    /// Who advises before the team handles, and the way there.
    fn advise(&self, service: &Service, number: usize) -> Vec<String> {
        let (name, team) = (&service.name, &service.team);
        let adviser = self.other_team(number);
        vec![
            format!("responsible {adviser} for advise of {name}"),
            format!("handover Dienstverlening -> {adviser} -> {team} of {name} within 2d"),
            format!(
                "allow {adviser} to read Klant.naam, Zaak.status of {name} when logged because \"Advies, Awb 3:5\""
            ),
        ]
    }

    /// What a few services say together about deciding.
    fn decide(&self, decider: Decider<'_>, team: &Team, names: &str, rng: &mut Rng) -> Vec<String> {
        let department = &self.department().name;
        let because = format!("because \"Mandaatregister 2026, art. {}.{}\"", 1 + rng.below(9), 1 + rng.below(40));
        let mut statements = Vec::new();
        let unit = match decider {
            Decider::Nobody => return statements,
            Decider::Partner => {
                return vec![format!("responsible Omgevingsdienst for decide of {names}")];
            }
            Decider::Directorate => &self.directorate().deciders,
            Decider::Handler => {
                statements.push(format!("mandate {department} -> {} for decide of {names} {because}", team.name));
                &team.name
            }
            Decider::Team(other, mayor) => {
                let from =
                    if mayor { format!("Burgemeester -> {} -> ", self.directorate().name) } else { String::new() };
                statements
                    .push(format!("mandate {from}{department} -> {} for decide of {names} {because}", other.name));
                statements.push(format!("handover {} <-> {} of {names} within 3d", team.name, other.name));
                &other.name
            }
        };
        statements.push(format!("{}responsible {unit} for decide of {names}", service::provenance(rng)));
        let data = rng.pick(&DECIDED);
        let because = service::reason(rng);
        statements.push(format!("allow {unit} to create, update {data} of {names} when four-eyes, logged {because}"));
        statements.push(format!("need create {data} for decide of {names}"));
        statements
    }

    fn broad_statements(&mut self, by_directorate: bool, rng: &mut Rng) {
        let (name, department) = (self.name.clone(), self.department());
        let (owner, directorate, deciders) = (&department.name, &self.directorate().name, &self.directorate().deciders);
        let article = format!("because \"Mandaatregister 2026, art. {}\"", self.number + 10);
        let second = format!("because \"Mandaatregister 2026, art. {}, lid 2\"", self.number + 10);
        let everything = "Klant.*, Contact.*, Zaak.*, Dossier.*, Vergunning.*, Planning.*";
        let mut say = |statement: String| self.statements.push(statement);
        say(format!("accountable {owner} for policy, content, quality, knowledge, budget of {name}"));
        say(format!("allow {owner} to read {everything} of {name} when logged because \"Publieke taak, AVG 6(1)(e)\""));
        say(format!("need read Klant.naam, Zaak.status for handle of {name}"));
        if own_intake(self.number) {
            let front = &department.teams[0].name;
            say(format!("responsible {front} for inform, intake of {name}"));
            say(format!("accountable {owner} for steering, capacity of {name}"));
            say(format!(
                "allow {front} to update Klant.telefoon, Klant.email of {name} when verified low, logged because \"Publieke taak\""
            ));
            say(format!("need update Klant.telefoon for intake of {name}"));
        } else if self.broad {
            say(format!("handover Dienstverlening <-> {owner} of {name} within 1d"));
        }
        if rng.chance(30) {
            say(format!("responsible {owner} for deliver of {name}"));
        }
        if delegated(self.number) {
            say(format!("delegate College -> Omgevingsdienst for decide of {name} {article}"));
            say(format!("delegate Burgemeester -> Omgevingsdienst for decide of {name} {article}"));
            say(format!("handover {owner} <-> Omgevingsdienst of {name} within 5d"));
            say(format!("allow Omgevingsdienst to read Klant.naam, Zaak.* of {name} when logged because \"Wabo 5.7\""));
            return;
        }
        say(format!("mandate College -> {directorate} -> {owner} for decide of {name} onward {article}"));
        if by_directorate {
            say(format!("mandate College -> {directorate} -> {deciders} for decide of {name} {second}"));
            say(format!("allow {deciders} to read {everything} of {name} when logged because \"Publieke taak\""));
            say(format!("handover {owner} <-> {deciders} of {name} within 5d"));
        }
    }

    fn other_team(&self, number: usize) -> &'a str {
        let teams = &self.units.get(self.units.other(self.owner, number)).teams;
        &teams[number % teams.len()].name
    }

    fn other_department(&self, number: usize) -> &'a str {
        &self.units.get(self.units.other(self.owner, number)).name
    }

    fn fault(&self, fault: Fault, service: &Service, number: usize) -> Vec<String> {
        fault.statements(&Scene {
            service: &service.name,
            team: &service.team,
            department: &self.department().name,
            other_team: self.other_team(number),
            other_department: self.other_department(number),
        })
    }

    pub(crate) fn count(&self) -> usize {
        self.statements.len() + self.services.iter().map(|it| it.statements.len()).sum::<usize>()
    }

    /// One more statement about a service; `kind` counts around over what there is to say.
    pub(crate) fn add(&mut self, service: usize, kind: usize) {
        let number = self.number * 50 + service;
        let at = &self.services[service];
        let (name, team) = (&at.name, &at.team);
        let task = if at.shape == Shape::Info { "inform" } else { "handle" };
        let statement = match kind % FILLERS {
            0 => format!("consulted {} for {task} of {name}", self.other_team(number + 7)),
            1 => format!("expect responsible * for {task} of {name}"),
            2 => format!("informed {} for handle, deliver of {name} via digital", self.other_department(number + 3)),
            3 => format!("supporting {} for {task} of {name} because \"Piekperiode\"", self.other_team(number + 5)),
            4 => format!("expect accountable {} for policy of {name}", self.department().name),
            5 => format!("consulted Juridisch for content of {name}"),
            6 => format!("responsible {team} for aftercare of {name}"),
            _ => format!("expect no allow front to write Zaak.besluit of {name}"),
        };
        self.services[service].statements.push(statement);
    }

    pub(crate) fn write(&self) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.line(&format!("// {}: what {} does for the public.", self.name, self.department().name));
        let tag = if own_intake(self.number) { " #eigen-intake" } else { "" };
        sheet.line(&format!("theme {}{tag} {{", self.name));
        for service in &self.services {
            for line in &service.declaration {
                sheet.line(line);
            }
        }
        sheet.line("}");
        sheet.line("");
        for statement in &self.statements {
            sheet.say(statement);
        }
        for service in &self.services {
            sheet.line("");
            if service.shape == Shape::Advised {
                sheet.line("// Eerst advies, dan behandeling.");
            }
            for statement in &service.statements {
                sheet.say(statement);
            }
        }
        sheet
    }
}

/// The kinds of statements that fill an estate up to its size.
pub(crate) const FILLERS: usize = 8;
