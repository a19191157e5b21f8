//! The numbers that rules compare with, each with its default and its meaning.

/// A threshold as documented: its key, its default as it is written in TOML, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    pub key: &'static str,
    pub default: String,
    pub meaning: &'static str,
}

/// A value that a threshold can have.
pub(super) enum Number {
    One(u32),
    Pair(u32, u32),
}

/// A threshold's type: one number, or a low and a high one.
pub(super) trait Shape: Copy {
    fn number(self) -> Number;
    fn from(number: Number) -> Option<Self>;
}

impl Shape for u32 {
    fn number(self) -> Number {
        Number::One(self)
    }

    fn from(number: Number) -> Option<Self> {
        match number {
            Number::One(number) => Some(number),
            Number::Pair(..) => None,
        }
    }
}

impl Shape for (u32, u32) {
    fn number(self) -> Number {
        Number::Pair(self.0, self.1)
    }

    fn from(number: Number) -> Option<Self> {
        match number {
            Number::Pair(low, high) => Some((low, high)),
            Number::One(_) => None,
        }
    }
}

fn written(number: &Number) -> String {
    match number {
        Number::One(number) => number.to_string(),
        Number::Pair(low, high) => format!("[{low}, {high}]"),
    }
}

macro_rules! thresholds {
    ($($(#[doc = $meaning:literal])+ $field:ident $key:literal: $kind:ty = $default:expr, at most $most:literal;)+) => {
        /// `[thresholds]`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Thresholds {
            $($(#[doc = $meaning])+ pub $field: $kind,)+
        }

        impl Default for Thresholds {
            fn default() -> Self {
                Self { $($field: $default),+ }
            }
        }

        impl Thresholds {
            /// All keys, in the order in which they are documented.
            pub(super) const KEYS: &[&str] = &[$($key),+];

            /// Every threshold with its default, for the reference.
            pub fn documented() -> Vec<Threshold> {
                vec![$(Threshold {
                    key: $key,
                    default: written(&Shape::number($default)),
                    meaning: concat!($($meaning),+).trim_ascii(),
                }),+]
            }

            /// Whether a key takes two numbers, and the highest number it takes.
            pub(super) fn shape(key: &str) -> Option<(bool, u32)> {
                match key {
                    $($key => Some((matches!(Shape::number($default), Number::Pair(..)), $most)),)+
                    _ => None,
                }
            }

            /// Sets a threshold whose shape is right.
            pub(super) fn set(&mut self, key: &str, number: Number) {
                match key {
                    $($key => if let Some(value) = Shape::from(number) { self.$field = value },)+
                    _ => {}
                }
            }
        }
    };
}

thresholds! {
    /// entrances that an audience may have before one of them must be `general` (`gap/no-general-entrance`)
    entrances "entrances": u32 = 3, at most 1_000_000;
    /// handovers from the citizen to the decider (`handover/too-long`)
    handovers "handovers": u32 = 2, at most 1_000_000;
    /// percentage of contacts that a contact centre settles itself (`handover/switchboard`)
    first_contact "first-contact": u32 = 80, at most 100;
    /// percentage of their time that agents are planned to be in contact (`capacity/occupancy`)
    occupancy "occupancy": u32 = 85, at most 100;
    /// load in erlang from which a peak is better met by one queue than by service teams (`capacity/team-under-peak`)
    team_peak "team-peak": u32 = 3, at most 1_000_000;
    /// hours that one full-time equivalent is paid for in a year (`capacity/backlog`)
    fte_hours "fte-hours": u32 = 1_872, at most 8_784;
    /// people who should have a scarce skill (`people/scarce`)
    scarce "scarce": u32 = 2, at most 1_000_000;
    /// fewest and most people under one manager (`people/span`)
    span "span": (u32, u32) = (5, 25), at most 1_000_000;
    /// days between reviews of a mandate or right (`structure/stale-review`)
    review "review": u32 = 365, at most 1_000_000;
    /// days between reviews of a right on special data (`structure/stale-review`)
    review_special "review-special": u32 = 92, at most 1_000_000;
    /// services from which a common front office is advised (`structure/kcc-advised`)
    kcc_services "kcc-services": u32 = 20, at most 1_000_000_000;
    /// contacts a year from which a common front office is advised (`structure/kcc-advised`)
    kcc_contacts "kcc-contacts": u32 = 50_000, at most 1_000_000_000;
    /// percentage of a team's services that is simple, from which pooling is advised (`structure/team-simple-peak`)
    team_simple "team-simple": u32 = 50, at most 100;
    /// yearly volume of a team's simple services from which pooling is advised (`structure/team-simple-peak`)
    team_volume "team-volume": u32 = 10_000, at most 1_000_000_000;
}
