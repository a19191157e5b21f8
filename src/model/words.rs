//! The closed vocabulary as types. The spellings stand in `grammar/vocabulary.toml`, in the order of the variants here;
//! a test holds the two against each other.

mod annotation;
mod sets;

use super::vocabulary::{self, Entry};

pub use annotation::{Annotation, Argument};

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

/// A class of channels, beside the media.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum ChannelClass {
    Sync,
    Async,
    Physical,
    Digital,
}

/// The word for all operations but `read`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Writing {
    Write,
}

/// How much the rules leave to whoever decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Discretion {
    Bound,
    Some,
    Wide,
}

/// How much policy somebody makes itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Freedom {
    None,
    Limited,
    Wide,
}

/// The phases of Antwoord, first to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Phase {
    Dienst,
    Kanaal,
    Frontoffice,
    Gemeente,
    Overheid,
}

/// How an organisation arranges its contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Arrangement {
    Kcc,
    Teams,
    Mixed,
}

/// How a unit works with people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Formality {
    Formal,
    Informal,
}

/// How ready a unit is for change, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Readiness {
    Low,
    Medium,
    High,
}

/// How a partner is bound to the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Relation {
    Chain,
    Network,
    Shared,
    Outsourced,
    Insourced,
    Supplier,
}

/// A day of the week, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// What makes a right safer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Safeguard {
    Verified,
    FourEyes,
    AfterCheck,
    Logged,
    InCase,
    Reversible,
    Notified,
}

/// The words before an operand in the values of a record's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum FieldWord {
    Source,
    Confidential,
    Assurance,
}

/// The words between the parts of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Link {
    Via,
    From,
    Within,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Answer {
    Yes,
    No,
}

/// The units of durations and rates; their forms and lengths stand in the vocabulary file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Workday,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Measure {
    Fte,
}

/// The properties of all nouns, each once, in the order in which the vocabulary file first names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Key {
    Kind,
    Residents,
    Contacts,
    Budget,
    PolicyFreedom,
    Phase,
    Arrangement,
    AsOf,
    Hours,
    Address,
    Size,
    Disjoint,
    Medium,
    Mode,
    Locations,
    Audiences,
    Assurance,
    Formal,
    General,
    Peak,
    Yearly,
    Handling,
    Target,
    Patience,
    Reply,
    SectionOf,
    Until,
    From,
    Line,
    Staff,
    People,
    Agents,
    Surge,
    Skills,
    Scarce,
    Ceiling,
    Formality,
    Readiness,
    Outsourced,
    Relation,
    Agreement,
    Shrinkage,
    Views,
    Upl,
    Complexity,
    Discretion,
    Decision,
    Volume,
    Immediate,
    Process,
    Separate,
    Body,
    Mandatable,
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

/// A closed list of words.
pub trait Word: Copy + std::fmt::Debug + 'static {
    /// All of them in the order of the vocabulary file.
    const ALL: &'static [Self];
    const SET: Set;

    /// The spelling.
    fn word(self) -> &'static str;

    /// The one so spelled.
    fn find(word: &str) -> Option<Self> {
        vocabulary::get()
            .words(Self::SET)
            .iter()
            .position(|it| it.word == word)
            .and_then(|at| Self::ALL.get(at).copied())
    }
}

macro_rules! words {
    ($($name:ident { $($variant:ident)+ })+) => {
        /// The lists of words, each by the name of its type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Set {
            $($name),+
        }

        impl Set {
            pub const ALL: &[Set] = &[$(Set::$name),+];
        }

        $(
            impl $name {
                /// All of them in the order of the vocabulary file.
                pub const ALL: &[$name] = &[$($name::$variant),+];

                /// Its entry in the vocabulary file.
                pub fn entry(self) -> &'static Entry {
                    &vocabulary::get().words(Set::$name)[self as usize]
                }

                /// Its spelling.
                pub fn word(self) -> &'static str {
                    self.entry().word
                }
            }

            impl Word for $name {
                const ALL: &'static [Self] = $name::ALL;
                const SET: Set = Set::$name;

                fn word(self) -> &'static str {
                    self.entry().word
                }
            }
        )+
    };
}

words! {
    Task { Inform Intake Handle Advise Decide Deliver Aftercare Review Policy Content Quality Knowledge Budget Privacy Steering Capacity Operation Technology Change }
    Operation { Read Create Update Delete Reopen Force }
    Writing { Write }
    Trait { Note Public Internal Contact Legal Personal Special Authentic Decision Payment }
    Confidentiality { Openbaar BeperktOpenbaar Intern Zaakvertrouwelijk Vertrouwelijk Confidentieel Geheim ZeerGeheim }
    Assurance { None Low Substantial High }
    UnitKind { Board Directorate Front Kcc Mid Back Team Staff Oversight Partner }
    Complexity { Simple Composite Specialist }
    Medium { Phone Counter Visit Video Chat Chatbot Web Portal App Form Email Letter Message Messagebox Social Sms Kiosk Api }
    ChannelClass { Sync Async Physical Digital }
    Discretion { Bound Some Wide }
    Freedom { None Limited Wide }
    Phase { Dienst Kanaal Frontoffice Gemeente Overheid }
    Arrangement { Kcc Teams Mixed }
    Formality { Formal Informal }
    Readiness { Low Medium High }
    Relation { Chain Network Shared Outsourced Insourced Supplier }
    Weekday { Mon Tue Wed Thu Fri Sat Sun }
    Safeguard { Verified FourEyes AfterCheck Logged InCase Reversible Notified }
    FieldWord { Source Confidential Assurance }
    Link { Via From Within }
    Answer { Yes No }
    TimeUnit { Second Minute Hour Day Week Month Year Workday }
    Measure { Fte }
    Annotation { Accept Source Id Review Rule }
    Argument { Until Because By Level Help }
    Key {
        Kind Residents Contacts Budget PolicyFreedom Phase Arrangement AsOf Hours Address Size Disjoint Medium Mode Locations
        Audiences Assurance Formal General Peak Yearly Handling Target Patience Reply SectionOf Until From Line Staff People
        Agents Surge Skills Scarce Ceiling Formality Readiness Outsourced Relation Agreement Shrinkage Views Upl Complexity
        Discretion Decision Volume Immediate Process Separate Body Mandatable
    }
}

impl ChannelClass {
    pub fn class(self) -> Class {
        match self {
            ChannelClass::Sync => Class::Sync,
            ChannelClass::Async => Class::Async,
            ChannelClass::Physical => Class::Physical,
            ChannelClass::Digital => Class::Digital,
        }
    }
}

impl UnitKind {
    /// A front office: `front` or `kcc`.
    pub fn is_front(self) -> bool {
        matches!(self, UnitKind::Front | UnitKind::Kcc)
    }
}
