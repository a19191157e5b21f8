//! All integration tests, in one binary.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod brute;
mod cli;
mod fresh;
mod govern;
mod house;
mod json;
mod language;
mod model;
mod policies;
mod rules;
mod settings;
mod support;
mod syntax;
