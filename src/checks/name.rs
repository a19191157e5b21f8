//! What is wrong with names and properties.

pub mod confusable;
pub mod duplicate;
pub mod empty_box;
pub mod unknown_property;
pub mod unresolved;
pub mod unused;
