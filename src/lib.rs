//! Loket: who serves, who decides, who may write. Reads `.org` policies, checks them as sets and graphs, and
//! finds gaps, overlaps and risky mutations.

pub mod baseline;
pub mod capacity;
pub mod check;
pub mod checks;
pub mod cli;
pub mod describe;
pub mod finding;
pub mod fix;
pub mod format;
pub mod govern;
pub mod graph;
pub mod intern;
pub mod layout;
pub mod matrix;
pub mod model;
pub mod phrase;
pub mod policy;
pub mod render;
pub mod settings;
pub mod source;
pub mod space;
pub mod syntax;
