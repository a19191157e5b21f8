//! From the first line to the second and third.

pub mod cycle;
pub mod dead_end;
pub mod missing;
