//! What is looked at: the part of the space that the filters of a command leave.

use super::Space;
use super::region::RegionId;
use super::set::SetId;
use crate::model::asked::Side;
use crate::model::words::Tasks;

/// The part of every dimension that is looked at; where there is no filter, all of it.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// With all units nested in those named.
    pub units: SetId,
    pub tasks: Tasks,
    pub fields: SetId,
    /// Leaves that exist in some period from as-of on.
    pub services: SetId,
    /// As in statements: places choose among physical touchpoints only.
    pub touchpoints: SetId,
    pub audiences: SetId,
    /// Which sides have a filter, by [`Side`].
    pub(super) stated: [bool; Side::ALL.len()],
}

impl Filter {
    /// Whether there is a filter on this side.
    pub fn has(&self, side: Side) -> bool {
        self.stated[side as usize]
    }

    /// Whether nothing is left out.
    pub fn is_all(&self) -> bool {
        self.stated == [false; Side::ALL.len()]
    }
}

impl Space<'_> {
    /// A filter that leaves nothing out.
    pub fn everything(&self) -> Filter {
        let dimensions = &self.dimensions;
        Filter {
            units: dimensions.all_units,
            tasks: Tasks::ALL,
            fields: dimensions.all_fields,
            services: dimensions.all_services,
            touchpoints: dimensions.all_touchpoints,
            audiences: dimensions.all_audiences,
            stated: [false; Side::ALL.len()],
        }
    }

    /// The touchpoints and audiences of a filter, in some periods.
    pub fn within(&self, filter: &Filter, periods: SetId) -> RegionId {
        let moments = self.dimensions.moments(&self.sets, filter.audiences, periods);
        self.regions.product(filter.touchpoints, moments)
    }
}
