//! Filters of what a command shows, in the words of the language.

use clap::Args;

use super::failure::Failure;
use crate::model::asked::Side;

/// Selectors as in statements: `Paspoort`, `sync except Video`, `#klant`, `*`.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Filters, with selectors as in statements (\"sync except Video\")")]
pub(super) struct Filters {
    /// Only these services and themes
    #[arg(long, value_name = "SERVICES", allow_hyphen_values = true)]
    of: Option<String>,

    /// Only these channels
    #[arg(long, value_name = "CHANNELS", allow_hyphen_values = true)]
    via: Option<String>,

    /// Only these audiences
    #[arg(long, value_name = "AUDIENCES", allow_hyphen_values = true)]
    serving: Option<String>,

    /// Only these locations; channels without a place stay
    #[arg(long, value_name = "LOCATIONS", allow_hyphen_values = true)]
    at: Option<String>,

    /// Only these units, with all nested in them
    #[arg(long, value_name = "UNITS", allow_hyphen_values = true)]
    unit: Option<String>,

    /// Only these tasks
    #[arg(id = "for", long = "for", value_name = "TASKS", allow_hyphen_values = true)]
    tasks: Option<String>,

    /// Only these data
    #[arg(id = "to", long = "to", value_name = "DATA", allow_hyphen_values = true)]
    data: Option<String>,
}

impl Filters {
    /// Those that are given, in the order of [`Side`].
    pub(super) fn given(&self) -> Vec<(Side, String)> {
        let all = Side::ALL.map(|side| {
            let text = match side {
                Side::Units => &self.unit,
                Side::Tasks => &self.tasks,
                Side::Data => &self.data,
                Side::Services => &self.of,
                Side::Channels => &self.via,
                Side::Audiences => &self.serving,
                Side::Locations => &self.at,
            };
            text.clone().map(|text| (side, text))
        });
        all.into_iter().flatten().collect()
    }
}

/// Refuses a filter on a side that a view does not heed: it would change nothing.
pub(super) fn heed(given: &[(Side, String)], sides: &[Side], view: &str) -> Result<(), Failure> {
    let Some((side, _)) = given.iter().find(|(side, _)| !sides.contains(side)) else { return Ok(()) };
    let known: Vec<&str> = sides.iter().map(|it| it.flag()).collect();
    Err(Failure::Usage(format!("`{}` changes nothing in `{view}`, which heeds {}", side.flag(), known.join(", "))))
}
