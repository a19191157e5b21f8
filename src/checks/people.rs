//! What is stated of people, against what they are asked to do.

pub mod formality_clash;
pub mod readiness;
pub mod scarce;
pub mod skill_gap;
pub mod span;
