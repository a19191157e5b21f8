//! What two answer for.

pub mod accountable;
pub mod contradiction;
pub mod decide;
pub mod redundant;
pub mod responsible;
pub mod writers;
