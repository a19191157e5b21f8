//! What is wrong with the text.

pub mod bidi;
pub mod encoding;
pub mod error;
pub mod org_mode;
