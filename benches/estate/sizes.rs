//! How large each dimension is for a number of statements.

/// The counts that follow from the number of statements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    pub(crate) statements: usize,
    pub(crate) services: usize,
    pub(crate) themes: usize,
    pub(crate) units: usize,
    pub(crate) locations: usize,
    pub(crate) channels: usize,
    /// Leaves; the groups around them are extra.
    pub(crate) audiences: usize,
}

const SERVICES_PER_THEME: usize = 50;

impl Sizes {
    /// At 100 000 statements: 10 000 services, 2 000 units, 300 locations, 60 channels and 20 audiences. Services and
    /// units go on growing with the statements; places grow to 600, channels and audiences no further.
    pub(crate) fn of(statements: usize) -> Self {
        let services = statements / 10;
        Self {
            statements,
            services,
            themes: services.div_ceil(SERVICES_PER_THEME),
            units: statements / 50,
            locations: (statements * 3 / 1_000).clamp(3, 600),
            channels: between(statements, 10, 60),
            audiences: between(statements, 4, 20),
        }
    }

    /// The numbers of the services of a theme.
    pub(crate) fn services_of(self, theme: usize) -> std::ops::Range<usize> {
        let first = theme * SERVICES_PER_THEME;
        first..(first + SERVICES_PER_THEME).min(self.services)
    }

    /// Some themes do their own intake; a small estate has none of those.
    pub(crate) fn has_own_intake(self) -> bool {
        self.themes > OWN_INTAKE
    }

    /// A partner decides for some themes; a small estate has no partner.
    pub(crate) fn has_partner(self) -> bool {
        self.themes > PARTNER
    }
}

const OWN_INTAKE: usize = 7;
const PARTNER: usize = 13;

/// Whether the theme does its own intake, apart from the contact centre and the counters.
pub(crate) fn own_intake(theme: usize) -> bool {
    theme % 10 == OWN_INTAKE
}

/// Whether deciding was delegated to a partner.
pub(crate) fn delegated(theme: usize) -> bool {
    theme % 40 == PARTNER
}

/// From `low` at 1 000 statements to `high` at 100 000 in a straight line.
fn between(statements: usize, low: usize, high: usize) -> usize {
    let above = statements.clamp(1_000, 100_000) - 1_000;
    low + (high - low) * above / 99_000
}
