//! What binds partners and those to whom work is put out.

pub mod freedom_contradiction;
pub mod no_agreement;
pub mod no_internal_owner;
pub mod outsider_decides;
