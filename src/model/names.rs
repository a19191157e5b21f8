//! Names for people: what a thing, field or class is called in a message.

use super::tables::Space;
use super::words::Key;
use super::{AudienceId, ChannelId, FieldId, LocationId, Model, RecordId, ServiceId, Thing, UnitId};
use crate::intern::Symbol;
use crate::syntax::ast::Property;

impl Model {
    pub fn text(&self, symbol: Symbol) -> &str {
        self.names.name(symbol)
    }

    pub fn unit_name(&self, id: UnitId) -> &str {
        self.text(self.units[id.at()].thing.symbol)
    }

    pub fn channel_name(&self, id: ChannelId) -> &str {
        self.text(self.channels[id.at()].thing.symbol)
    }

    pub fn location_name(&self, id: LocationId) -> &str {
        self.text(self.locations[id.at()].thing.symbol)
    }

    pub fn audience_name(&self, id: AudienceId) -> &str {
        self.text(self.audiences[id.at()].thing.symbol)
    }

    /// The name of a service or theme.
    pub fn service_name(&self, id: ServiceId) -> &str {
        self.text(self.services[id.at()].thing.symbol)
    }

    pub fn record_name(&self, id: RecordId) -> &str {
        self.text(self.records[id.at()].thing.symbol)
    }

    /// `Klant.adres`.
    pub fn field_name(&self, id: FieldId) -> String {
        let field = &self.fields[id.at()];
        format!("{}.{}", self.record_name(field.record), self.text(field.symbol))
    }

    /// Everything declared but the organisation: units, channels, locations, audiences, services, records.
    pub fn things(&self) -> impl Iterator<Item = &Thing> {
        super::tables::DECLARED.into_iter().flat_map(|space| self.things_of(space))
    }

    pub(crate) fn things_of(&self, space: Space) -> Box<dyn Iterator<Item = &Thing> + '_> {
        match space {
            Space::Unit => Box::new(self.units.iter().map(|it| &it.thing)),
            Space::Channel => Box::new(self.channels.iter().map(|it| &it.thing)),
            Space::Location => Box::new(self.locations.iter().map(|it| &it.thing)),
            Space::Audience => Box::new(self.audiences.iter().map(|it| &it.thing)),
            Space::Service => Box::new(self.services.iter().map(|it| &it.thing)),
            Space::Record => Box::new(self.records.iter().map(|it| &it.thing)),
            _ => Box::new(std::iter::empty()),
        }
    }

    /// Where a thing states a property: its `key: value`.
    pub fn property(&self, declaration: u32, key: Key) -> Option<&Property> {
        let symbol = self.names.get(key.word())?;
        let slice = self.ast.declarations.get(declaration as usize)?.properties;
        self.ast.properties[slice.range()].iter().find(|it| it.key.symbol == symbol)
    }
}
