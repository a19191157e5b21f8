//! A policy against its own habits.

pub mod naming;
pub mod undocumented;
