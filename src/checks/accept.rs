//! Acceptances of findings. They are looked at when all other rules have run, in `govern`.

pub mod expired;
pub mod incomplete;
pub mod unused;
