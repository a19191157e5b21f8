//! Safeguards of rights: what they ask for, and how they compare.

use super::UnitId;
use super::words::{Assurance, Safeguard};

/// What the safeguards of a right ask for.
#[expect(clippy::struct_excessive_bools, reason = "each safeguard is asked for or not")]
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Guards {
    pub verified: Assurance,
    pub four_eyes: bool,
    /// Who must look too, when stated.
    pub four_eyes_by: Option<UnitId>,
    pub after_check: bool,
    pub logged: bool,
    pub in_case: bool,
    pub reversible: bool,
    pub notified: bool,
}

impl Guards {
    /// What is asked and is not here, or is less here.
    #[must_use]
    pub fn lacking(&self, asked: &Self) -> Self {
        let Self { verified, four_eyes, four_eyes_by, after_check, logged, in_case, reversible, notified } = *asked;
        let by = four_eyes_by.filter(|_| self.four_eyes_by != four_eyes_by);
        Self {
            verified: if self.verified < verified { verified } else { Assurance::None },
            four_eyes: four_eyes && !self.four_eyes || by.is_some(),
            four_eyes_by: by,
            after_check: after_check && !self.after_check,
            logged: logged && !self.logged,
            in_case: in_case && !self.in_case,
            reversible: reversible && !self.reversible,
            notified: notified && !self.notified,
        }
    }

    /// Whether all that is asked is here.
    #[must_use]
    pub fn has_all_of(&self, asked: &Self) -> bool {
        self.lacking(asked) == Self::default()
    }

    /// As a statement writes them, in the order of the language: "verified low", "four-eyes by Controle", "logged".
    pub fn words(&self, name: impl Fn(UnitId) -> String) -> Vec<String> {
        let asked = |one: Safeguard| match one {
            Safeguard::Verified => self.verified > Assurance::None,
            Safeguard::FourEyes => self.four_eyes,
            Safeguard::AfterCheck => self.after_check,
            Safeguard::Logged => self.logged,
            Safeguard::InCase => self.in_case,
            Safeguard::Reversible => self.reversible,
            Safeguard::Notified => self.notified,
        };
        let all = Safeguard::ALL.iter().copied().filter(|&one| asked(one));
        all.map(|one| match (one, self.four_eyes_by) {
            (Safeguard::Verified, _) => format!("{} {}", one.word(), self.verified.word()),
            (Safeguard::FourEyes, Some(by)) => format!("{} by {}", one.word(), name(by)),
            _ => one.word().to_owned(),
        })
        .collect()
    }
}
