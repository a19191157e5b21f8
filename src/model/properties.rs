//! The second pass over declarations: each property is read by the shape that the vocabulary gives it.

mod channel;
mod organisation;
mod place;
mod reader;
mod record;
mod service;
mod unit;

use super::tables::Tables;
use super::unresolved::Unresolved;
use super::words::Key;
use super::{Days, Model, Thing};
use crate::finding::Finding;
use crate::intern::Interner;
use crate::source::Span;
use crate::syntax::ast::{Ast, Noun};
use reader::{Given, Reader};

/// Fills in the facts of everything declared, and when it exists. `ids` as [`super::declare::declare`] gives them.
pub(crate) fn read<'a>(
    ast: &'a Ast,
    names: &'a Interner,
    tables: &'a Tables,
    unresolved: &mut Unresolved<'a>,
    ids: &[u32],
    model: &mut Model,
    findings: &mut Vec<Finding>,
) {
    let told = findings.len();
    let mut reader = Reader { ast, names, tables, unresolved, findings };
    let mut organised = false;
    for (declaration, &id) in ast.declarations.iter().zip(ids) {
        let given = reader.given(declaration);
        let at = id as usize;
        match declaration.noun {
            Noun::Organisation => {
                if let Some(it) = model.organisation.as_mut().filter(|_| !organised) {
                    organisation::read(&mut reader, &given, it);
                    model.as_of = it.as_of;
                    organised = true;
                }
            }
            Noun::Location => place::read(&mut reader, &given, &mut model.locations[at]),
            Noun::Audience => place::read(&mut reader, &given, &mut model.audiences[at]),
            Noun::Channel => {
                channel::read(&mut reader, &given, &mut model.channels[at]);
                exist(&mut reader, &given, &mut model.channels, at, |it| &mut it.thing);
            }
            Noun::Unit => {
                unit::read(&mut reader, &given, &mut model.units[at]);
                if model.units[at].ceiling.is_none()
                    && let Some(parent) = model.units[at].thing.parent
                {
                    model.units[at].ceiling = model.units[parent as usize].ceiling;
                }
                exist(&mut reader, &given, &mut model.units, at, |it| &mut it.thing);
            }
            Noun::Theme | Noun::Service => {
                service::read(&mut reader, &given, &mut model.services[at]);
                exist(&mut reader, &given, &mut model.services, at, |it| &mut it.thing);
            }
            Noun::Record => {
                let own = model.records[at].first_field as usize..model.records[at].fields_end as usize;
                record::read(&mut reader, declaration, &mut model.fields[own]);
                exist(&mut reader, &given, &mut model.records, at, |it| &mut it.thing);
            }
        }
    }
    spare_guessed(ast, told, findings);
}

/// A property that lacks its colon is one mistake, whatever its value is.
fn spare_guessed(ast: &Ast, told: usize, findings: &mut Vec<Finding>) {
    let mut guessed: Vec<Span> = ast.properties.iter().filter(|it| it.guessed).map(|it| it.span).collect();
    guessed.sort_unstable();
    let is_inside = |place: Span| {
        let behind = guessed.partition_point(|it| (it.file, it.start) <= (place.file, place.start));
        guessed[..behind].last().is_some_and(|it| it.file == place.file && place.end <= it.end)
    };
    let new = findings.split_off(told);
    findings.extend(new.into_iter().filter(|it| !is_inside(it.span)));
}

/// Its own dates, within those of what it is nested in.
fn exist<T>(
    reader: &mut Reader<'_, '_>,
    given: &[Given],
    list: &mut [T],
    at: usize,
    thing: impl Fn(&mut T) -> &mut Thing,
) {
    let mut days = Days::ALWAYS;
    for it in given {
        match it.key {
            Key::From => days.first = reader.date(it).unwrap_or(days.first),
            Key::Until => days.last = reader.date(it).unwrap_or(days.last),
            _ => {}
        }
    }
    if days.is_empty()
        && let Some(it) = given.iter().find(|it| it.key == Key::Until)
    {
        let help = format!("let `{}` be on or after `{}`", Key::Until.word(), Key::From.word());
        reader.out_of_range(it, "the last day lies before the first one", &help);
        days = Days::ALWAYS;
    }
    let parent = thing(&mut list[at]).parent;
    let around = parent.map_or(Days::ALWAYS, |it| thing(&mut list[it as usize]).exists);
    thing(&mut list[at]).exists = days.and(around);
}
