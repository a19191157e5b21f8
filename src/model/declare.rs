//! The first pass: what is declared, with its number, what it is nested in, and its fields. Looks into no values.

use super::tables::{DECLARED, Space, Tables};
use super::unresolved::{article, noun};
use super::vocabulary;
use super::words::{Assurance, Key, Tasks, Traits};
use super::{Channel, Days, Field, Model, Organisation, Place, Record, RecordId, Service, Thing, Unit};
use crate::finding::{Dimension, Finding, Level};
use crate::intern::{Interner, Symbol};
use crate::source::{Sources, Span, offset};
use crate::syntax::ast::{Ast, Declaration, Noun};

const DUPLICATE: &str = "name/duplicate";

/// Fills the model with things without facts. Gives for each declaration the id of its thing, among those of its name space.
pub(crate) fn declare(
    ast: &Ast,
    names: &Interner,
    tables: &Tables,
    sources: &Sources,
    model: &mut Model,
    findings: &mut Vec<Finding>,
) -> Vec<u32> {
    let mut ids = Vec::with_capacity(ast.declarations.len());
    let mut organisations = Vec::new();
    let mut repeats = Vec::new();
    let catalogs: Vec<bool> = sources.iter().map(|it| it.1.catalog).collect();
    for (at, declaration) in ast.declarations.iter().enumerate() {
        let parent = parent(ast, at, declaration);
        if let Some(finding) = misplaced(ast, names, declaration) {
            findings.push(finding);
        }
        let thing = Thing {
            symbol: declaration.name.symbol,
            label: declaration.label.clone(),
            tags: ast.tags[declaration.tags.range()].iter().map(|it| it.symbol).collect(),
            declaration: offset(at),
            span: declaration.name.span,
            parent: parent.map(|it| ids[it]),
            end: 0,
            exists: Days::ALWAYS,
            catalog: catalogs.get(declaration.name.span.file.0 as usize).copied().unwrap_or(false),
        };
        let next = match declaration.noun {
            Noun::Organisation => organisations.len(),
            Noun::Location => model.locations.len(),
            Noun::Audience => model.audiences.len(),
            Noun::Channel => model.channels.len(),
            Noun::Unit => model.units.len(),
            Noun::Theme | Noun::Service => model.services.len(),
            Noun::Record => model.records.len(),
        };
        ids.push(offset(next));
        let thing = Thing { end: offset(next + 1), ..thing };
        match declaration.noun {
            Noun::Organisation => {
                if model.organisation.is_none() {
                    model.organisation = Some(organisation(offset(at), declaration));
                }
                organisations.push(declaration.name.span);
            }
            Noun::Location => model.locations.push(place(thing)),
            Noun::Audience => model.audiences.push(place(thing)),
            Noun::Channel => model.channels.push(channel(thing)),
            Noun::Unit => model.units.push(unit(thing)),
            Noun::Theme | Noun::Service => model.services.push(service(thing, declaration.noun)),
            Noun::Record => {
                let first_field = offset(model.fields.len());
                fields(ast, names, tables, declaration, RecordId(offset(next)), &mut model.fields, &mut repeats);
                let fields_end = offset(model.fields.len());
                model.records.push(Record { thing, first_field, fields_end, all_fields_end: fields_end });
            }
        }
    }
    ends(model);
    duplicates(names, sources, model, &organisations, repeats, findings);
    taken(ast, names, tables, model, findings);
    ids
}

/// The nearest declaration around it with the same name space.
fn parent(ast: &Ast, at: usize, declaration: &Declaration) -> Option<usize> {
    let space = Space::of(declaration.noun)?;
    let mut inner = at;
    let mut around = declaration.parent;
    while let Some(it) = around {
        let it = it as usize;
        if it >= inner {
            return None;
        }
        if Space::of(ast.declarations[it].noun) == Some(space) {
            return Some(it);
        }
        inner = it;
        around = ast.declarations[it].parent;
    }
    None
}

/// A declaration inside one of another noun.
fn misplaced(ast: &Ast, names: &Interner, declaration: &Declaration) -> Option<Finding> {
    let outer = ast.declarations.get(declaration.parent? as usize)?;
    let fits = match (outer.noun, declaration.noun) {
        (Noun::Organisation, _) => false,
        (Noun::Theme, Noun::Theme | Noun::Service) => true,
        (outer, inner) => outer == inner,
    };
    if fits {
        return None;
    }
    let word = |noun: Noun| article(vocabulary::get().noun(noun).word);
    let (name, around) = (names.name(declaration.name.symbol), names.name(outer.name.symbol));
    let message = format!("{} cannot be declared inside {}", word(declaration.noun), word(outer.noun));
    Some(
        Finding::new("syntax/error", Level::Error, declaration.header, message)
            .note(format!("`{name}` stands inside `{around}`"))
            .help(format!("move `{name}` out of the block of `{around}`"))
            .label(outer.name.span, "the block it stands in"),
    )
}

fn fields(
    ast: &Ast,
    names: &Interner,
    tables: &Tables,
    declaration: &Declaration,
    record: RecordId,
    fields: &mut Vec<Field>,
    repeats: &mut Vec<Repeat>,
) {
    let first = fields.len();
    for property in &ast.properties[declaration.properties.range()] {
        if !is_field(names, tables, property) {
            continue;
        }
        fields.push(Field {
            record,
            symbol: property.key.symbol,
            span: property.key.span,
            traits: Traits::NONE,
            source: None,
            confidential: None::<super::Confidentiality>,
            assurance: None::<Assurance>,
        });
    }
    let mut order: Vec<(Symbol, usize)> = (first..fields.len()).map(|it| (fields[it].symbol, it)).collect();
    order.sort_unstable();
    for same in order.chunk_by(|a, b| a.0 == b.0).filter(|it| it.len() > 1) {
        let symbol = same[0].0;
        let name = format!("{}.{}", names.name(declaration.name.symbol), names.name(symbol));
        let places = same.iter().map(|it| fields[it.1].span).collect();
        repeats.push(Repeat { what: "field", name, dimension: Some(Dimension::Field), places });
    }
}

/// Whether a property of a record is one of its fields.
pub(crate) fn is_field(names: &Interner, tables: &Tables, property: &crate::syntax::ast::Property) -> bool {
    let own = matches!(tables.key(property.key.symbol), Some(Key::From | Key::Until));
    let free = names.name(property.key.symbol).starts_with(vocabulary::get().free_prefix);
    property.key.quoted || !(own || free)
}

/// Fills in where the nested things end.
fn ends(model: &mut Model) {
    fn close<T>(list: &mut [T], thing: impl Fn(&mut T) -> &mut Thing) {
        for at in (0..list.len()).rev() {
            let it = thing(&mut list[at]);
            let (end, parent) = (it.end, it.parent);
            if let Some(parent) = parent {
                let parent = thing(&mut list[parent as usize]);
                parent.end = parent.end.max(end);
            }
        }
    }
    close(&mut model.units, |it| &mut it.thing);
    close(&mut model.channels, |it| &mut it.thing);
    close(&mut model.locations, |it| &mut it.thing);
    close(&mut model.audiences, |it| &mut it.thing);
    close(&mut model.services, |it| &mut it.thing);
    close(&mut model.records, |it| &mut it.thing);
    for at in 0..model.records.len() {
        let last = model.records[at].thing.end as usize - 1;
        model.records[at].all_fields_end = model.records[last].fields_end;
    }
}

/// A name that is declared more than once.
struct Repeat {
    what: &'static str,
    name: String,
    dimension: Option<Dimension>,
    places: Vec<Span>,
}

fn duplicates(
    names: &Interner,
    sources: &Sources,
    model: &Model,
    organisations: &[Span],
    mut repeats: Vec<Repeat>,
    findings: &mut Vec<Finding>,
) {
    for space in DECLARED {
        let mut order: Vec<(Symbol, Span)> = model.things_of(space).map(|it| (it.symbol, it.span)).collect();
        order.sort_unstable();
        for same in order.chunk_by(|a, b| a.0 == b.0).filter(|it| it.len() > 1) {
            repeats.push(Repeat {
                what: if space == Space::Service { "service or theme" } else { noun(space) },
                name: names.name(same[0].0).to_owned(),
                dimension: dimension(space),
                places: same.iter().map(|it| it.1).collect(),
            });
        }
    }
    for Repeat { what, name, dimension, places } in repeats {
        let [first, second, others @ ..] = places.as_slice() else { continue };
        let message =
            format!("{what} `{name}` is declared at {} and again at {}", at(sources, *first), at(sources, *second));
        let mut finding = Finding::new(DUPLICATE, Level::Error, *second, message)
            .note("declared again")
            .help("give one of them another name, or make them one")
            .label(*first, "first declared here");
        for &place in others {
            finding = finding.label(place, "and here");
        }
        if let Some(dimension) = dimension {
            finding = finding.subject(dimension, vec![name]);
        }
        findings.push(finding);
    }
    if let [first, second, others @ ..] = organisations {
        let message = format!(
            "a policy has one organisation, but there is one at {} and another at {}",
            at(sources, *first),
            at(sources, *second)
        );
        let mut finding = Finding::new(DUPLICATE, Level::Error, *second, message)
            .note("another organisation")
            .help("keep one of them")
            .label(*first, "the first organisation");
        for &place in others {
            finding = finding.label(place, "and another");
        }
        findings.push(finding);
    }
}

/// Names without backticks that the language has as class words of the same name space.
fn taken(ast: &Ast, names: &Interner, tables: &Tables, model: &Model, findings: &mut Vec<Finding>) {
    for space in DECLARED {
        for thing in model.things_of(space) {
            if ast.declarations[thing.declaration as usize].name.quoted || tables.word(space, thing.symbol).is_none() {
                continue;
            }
            let name = names.name(thing.symbol);
            let message = format!("`{name}` is already a word for a class of {}s", noun(space));
            findings.push(
                Finding::new(DUPLICATE, Level::Error, thing.span, message)
                    .note("a word of the language")
                    .help("choose another name, or put this one in backticks wherever it stands"),
            );
        }
    }
}

fn dimension(space: Space) -> Option<Dimension> {
    match space {
        Space::Unit => Some(Dimension::Unit),
        Space::Channel => Some(Dimension::Channel),
        Space::Location => Some(Dimension::Location),
        Space::Audience => Some(Dimension::Audience),
        Space::Service => Some(Dimension::Service),
        Space::Record => Some(Dimension::Record),
        _ => None,
    }
}

/// `` `kanalen.org` line 3 ``.
fn at(sources: &Sources, span: Span) -> String {
    let source = sources.get(span.file);
    format!("`{}` line {}", source.path, source.position(span.start).line)
}

fn organisation(at: u32, declaration: &Declaration) -> Organisation {
    Organisation {
        symbol: declaration.name.symbol,
        label: declaration.label.clone(),
        declaration: at,
        span: declaration.name.span,
        kind: None,
        residents: None,
        contacts: None,
        budget: None,
        freedom: None,
        phase: None,
        arrangement: None,
        as_of: None,
    }
}

fn place(thing: Thing) -> Place {
    Place { thing, hours: None, address: None, size: None, disjoint: None }
}

fn unit(thing: Thing) -> Unit {
    Unit {
        thing,
        kind: None,
        ceiling: None,
        people: None,
        outsourced: false,
        outsourced_to: None,
        line: None,
        staff: None,
        agents: Vec::new(),
        surge: Vec::new(),
        skills: Vec::new(),
        scarce: Vec::new(),
        hours: None,
        locations: None,
        formality: None,
        readiness: None,
        relation: None,
        agreement: None,
        freedom: None,
        budget: None,
        shrinkage: None,
        views: Vec::new(),
    }
}

fn channel(thing: Thing) -> Channel {
    Channel {
        thing,
        medium: None,
        sync: false,
        physical: false,
        digital: false,
        assurance: None,
        locations: None,
        audiences: Vec::new(),
        hours: None,
        formal: None,
        general: None,
        peak: None,
        yearly: None,
        handling: None,
        target: None,
        patience: None,
        reply: None,
        section_of: None,
    }
}

fn service(thing: Thing, noun: Noun) -> Service {
    Service {
        thing,
        noun,
        complexity: None,
        decision: false,
        process: Vec::new(),
        separate: Tasks::NONE,
        body: None,
        mandatable: true,
        process_stated: false,
        upl: None,
        discretion: None,
        formal: None,
        volume: None,
        immediate: None,
        skills: Vec::new(),
    }
}
