//! The closed vocabulary as types. The spellings stand in `grammar/vocabulary.toml`, in the order of the variants here;
//! a test holds the two against each other.

/// What is done for a service, or answered for; the order is that of `TASKS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Task {
    // Process tasks.
    Inform,
    Intake,
    Handle,
    Advise,
    Decide,
    Deliver,
    Aftercare,
    Review,
    // Service aspects.
    Policy,
    Content,
    Quality,
    Knowledge,
    Budget,
    Privacy,
    // Channel aspects.
    Steering,
    Capacity,
    Operation,
    Technology,
    Change,
}

/// A set of tasks, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tasks(pub u32);

/// What is done to data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Operation {
    Read,
    Create,
    Update,
    Delete,
    Reopen,
    Force,
}

/// A set of operations, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Operations(pub u8);

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Trait {
    Note,
    Public,
    Internal,
    Contact,
    Legal,
    Personal,
    Special,
    Authentic,
    Decision,
    Payment,
}

/// A set of traits, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Traits(pub u16);

/// How confidential data is, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Confidentiality {
    Openbaar,
    BeperktOpenbaar,
    Intern,
    Zaakvertrouwelijk,
    Vertrouwelijk,
    Confidentieel,
    Geheim,
    ZeerGeheim,
}

/// How sure an identity is (eIDAS), lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum Assurance {
    #[default]
    None,
    Low,
    Substantial,
    High,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum UnitKind {
    Board,
    Directorate,
    Front,
    Kcc,
    Mid,
    Back,
    Team,
    Staff,
    Oversight,
    Partner,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Complexity {
    Simple,
    Composite,
    Specialist,
}

/// The medium of a channel; its default mode and its class stand in the vocabulary file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Medium {
    Phone,
    Counter,
    Visit,
    Video,
    Chat,
    Chatbot,
    Web,
    Portal,
    App,
    Form,
    Email,
    Letter,
    Message,
    Messagebox,
    Social,
    Sms,
    Kiosk,
    Api,
}

/// A word that selects a class of things, by the noun whose selector it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Kind(UnitKind),
    Sync,
    Async,
    Physical,
    Digital,
    Medium(Medium),
    Complexity(Complexity),
    Trait(Trait),
}

macro_rules! members {
    ($set:ident, $member:ident, $bits:ty, $($variant:ident)+) => {
        impl $member {
            /// All members in the order of the vocabulary file.
            pub const ALL: &[$member] = &[$($member::$variant),+];

            pub fn bit(self) -> $set {
                $set(1 << self as u8)
            }
        }

        impl $set {
            pub const NONE: $set = $set(0);

            pub fn has(self, member: $member) -> bool {
                self.0 & member.bit().0 != 0
            }

            pub fn is_empty(self) -> bool {
                self.0 == 0
            }

            pub fn overlaps(self, other: $set) -> bool {
                self.0 & other.0 != 0
            }

            #[must_use]
            pub fn and(self, other: $set) -> $set {
                $set(self.0 & other.0)
            }

            #[must_use]
            pub fn or(self, other: $set) -> $set {
                $set(self.0 | other.0)
            }

            #[must_use]
            pub fn minus(self, other: $set) -> $set {
                $set(self.0 & !other.0)
            }

            pub fn iter(self) -> impl Iterator<Item = $member> {
                $member::ALL.iter().copied().filter(move |&it| self.has(it))
            }
        }

        impl FromIterator<$member> for $set {
            fn from_iter<T: IntoIterator<Item = $member>>(members: T) -> Self {
                members.into_iter().fold($set::NONE, |set, it| set.or(it.bit()))
            }
        }
    };
}

members!(Tasks, Task, u32, Inform Intake Handle Advise Decide Deliver Aftercare Review Policy Content Quality Knowledge Budget Privacy Steering Capacity Operation Technology Change);
members!(Operations, Operation, u8, Read Create Update Delete Reopen Force);
members!(Traits, Trait, u16, Note Public Internal Contact Legal Personal Special Authentic Decision Payment);

impl Tasks {
    pub const ALL: Tasks = Tasks((1 << 19) - 1);
    /// The eight process tasks.
    pub const PROCESS: Tasks = Tasks(0xff);
}

impl Operations {
    pub const ALL: Operations = Operations(0x3f);
    /// `write`: all but `read`.
    pub const WRITE: Operations = Operations(0x3e);
}

impl Traits {
    /// What the class word `personal` selects: `personal` itself, `contact`, `special`, `payment`.
    pub const PERSONAL_DATA: Traits =
        Traits(1 << Trait::Personal as u16 | 1 << Trait::Contact as u16 | 1 << Trait::Special as u16 | 1 << Trait::Payment as u16);
    /// Data whose writing asks for an identity: personal data and authentic data.
    pub const CUSTOMER: Traits = Traits(Traits::PERSONAL_DATA.0 | 1 << Trait::Authentic as u16);
}

impl UnitKind {
    /// A front office: `front` or `kcc`.
    pub fn is_front(self) -> bool {
        matches!(self, UnitKind::Front | UnitKind::Kcc)
    }
}
