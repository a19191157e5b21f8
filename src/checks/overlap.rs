//! What two answer for.

pub mod accountable;
pub mod audience;
pub mod channel_chief;
pub mod content;
pub mod contradiction;
pub mod decide;
pub mod delegator;
pub mod entrance;
pub mod redundant;
pub mod responsible;
pub mod writers;
