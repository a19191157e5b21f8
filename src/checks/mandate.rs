//! Who may decide.

pub mod cycle;
pub mod delegated_down;
pub mod missing;
pub mod no_reference;
pub mod not_mandatable;
pub mod not_onward;
pub mod outside;
pub mod wider_than_source;
