//! What must stay true.

pub mod failed;
