//! Who serves: boards, the front offices, the supporting offices, and directorates of departments of teams.

use super::places::Places;
use super::sheet::Sheet;
use super::sizes::Sizes;
use super::words;

pub(crate) struct Directorate {
    pub(crate) name: String,
    /// A back office beside the departments that decides for several of them.
    pub(crate) deciders: String,
    pub(crate) departments: Vec<Department>,
}

pub(crate) struct Department {
    pub(crate) name: String,
    pub(crate) teams: Vec<Team>,
}

pub(crate) struct Team {
    pub(crate) name: String,
    /// `back` or `mid`.
    pub(crate) kind: &'static str,
}

pub(crate) struct Units {
    pub(crate) directorates: Vec<Directorate>,
    has_partner: bool,
}

/// A department by the numbers of its directorate and of itself there.
#[derive(Clone, Copy)]
pub(crate) struct DepartmentId(usize, usize);

/// The boards, fronts and offices that every estate has, apart from the counter teams and the partner.
const FIXED: usize = 11;
/// A directorate, its deciders, and departments of one head and eleven teams.
const PER_DIRECTORATE: usize = 86;
const PER_DEPARTMENT: usize = 12;

impl Units {
    pub(crate) fn new(sizes: Sizes) -> Self {
        let has_partner = sizes.has_partner();
        let rest = sizes.units.saturating_sub(FIXED + sizes.locations + usize::from(has_partner)).max(6);
        let count = (rest / PER_DIRECTORATE).max(1);
        let mut department = 0;
        let directorates = (0..count)
            .map(|number| {
                let units = rest / count + usize::from(number < rest % count);
                directorate(number, units, &mut department)
            })
            .collect();
        Self { directorates, has_partner }
    }

    /// The department that owns a theme: each one owns at least one where there are enough themes.
    pub(crate) fn owner(&self, theme: usize) -> DepartmentId {
        self.department(theme)
    }

    /// Another department than `id`, chosen by number; the same one only where there is no other.
    pub(crate) fn other(&self, id: DepartmentId, number: usize) -> DepartmentId {
        let other = self.department(number);
        if (other.0, other.1) == (id.0, id.1) { self.department(number + 1) } else { other }
    }

    pub(crate) fn directorate(&self, id: DepartmentId) -> &Directorate {
        &self.directorates[id.0]
    }

    pub(crate) fn get(&self, id: DepartmentId) -> &Department {
        &self.directorates[id.0].departments[id.1]
    }

    /// Departments counted around, directorate by directorate.
    fn department(&self, number: usize) -> DepartmentId {
        let total: usize = self.directorates.iter().map(|it| it.departments.len()).sum();
        let mut left = number % total;
        for (place, directorate) in self.directorates.iter().enumerate() {
            if left < directorate.departments.len() {
                return DepartmentId(place, left);
            }
            left -= directorate.departments.len();
        }
        DepartmentId(0, 0)
    }

    pub(crate) fn write_shared(&self, places: &Places) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.line(BOARDS);
        sheet.line(FRONTS);
        for location in places.locations() {
            sheet.line(&format!(
                "  unit Balie-{location} #balie {{ kind: front; staff: 6 fte; locations: {location} }}"
            ));
        }
        sheet.line("}");
        sheet.line(OFFICES);
        if self.has_partner {
            sheet.line(PARTNER);
        }
        sheet
    }
}

impl Directorate {
    pub(crate) fn write(&self) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.line(&format!("/// {} and all its departments.", self.name));
        sheet.line(&format!("unit {} \"{}\" {{", self.name, self.name.replace('-', " ")));
        sheet.line("  kind: directorate; ceiling: vertrouwelijk");
        sheet.line(&format!("  unit {} {{ kind: back; staff: 12 fte }}", self.deciders));
        for (number, department) in self.departments.iter().enumerate() {
            sheet.line(&format!("  unit {} #afdeling {{", department.name));
            sheet.line(&format!("    kind: back; staff: {} fte", 20 + number * 3 % 17));
            for (place, team) in department.teams.iter().enumerate() {
                sheet.line(&format!("    unit {} {{ kind: {}; staff: {} fte }}", team.name, team.kind, 4 + place % 5));
            }
            sheet.line("  }");
        }
        sheet.line("}");
        sheet
    }
}

fn directorate(number: usize, units: usize, next: &mut usize) -> Directorate {
    let name = words::domain(number);
    let below = units - 2;
    let count = (below / PER_DEPARTMENT).max(1);
    let departments = (0..count)
        .map(|place| {
            let about = words::field(*next);
            *next += 1;
            let units = below / count + usize::from(place < below % count);
            Department {
                name: format!("Afdeling-{about}"),
                teams: (1..units).map(|team| self::team(&about, team)).collect(),
            }
        })
        .collect();
    Directorate { name: format!("Directie-{name}"), deciders: format!("Besluitvorming-{name}"), departments }
}

fn team(about: &str, number: usize) -> Team {
    let kind = match number % 9 {
        4 | 7 => "mid",
        _ => "back",
    };
    Team { name: format!("Team-{about}-{number}"), kind }
}

const BOARDS: &str = "\
// The top of the organisation.
unit College \"Burgemeester en wethouders\" { kind: board }
unit Burgemeester { kind: board }
";

const FRONTS: &str = "\
/// All front offices.
unit Dienstverlening #klant {
  kind: directorate; ceiling: zaakvertrouwelijk
  unit KCC \"Klantcontactcentrum\" { kind: kcc; staff: 80 fte; skills: gesprek, producten }
  unit Webteam { kind: front; staff: 9 fte }
  unit Postkamer { kind: mid; staff: 5 fte }";

const OFFICES: &str = "
/// What supports the others.
unit Bedrijfsvoering {
  kind: staff; ceiling: geheim
  unit Juridisch \"Juridische zaken\" { kind: staff; staff: 11 fte }
  unit Privacy { kind: oversight; staff: 3 fte }
  unit Basisregistraties { kind: back; staff: 14 fte }
  unit Betalingen { kind: back; staff: 8 fte }
}
";

const PARTNER: &str = "
unit Omgevingsdienst \"Omgevingsdienst Duinrade\" {
  kind: partner; relation: shared; agreement: \"Gemeenschappelijke regeling 2021\"
}
";
