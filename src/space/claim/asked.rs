//! From filters to sets.

use super::super::Space;
use super::super::filter::Filter;
use super::{Compiler, Dim};
use crate::finding::{Finding, Level};
use crate::model::asked::{Asked, Side};
use crate::model::words::Tasks;

impl Space<'_> {
    /// What filters choose, or what is wrong with them: one that chooses nothing is told at its place on the command line.
    pub fn filter(&self, asked: &Asked) -> Result<Filter, Vec<Finding>> {
        let (dimensions, sets) = (&self.dimensions, &self.sets);
        let mut compiler = Compiler::new(self.model, &asked.meanings, dimensions, sets, &self.regions);
        let mut select = |side: Side, dim: Dim, all| compiler.select(dim, asked.selector(side), all);
        let services = select(Side::Services, Dim::Services, dimensions.all_services);
        let channels = select(Side::Channels, Dim::Channels, dimensions.all_touchpoints);
        let mut filter = Filter {
            units: select(Side::Units, Dim::Subtrees, dimensions.all_units),
            fields: select(Side::Data, Dim::Fields, dimensions.all_fields),
            services: sets.difference(services, dimensions.gone),
            touchpoints: channels,
            audiences: select(Side::Audiences, Dim::Audiences, dimensions.all_audiences),
            tasks: Tasks::ALL,
            stated: Side::ALL.map(|side| asked.selector(side).is_some()),
        };
        if asked.selector(Side::Locations).is_some() {
            let places = sets.union(select(Side::Locations, Dim::Locations, channels), dimensions.placeless);
            filter.touchpoints = sets.intersection(channels, places);
        }
        if let Some(selector) = asked.selector(Side::Tasks) {
            filter.tasks = compiler.tasks(&selector);
        }
        let empty = |side: Side| match side {
            Side::Units => filter.units.is_empty(),
            Side::Tasks => filter.tasks.is_empty(),
            Side::Data => filter.fields.is_empty(),
            Side::Services => filter.services.is_empty(),
            Side::Channels => channels.is_empty(),
            Side::Audiences => filter.audiences.is_empty(),
            Side::Locations => !channels.is_empty() && filter.touchpoints.is_empty(),
        };
        let mut findings = Vec::new();
        for side in Side::ALL {
            if let Some(selector) = asked.selector(side).filter(|_| empty(side)) {
                findings.push(nothing(side, selector.span, &asked.sources));
            }
        }
        if findings.is_empty() { Ok(filter) } else { Err(findings) }
    }
}

fn nothing(side: Side, span: crate::source::Span, sources: &crate::source::Sources) -> Finding {
    let text = sources.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let (what, help) = match side {
        Side::Units => ("unit", "no declared unit is of that kind, or `except` leaves none"),
        Side::Tasks => ("task", "`except` leaves none"),
        Side::Data => ("field", "no declared field has that trait, or `except` leaves none"),
        Side::Services => ("service", "it has no service in it from this day on, or `except` leaves none"),
        Side::Channels => ("channel", "no declared channel is of that class, or `except` leaves none"),
        Side::Audiences => ("audience", "`except` leaves none"),
        Side::Locations => ("channel", "none of the channels stands there"),
    };
    let message = format!("`{} {text}` leaves no {what} to show", side.flag());
    Finding::new("", Level::Error, span, message).note("chooses nothing").help(help)
}
