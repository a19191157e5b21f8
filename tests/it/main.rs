//! All integration tests, in one binary.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod baseline;
mod brute;
mod capacity;
mod cli;
mod crowds;
mod describe;
mod desk;
mod editors;
mod fixes;
mod format;
mod found;
mod fresh;
mod govern;
mod graph;
mod helps;
mod house;
mod json;
mod language;
mod layout;
mod matrix;
mod model;
mod mutants;
mod outputs;
mod periods;
mod policies;
mod queues;
mod readings;
mod rules;
mod settings;
mod silence;
mod slips;
mod snapshots;
mod steering;
mod support;
mod syntax;
