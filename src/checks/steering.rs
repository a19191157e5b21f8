//! Who steers the channels.

pub mod audience_incomplete;
pub mod by_channel_only;
pub mod chief_without_back;
pub mod chief_without_powers;
pub mod conflict;
pub mod location_of_virtual;
pub mod split_service;
pub mod temporary_no_end;
