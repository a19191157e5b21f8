//! Who may decide.

pub mod missing;
pub mod not_onward;
pub mod wider_than_source;
