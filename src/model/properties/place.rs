//! What a location or audience states.

use super::super::Place;
use super::super::value;
use super::super::words::Key;
use super::{Given, Reader};

pub(super) fn read(reader: &mut Reader<'_, '_>, given: &[Given], it: &mut Place) {
    for property in given {
        match property.key {
            Key::Hours => it.hours = reader.hours(property),
            Key::Address => it.address = reader.symbol(property),
            Key::Size => it.size = reader.parsed(property, value::count),
            Key::Disjoint => it.disjoint = reader.answer(property),
            _ => {}
        }
    }
}
