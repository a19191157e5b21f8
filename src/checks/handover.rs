//! From the first line to the second and third.

pub mod cycle;
pub mod dead_end;
pub mod missing;
pub mod no_deadline;
pub mod no_return;
pub mod no_second_line;
pub mod no_shared_view;
pub mod not_live;
pub mod switchboard;
pub mod team_hands_over;
pub mod too_long;
pub mod unequal;
