//! Dangerous mutations.

pub mod above_ceiling;
pub mod authentic_outside_source;
pub mod blanket;
pub mod excess_right;
pub mod experimental;
pub mod front_mutation;
pub mod identity_too_low;
pub mod inform_only_writes;
pub mod inherited_front;
pub mod no_purpose;
pub mod no_second_pair_of_eyes;
pub mod outside_partner;
pub mod separation;
pub mod team_alone;
pub mod unlogged;
