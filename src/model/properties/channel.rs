//! What a channel states, and what its medium says by itself.

use super::super::tables::Space;
use super::super::value;
use super::super::vocabulary::{Mode, Reach};
use super::super::words::{ChannelClass, Key, Medium};
use super::super::{AudienceId, Channel, ChannelId};
use super::{Given, Reader};

pub(super) fn read(reader: &mut Reader<'_, '_>, given: &[Given], it: &mut Channel) {
    let mut mode = None;
    for property in given {
        match property.key {
            Key::Medium => it.medium = reader.word(property),
            Key::Mode => mode = read_mode(reader, property),
            Key::Locations => it.locations = Some(reader.locations(property)),
            Key::Audiences => {
                it.audiences = reader.things(property, Space::Audience).into_iter().map(AudienceId).collect();
            }
            Key::Hours => it.hours = reader.hours(property),
            Key::Assurance => it.assurance = reader.word(property),
            Key::Formal => it.formal = reader.answer(property),
            Key::General => it.general = reader.answer(property),
            Key::Peak => it.peak = reader.parsed(property, value::rate),
            Key::Yearly => it.yearly = reader.parsed(property, value::rate),
            Key::Handling => it.handling = reader.parsed(property, value::duration),
            Key::Target => it.target = reader.parsed(property, value::target),
            Key::Patience => it.patience = reader.parsed(property, value::duration),
            Key::Reply => it.reply = reader.parsed(property, value::reply),
            Key::SectionOf => it.section_of = reader.thing(property, Space::Channel).map(ChannelId),
            _ => {}
        }
    }
    if let Some(entry) = it.medium.map(Medium::entry) {
        it.sync = entry.mode == Some(Mode::Sync);
        it.physical = entry.reach == Some(Reach::Physical);
        it.digital = entry.reach == Some(Reach::Digital);
        if !it.physical
            && let Some(property) = given.iter().find(|it| it.key == Key::Locations)
        {
            let reason = format!("`{}` is at no location", entry.word);
            reader.out_of_range(property, &reason, "remove it, or choose a medium that is at a location");
        }
    }
    if let Some(mode) = mode {
        it.sync = mode == Mode::Sync;
    }
}

fn read_mode(reader: &mut Reader<'_, '_>, property: &Given) -> Option<Mode> {
    let is_mode = |it: ChannelClass| matches!(it, ChannelClass::Sync | ChannelClass::Async);
    let found = reader.word_among(property, is_mode)?;
    Some(if found == ChannelClass::Sync { Mode::Sync } else { Mode::Async })
}
