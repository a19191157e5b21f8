//! The list of all rules, by id. A test holds it against the files.

pub mod accept;
pub mod expect;
pub mod gap;
pub mod handover;
pub mod mandate;
pub mod name;
pub mod overlap;
pub mod risk;
pub mod syntax;

use crate::check::Rule;

/// All rules, sorted by id.
pub static ALL: &[&Rule] = &[
    &accept::expired::RULE,
    &accept::incomplete::RULE,
    &accept::unused::RULE,
    &expect::failed::RULE,
    &gap::field_unwritable::RULE,
    &gap::location_unstaffed::RULE,
    &gap::not_offered::RULE,
    &gap::right_missing::RULE,
    &gap::unaccountable::RULE,
    &gap::undecided::RULE,
    &gap::unserved::RULE,
    &gap::unsteered::RULE,
    &handover::cycle::RULE,
    &handover::dead_end::RULE,
    &handover::missing::RULE,
    &mandate::missing::RULE,
    &mandate::not_onward::RULE,
    &mandate::wider_than_source::RULE,
    &name::confusable::RULE,
    &name::duplicate::RULE,
    &name::empty_box::RULE,
    &name::unknown_property::RULE,
    &name::unresolved::RULE,
    &name::unused::RULE,
    &overlap::accountable::RULE,
    &overlap::contradiction::RULE,
    &overlap::decide::RULE,
    &overlap::redundant::RULE,
    &overlap::responsible::RULE,
    &overlap::writers::RULE,
    &risk::above_ceiling::RULE,
    &risk::blanket::RULE,
    &risk::front_mutation::RULE,
    &risk::identity_too_low::RULE,
    &risk::inherited_front::RULE,
    &risk::no_second_pair_of_eyes::RULE,
    &risk::separation::RULE,
    &syntax::bidi::RULE,
    &syntax::encoding::RULE,
    &syntax::error::RULE,
    &syntax::org_mode::RULE,
];
