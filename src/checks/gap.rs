//! What nobody answers for.

pub mod audience_unreached;
pub mod blind_front;
pub mod field_unwritable;
pub mod hours;
pub mod location_unstaffed;
pub mod no_answer_norm;
pub mod no_general_entrance;
pub mod not_offered;
pub mod right_missing;
pub mod unaccountable;
pub mod undecided;
pub mod unserved;
pub mod unsteered;
pub mod write_undecided;
