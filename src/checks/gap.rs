//! What nobody answers for.

pub mod field_unwritable;
pub mod hours;
pub mod location_unstaffed;
pub mod not_offered;
pub mod right_missing;
pub mod unaccountable;
pub mod undecided;
pub mod unserved;
pub mod unsteered;
