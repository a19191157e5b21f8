//! What a unit states.

use super::super::tables::Space;
use super::super::value::{self, Duration};
use super::super::words::{Answer, Key, Link, Relation, Word};
use super::super::{Agents, ChannelId, RecordId, Surge, Unit, UnitId};
use super::{Given, Reader};
use crate::syntax::ast::{Atom, AtomKind, Value};

pub(super) fn read(reader: &mut Reader<'_, '_>, given: &[Given], it: &mut Unit) {
    for property in given {
        match property.key {
            Key::Kind => it.kind = reader.word(property),
            Key::Line => it.line = reader.parsed(property, value::line),
            Key::Staff => it.staff = reader.parsed(property, value::fte),
            Key::People => it.people = reader.parsed(property, value::count),
            Key::Agents => it.agents = agents(reader, property),
            Key::Surge => it.surge = surge(reader, property),
            Key::Skills => it.skills = reader.symbols(property),
            Key::Scarce => it.scarce = reader.symbols(property),
            Key::Hours => it.hours = reader.hours(property),
            Key::Locations => it.locations = Some(reader.locations(property)),
            Key::Ceiling => it.ceiling = reader.word(property),
            Key::Formality => it.formality = reader.word(property),
            Key::Readiness => it.readiness = reader.word(property),
            Key::Outsourced => {
                let denied = reader.is_answer(property) == Some(Answer::No);
                it.outsourced_to = reader.text(property, "write to whom in quotes, or drop it");
                it.outsourced = !denied;
            }
            Key::Relation => it.relation = reader.word(property),
            Key::Agreement => it.agreement = reader.text(property, "write which one in quotes, or drop it"),
            Key::PolicyFreedom => it.freedom = reader.word(property),
            Key::Budget => it.budget = reader.parsed(property, value::amount),
            Key::Shrinkage => it.shrinkage = reader.parsed(property, value::percentage),
            Key::Views => it.views = reader.things(property, Space::Record).into_iter().map(RecordId).collect(),
            _ => {}
        }
    }
    // What few can do is something that they can do.
    let rare: Vec<_> = it.scarce.iter().copied().filter(|skill| !it.skills.contains(skill)).collect();
    it.skills.extend(rare);
    it.outsourced |= it.relation == Some(Relation::Outsourced);
}

fn agents(reader: &mut Reader<'_, '_>, property: &Given) -> Vec<Agents> {
    let mut found = Vec::new();
    for value in reader.listed(property) {
        let parts = parts(reader, value);
        match parts {
            Some(Parts { count, via: Some(via), from: None, within: None }) => {
                let channel = reader.name(Space::Channel, &via);
                found.extend(channel.map(|it| Agents { count, channel: ChannelId(it), span: value.span }));
            }
            _ => reader.wrong(property, value.span),
        }
    }
    found
}

fn surge(reader: &mut Reader<'_, '_>, property: &Given) -> Vec<Surge> {
    let mut found = Vec::new();
    for value in reader.listed(property) {
        let Some(parts) = parts(reader, value) else {
            reader.wrong(property, value.span);
            continue;
        };
        found.push(Surge {
            count: parts.count,
            channel: parts.via.and_then(|it| reader.name(Space::Channel, &it)).map(ChannelId),
            from: parts.from.and_then(|it| reader.name(Space::Unit, &it)).map(UnitId),
            within: parts.within,
            span: value.span,
        });
    }
    found
}

/// A number, then `via`, `from` and `within` with what belongs to them, each at most once and in any order.
struct Parts {
    count: u32,
    via: Option<Atom>,
    from: Option<Atom>,
    within: Option<Duration>,
}

fn parts(reader: &Reader<'_, '_>, value: &Value) -> Option<Parts> {
    let (number, mut rest) = reader.atoms(value).split_first()?;
    if value.arrow || number.kind != AtomKind::Quantity {
        return None;
    }
    let text = |atom: &Atom| reader.names.name(atom.symbol);
    let link = |atom: &Atom| if atom.kind == AtomKind::Word { Link::find(text(atom)) } else { None };
    let mut parts = Parts { count: value::count(text(number))?, via: None, from: None, within: None };
    while let Some((word, tail)) = rest.split_first() {
        let length = tail.iter().position(|it| link(it).is_some()).unwrap_or(tail.len());
        let (operand, tail) = tail.split_at(length);
        rest = tail;
        match (link(word)?, operand) {
            (Link::Via, [name]) if parts.via.is_none() && Reader::is_name(name) => parts.via = Some(*name),
            (Link::From, [name]) if parts.from.is_none() && Reader::is_name(name) => parts.from = Some(*name),
            (Link::Within, time) if parts.within.is_none() => {
                let words: Vec<&str> = time.iter().map(text).collect();
                parts.within = Some(value::duration(&words.join(" "))?);
            }
            _ => return None,
        }
    }
    Some(parts)
}
