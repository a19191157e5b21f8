//! Dangerous mutations.

pub mod above_ceiling;
pub mod blanket;
pub mod front_mutation;
pub mod identity_too_low;
pub mod inherited_front;
pub mod no_second_pair_of_eyes;
pub mod separation;
