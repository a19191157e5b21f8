//! What an organisation states.

use super::super::Organisation;
use super::super::value;
use super::super::words::Key;
use super::{Given, Reader};

pub(super) fn read(reader: &mut Reader<'_, '_>, given: &[Given], it: &mut Organisation) {
    for property in given {
        match property.key {
            Key::Kind => it.kind = reader.symbol(property),
            Key::Residents => it.residents = reader.parsed(property, value::count),
            Key::Contacts => it.contacts = reader.parsed(property, value::rate),
            Key::Budget => it.budget = reader.parsed(property, value::amount),
            Key::PolicyFreedom => it.freedom = reader.word(property),
            Key::Phase => it.phase = reader.word(property),
            Key::Arrangement => it.arrangement = reader.word(property),
            Key::AsOf => it.as_of = reader.date(property),
            _ => {}
        }
    }
}
