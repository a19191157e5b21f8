//! Whether there are people enough when it is busy.

pub mod average_only;
pub mod backlog;
pub mod no_surge;
pub mod occupancy;
pub mod overload;
pub mod second_line;
pub mod service_level;
pub mod surge_unskilled;
pub mod team_under_peak;
