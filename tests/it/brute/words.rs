//! The vocabulary that the random policies use, spelled out once more: the reference borrows nothing from the tool.

/// Eight process tasks, six service aspects, five channel aspects.
pub(super) const TASKS: [&str; 19] = [
    "inform",
    "intake",
    "handle",
    "advise",
    "decide",
    "deliver",
    "aftercare",
    "review", //
    "policy",
    "content",
    "quality",
    "knowledge",
    "budget",
    "privacy", //
    "steering",
    "capacity",
    "operation",
    "technology",
    "change",
];

/// The first so many of [`TASKS`] are tasks of a process, the others are aspects.
pub(super) const PROCESS_TASKS: usize = 8;

pub(super) const INFORM: usize = 0;
pub(super) const INTAKE: usize = 1;
pub(super) const HANDLE: usize = 2;
pub(super) const DECIDE: usize = 4;
pub(super) const DELIVER: usize = 5;
pub(super) const REVIEW: usize = 7;
pub(super) const STEERING: usize = 14;
pub(super) const CAPACITY: usize = 15;
pub(super) const OPERATION: usize = 16;
pub(super) const TECHNOLOGY: usize = 17;
pub(super) const CHANGE: usize = 18;

/// The aspects that need somebody accountable when the settings do not say.
pub(super) const OBLIGATORY: [&str; 4] = ["policy", "content", "steering", "capacity"];

/// What a service process consists of when it is not stated: with and without a decision.
pub(super) const DECIDING_PROCESS: [&[usize]; 4] = [&[INFORM, INTAKE], &[HANDLE], &[DECIDE], &[DELIVER]];
pub(super) const PLAIN_PROCESS: [&[usize]; 3] = [&[INFORM, INTAKE], &[HANDLE], &[DELIVER]];

/// Processes that are stated, some with and some without a decision.
pub(super) const STATED_PROCESSES: [&[&[usize]]; 5] = [
    &[&[INTAKE], &[HANDLE]],
    &[&[INFORM]],
    &[&[INTAKE, HANDLE], &[DELIVER]],
    &[&[INTAKE], &[DECIDE], &[DELIVER]],
    &[&[INTAKE], &[HANDLE, DECIDE], &[REVIEW]],
];

/// `read` first; the others write.
pub(super) const OPERATIONS: [&str; 6] = ["read", "create", "update", "delete", "reopen", "force"];
pub(super) const READ: usize = 0;
pub(super) const CREATE: usize = 1;
pub(super) const UPDATE: usize = 2;

pub(super) const KINDS: [&str; 7] = ["board", "front", "kcc", "back", "team", "directorate", "partner"];
/// The kinds of units where the work is what matters.
pub(super) const STAFFED: [&str; 6] = ["back", "front", "back", "team", "kcc", "back"];
pub(super) const ARRANGEMENTS: [&str; 3] = ["kcc", "teams", "mixed"];
pub(super) const COMPLEXITIES: [&str; 3] = ["simple", "composite", "specialist"];

/// Identity assurance, lowest first.
pub(super) const ASSURANCES: [&str; 4] = ["none", "low", "substantial", "high"];
pub(super) const LOW: usize = 1;
pub(super) const SUBSTANTIAL: usize = 2;

/// The levels of confidentiality, lowest first.
pub(super) const LEVELS: [&str; 8] = [
    "openbaar",
    "beperkt_openbaar",
    "intern",
    "zaakvertrouwelijk",
    "vertrouwelijk",
    "confidentieel",
    "geheim",
    "zeer_geheim",
];

/// The traits of a field, in the combinations that are used.
pub(super) const TRAITS: [&[&str]; 13] = [
    &[],
    &["note"],
    &["public"],
    &["internal"],
    &["contact"],
    &["legal"],
    &["personal"],
    &["payment"],
    &["special"],
    &["authentic"],
    &["decision"],
    &["personal", "authentic"],
    &["contact", "legal"],
];

/// The traits that are class words for data.
pub(super) const DATA_CLASSES: [&str; 6] = ["personal", "contact", "payment", "decision", "note", "legal"];

pub(super) struct Medium {
    pub name: &'static str,
    pub sync: bool,
    pub physical: bool,
    pub digital: bool,
}

const fn medium(name: &'static str, sync: bool, physical: bool, digital: bool) -> Medium {
    Medium { name, sync, physical, digital }
}

pub(super) const MEDIA: [Medium; 18] = [
    medium("phone", true, false, false),
    medium("counter", true, true, false),
    medium("web", false, false, true),
    medium("kiosk", false, true, false),
    medium("chat", true, false, true),
    medium("letter", false, false, false), //
    medium("visit", true, true, false),
    medium("video", true, false, true),
    medium("chatbot", true, false, true),
    medium("portal", false, false, true),
    medium("app", false, false, true),
    medium("form", false, false, true),
    medium("email", false, false, true),
    medium("message", false, false, true),
    medium("messagebox", false, false, true),
    medium("social", false, false, true),
    medium("sms", false, false, true),
    medium("api", false, false, true),
];

/// Random policies use the first so many of [`MEDIA`]: one of each sort.
pub(super) const SORTS_OF_MEDIA: usize = 6;

/// How many entrances the settings allow before one of them must be the general one.
pub(super) const ENTRANCES: usize = 1;

/// The class words for channels that are used.
pub(super) const CHANNEL_CLASSES: [&str; 6] = ["sync", "async", "physical", "digital", "phone", "web"];

/// The days on which anything begins in a random policy. The second is the day from which it is checked.
pub(super) const DAYS: [&str; 5] = ["2025-07-01", "2026-01-01", "2026-04-01", "2026-09-01", "2027-01-01"];

/// The day before each of [`DAYS`]: what ends there is written `until` this day.
pub(super) const EVES: [&str; 5] = ["2025-06-30", "2025-12-31", "2026-03-31", "2026-08-31", "2026-12-31"];

/// The position among the days of a policy of the day from which it is checked.
pub(super) const AS_OF: usize = 1;
