//! What two answer for.

pub mod accountable;
pub mod channel_chief;
pub mod contradiction;
pub mod decide;
pub mod redundant;
pub mod responsible;
pub mod writers;
