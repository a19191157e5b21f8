//! What the fields of a record are: traits, and words with an operand.

use super::super::suggest;
use super::super::tables::{Hit, Space};
use super::super::vocabulary;
use super::super::words::{Assurance, Confidentiality, FieldWord, Set, Trait, Word};
use super::super::{Field, UnitId};
use super::Reader;
use super::reader::RULE;
use crate::finding::{Finding, Level};
use crate::syntax::ast::{Atom, AtomKind, Declaration, Property, Value};

/// `fields` are the record's own, in the order of its properties.
pub(super) fn read(reader: &mut Reader<'_, '_>, declaration: &Declaration, fields: &mut [Field]) {
    let properties = &reader.ast.properties[declaration.properties.range()];
    let (names, tables) = (reader.names, reader.tables);
    let own = properties.iter().filter(|it| super::super::declare::is_field(names, tables, it));
    for (property, field) in own.zip(fields) {
        for value in &reader.ast.values[property.values.range()] {
            part(reader, property, value, field);
        }
    }
}

fn part(reader: &mut Reader<'_, '_>, property: &Property, value: &Value, field: &mut Field) {
    let names = reader.names;
    let text = |atom: &Atom| names.name(atom.symbol);
    let again = match reader.atoms(value) {
        _ if value.arrow => return wrong(reader, property, value, None),
        [word] if word.kind == AtomKind::Word && FieldWord::find(text(word)).is_some() => {
            return lacks(reader, text(word), value);
        }
        [word] if word.kind == AtomKind::Word => {
            let Some(found) = Trait::find(text(word)) else {
                let words = vocabulary::get().words(Set::Trait).iter().chain(vocabulary::get().words(Set::FieldWord));
                let words: Vec<&'static str> = words.map(|it| it.word).collect();
                let near = suggest::among(text(word), words.iter().copied()).and_then(|at| words.get(at)).copied();
                if let Some(it) = near.and_then(Trait::find) {
                    field.traits = field.traits.or(it.bit());
                }
                return wrong(reader, property, value, near);
            };
            let again = field.traits.has(found);
            field.traits = field.traits.or(found.bit());
            again
        }
        [word, operand] if word.kind == AtomKind::Word && Reader::is_name(operand) => match FieldWord::find(text(word))
        {
            Some(FieldWord::Source) => {
                let unit = reader.name(Space::Unit, operand).map(UnitId);
                std::mem::replace(&mut field.source, unit).is_some()
            }
            Some(FieldWord::Confidential) => {
                let level = level::<Confidentiality>(reader, Space::Confidentiality, operand);
                std::mem::replace(&mut field.confidential, level).is_some()
            }
            Some(FieldWord::Assurance) => {
                let level = level::<Assurance>(reader, Space::Assurance, operand);
                std::mem::replace(&mut field.assurance, level).is_some()
            }
            None => return wrong(reader, property, value, None),
        },
        _ => return wrong(reader, property, value, None),
    };
    if again {
        let name = names.name(property.key.symbol);
        let message = format!("field `{name}` says one thing twice");
        reader
            .findings
            .push(Finding::new(RULE, Level::Error, value.span, message).note("given again").help("keep one"));
    }
}

fn level<W: Word>(reader: &mut Reader<'_, '_>, space: Space, atom: &Atom) -> Option<W> {
    let number = match reader.tables.word(space, atom.symbol) {
        Some(number) => number,
        None => match reader.unresolved.miss(space, atom.symbol, atom.span)? {
            Hit::Word(number) => number,
            Hit::Thing(_) => return None,
        },
    };
    W::ALL.get(usize::from(number)).copied()
}

/// A word without what it is about.
fn lacks(reader: &mut Reader<'_, '_>, word: &str, value: &Value) {
    let (what, help) = match FieldWord::find(word) {
        Some(FieldWord::Source) => ("the name of a unit", format!("write `{word} UNIT` with the unit that keeps it")),
        Some(FieldWord::Assurance) => {
            ("a level of assurance", format!("write `{word}` with {}", vocabulary::get().shape("assurance")))
        }
        Some(FieldWord::Confidential) | None => (
            "a level of confidentiality",
            format!("write `{word}` with {}", vocabulary::get().shape("confidentiality")),
        ),
    };
    let finding = Finding::new(RULE, Level::Error, value.span, format!("`{word}` needs {what}"));
    reader.findings.push(finding.note("nothing follows").help(help));
}

fn wrong(reader: &mut Reader<'_, '_>, property: &Property, value: &Value, near: Option<&str>) {
    let names = reader.names;
    let words: Vec<&str> = reader.atoms(value).iter().map(|it| names.name(it.symbol)).collect();
    let message = format!("`{}` says nothing about field `{}`", words.join(" "), names.name(property.key.symbol));
    let help = match near {
        Some(it) => format!("did you mean `{it}`?"),
        None => format!("write {}", vocabulary::get().shape("field")),
    };
    reader.findings.push(Finding::new(RULE, Level::Error, value.span, message).note("not understood").help(help));
}
