//! How the rest of the organisation is built.

pub mod arrangement_mismatch;
pub mod kcc_advised;
pub mod mixed_step;
pub mod orphan_unit;
pub mod service_in_two_backs;
pub mod stale_review;
pub mod team_incomplete;
pub mod team_simple_peak;
