//! The mistakes that every large policy has a few of.

/// One planted mistake; each brings at least the finding that it is named after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Unserved,
    Misspelt,
    TwoHandlers,
    TwoOwners,
    NoMandate,
    OneEye,
    NoIdentity,
    NoHandover,
    Redundant,
    NoRight,
    Contradiction,
    BrokenPromise,
    FrontMutation,
}

const ALL: [Fault; 13] = [
    Fault::Unserved,
    Fault::Redundant,
    Fault::NoHandover,
    Fault::OneEye,
    Fault::TwoHandlers,
    Fault::NoRight,
    Fault::FrontMutation,
    Fault::TwoOwners,
    Fault::NoIdentity,
    Fault::NoMandate,
    Fault::Contradiction,
    Fault::BrokenPromise,
    Fault::Misspelt,
];

impl Fault {
    /// The fault of a service: one service in a hundred has one.
    pub(crate) fn of(service: usize) -> Option<Self> {
        let hundred = service / 100;
        (service % 100 == (41 + 7 * hundred) % 100).then(|| ALL[hundred % ALL.len()])
    }
}

/// The names that the statements of a fault are about.
pub(crate) struct Scene<'a> {
    pub(crate) service: &'a str,
    pub(crate) team: &'a str,
    pub(crate) department: &'a str,
    pub(crate) other_team: &'a str,
    pub(crate) other_department: &'a str,
}

impl Fault {
    /// The statements that make the fault; those that change other statements have none of their own.
    pub(crate) fn statements(self, scene: &Scene<'_>) -> Vec<String> {
        let Scene { service, team, department, other_team, other_department } = scene;
        match self {
            Self::Unserved => Vec::new(),
            Self::Misspelt => vec![format!("consulted Juridsich for handle of {service}")],
            Self::TwoHandlers => vec![format!("responsible {other_team} for deliver of {service}")],
            Self::TwoOwners => vec![format!("accountable {other_department} for content of {service}")],
            Self::NoMandate => vec![format!("responsible {other_team} for decide of {service}")],
            Self::OneEye => vec![format!(
                "@accept(\"risk/no-second-pair-of-eyes\", until: 2027-12-31, because: \"Proef\", by: CISO)\n\
                 allow {team} to force Zaak.status of {service} when logged because \"Awb 4:5\""
            )],
            Self::NoIdentity => vec![format!(
                "allow {team} to reopen Dossier.inhoud of {service} when four-eyes, logged because \"Awb 4:6\""
            )],
            Self::NoHandover => vec![format!("responsible {other_team} for advise of {service}")],
            Self::Redundant => vec![format!("accountable {department} for content of {service}")],
            Self::NoRight => vec![format!("need force Dossier.bijlage for handle of {service}")],
            Self::Contradiction => vec![
                format!("allow {team} to reopen Zaak.termijn of {service} when four-eyes, logged"),
                format!("forbid {team} to reopen Zaak.* of {service}"),
            ],
            Self::BrokenPromise => vec![format!("expect no accountable {department} for policy of {service}")],
            Self::FrontMutation => vec![format!(
                "allow KCC to update Klant.adres of {service} via Telefoon when verified substantial, four-eyes, logged because \"Proef\""
            )],
        }
    }
}
