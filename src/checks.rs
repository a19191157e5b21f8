//! The list of all rules, by id. A test holds it against the files.

pub mod accept;
pub mod capacity;
pub mod expect;
pub mod gap;
pub mod handover;
pub mod mandate;
pub mod name;
pub mod overlap;
pub mod people;
pub mod relation;
pub mod risk;
pub mod steering;
pub mod structure;
pub mod style;
pub mod syntax;

use crate::check::Rule;

/// All rules, sorted by id.
pub static ALL: &[&Rule] = &[
    &accept::expired::RULE,
    &accept::incomplete::RULE,
    &accept::unused::RULE,
    &capacity::average_only::RULE,
    &capacity::backlog::RULE,
    &capacity::no_surge::RULE,
    &capacity::occupancy::RULE,
    &capacity::overload::RULE,
    &capacity::second_line::RULE,
    &capacity::service_level::RULE,
    &capacity::surge_unskilled::RULE,
    &capacity::team_under_peak::RULE,
    &expect::failed::RULE,
    &gap::audience_unreached::RULE,
    &gap::blind_front::RULE,
    &gap::field_unwritable::RULE,
    &gap::hours::RULE,
    &gap::location_unstaffed::RULE,
    &gap::no_answer_norm::RULE,
    &gap::no_general_entrance::RULE,
    &gap::not_offered::RULE,
    &gap::right_missing::RULE,
    &gap::unaccountable::RULE,
    &gap::undecided::RULE,
    &gap::unserved::RULE,
    &gap::unsteered::RULE,
    &gap::write_undecided::RULE,
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
    &overlap::channel_chief::RULE,
    &overlap::contradiction::RULE,
    &overlap::decide::RULE,
    &overlap::redundant::RULE,
    &overlap::responsible::RULE,
    &overlap::writers::RULE,
    &people::formality_clash::RULE,
    &people::readiness::RULE,
    &people::scarce::RULE,
    &people::skill_gap::RULE,
    &people::span::RULE,
    &relation::freedom_contradiction::RULE,
    &relation::no_agreement::RULE,
    &relation::no_internal_owner::RULE,
    &relation::outsider_decides::RULE,
    &risk::above_ceiling::RULE,
    &risk::authentic_outside_source::RULE,
    &risk::blanket::RULE,
    &risk::excess_right::RULE,
    &risk::experimental::RULE,
    &risk::front_mutation::RULE,
    &risk::identity_too_low::RULE,
    &risk::inform_only_writes::RULE,
    &risk::inherited_front::RULE,
    &risk::no_purpose::RULE,
    &risk::no_second_pair_of_eyes::RULE,
    &risk::outside_partner::RULE,
    &risk::separation::RULE,
    &risk::team_alone::RULE,
    &risk::unlogged::RULE,
    &steering::audience_incomplete::RULE,
    &steering::by_channel_only::RULE,
    &steering::chief_without_back::RULE,
    &steering::chief_without_powers::RULE,
    &steering::conflict::RULE,
    &steering::location_of_virtual::RULE,
    &steering::split_service::RULE,
    &steering::temporary_no_end::RULE,
    &structure::arrangement_mismatch::RULE,
    &structure::kcc_advised::RULE,
    &structure::mixed_step::RULE,
    &structure::orphan_unit::RULE,
    &structure::service_in_two_backs::RULE,
    &structure::stale_review::RULE,
    &structure::team_incomplete::RULE,
    &structure::team_simple_peak::RULE,
    &style::naming::RULE,
    &style::undocumented::RULE,
    &syntax::bidi::RULE,
    &syntax::encoding::RULE,
    &syntax::error::RULE,
    &syntax::org_mode::RULE,
];
