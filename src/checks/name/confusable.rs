//! `name/confusable`

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;

use crate::check::{Report, rule};
use crate::intern::Symbol;
use crate::model::{Field, RecordId, Thing};
use crate::source::Span;
use crate::space::Space;
use crate::syntax::ast::Name;

rule! {
    /// Two names that are easily taken for each other: of the same kind and different only in case, accents or
    /// look-alike letters, or of any kind and different only in look-alike letters.
    ///
    /// ## Why
    ///
    /// Who reads `BurgerZaken` and `Burgerzaken` in two files takes them for one department, and one of the two
    /// will get the rights that were meant for the other.
    /// A letter of another alphabet that looks the same is worse: nobody can see it, whatever the two names stand for.
    /// Compared are units, channels, locations, audiences, services with themes, records, the fields of a record,
    /// and tags.
    ///
    /// Basis: the language itself: names are case-sensitive, people are not. What counts as looking alike follows
    /// the Unicode [security mechanisms](https://www.unicode.org/reports/tr39/).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// unit Burgerzaken { kind: back }
    /// unit BurgerZaken { kind: front }
    ///
    /// responsible BurgerZaken for inform via Telefoon
    /// responsible Burgerzaken for handle via Telefoon
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// unit Burgerzaken { kind: back }
    /// unit Loket       { kind: front }
    ///
    /// responsible Loket       for inform via Telefoon
    /// responsible Burgerzaken for handle via Telefoon
    /// ```
    "name/confusable", Info, Some(run)
}

/// A name at its place, and the name space it belongs to.
#[derive(Clone, Copy)]
struct Named {
    symbol: Symbol,
    span: Span,
    room: Room,
}

/// A name space.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Room {
    Units,
    Channels,
    Locations,
    Audiences,
    Services,
    Records,
    Fields(RecordId),
    Tags,
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (one, two) in confusable(space) {
        let (first, second) = (space.model.names.name(one.symbol), space.model.names.name(two.symbol));
        let message = format!("`{second}` is easily taken for `{first}`");
        report.add(two.span, message, |finding| {
            let pair = if first < second { [first, second] } else { [second, first] };
            let finding = finding.about(pair.join(", "));
            finding.note("looks like the other").label(one.span, "declared here").help("give one of them another name")
        });
    }
}

/// Pairs of names that look alike: the first with that look, and each later one, once per name and name space.
fn confusable(space: &Space<'_>) -> Vec<(Named, Named)> {
    let names = &space.model.names;
    let mut out = Vec::new();
    let mut looks: FxHashMap<(Room, String), Named> = FxHashMap::default();
    let mut shapes: FxHashMap<String, Named> = FxHashMap::default();
    let mut seen: FxHashSet<(Room, Symbol)> = FxHashSet::default();
    for named in all(space) {
        if !seen.insert((named.room, named.symbol)) {
            continue;
        }
        let name = names.name(named.symbol);
        let first = *looks.entry((named.room, look(name))).or_insert(named);
        if first.symbol != named.symbol {
            out.push((first, named));
            continue;
        }
        // Some letters look alike in capitals only, and so others than by their look may have the same shape.
        let first = *shapes.entry(shape(name)).or_insert(named);
        if first.symbol != named.symbol {
            out.push((first, named));
        }
    }
    out
}

fn all(space: &Space<'_>) -> Vec<Named> {
    let model = space.model;
    let thing = |room: Room| move |it: &Thing| Named { symbol: it.symbol, span: it.span, room };
    let mut out: Vec<Named> = Vec::new();
    out.extend(model.units.iter().map(|it| &it.thing).map(thing(Room::Units)));
    out.extend(model.channels.iter().map(|it| &it.thing).map(thing(Room::Channels)));
    out.extend(model.locations.iter().map(|it| &it.thing).map(thing(Room::Locations)));
    out.extend(model.audiences.iter().map(|it| &it.thing).map(thing(Room::Audiences)));
    out.extend(model.services.iter().map(|it| &it.thing).map(thing(Room::Services)));
    out.extend(model.records.iter().map(|it| &it.thing).map(thing(Room::Records)));
    let field = |it: &Field| Named { symbol: it.symbol, span: it.span, room: Room::Fields(it.record) };
    out.extend(model.fields.iter().map(field));
    let tag = |it: &Name| Named { symbol: it.symbol, span: it.span, room: Room::Tags };
    out.extend(model.ast.tags.iter().map(tag));
    out
}

/// A name without what eyes pass over: case, accents, look-alike letters.
fn look(name: &str) -> String {
    if name.is_ascii() {
        return ascii_shape(&name.to_ascii_lowercase());
    }
    let bare: String = name.nfd().filter(|c| !is_combining_mark(*c)).collect();
    skeleton(&bare.to_lowercase()).collect()
}

/// A name without look-alike letters.
fn shape(name: &str) -> String {
    if name.is_ascii() { ascii_shape(name) } else { skeleton(name).collect() }
}

/// The skeleton of ASCII, which is that of its letters, one after the other.
fn ascii_shape(name: &str) -> String {
    static SHAPES: OnceLock<Vec<Box<str>>> = OnceLock::new();
    let shapes = SHAPES.get_or_init(|| {
        let shapes = (0_u8..128).map(|byte| skeleton(&char::from(byte).to_string()).collect());
        shapes.map(String::into_boxed_str).collect()
    });
    let mut out = String::with_capacity(name.len() * 2);
    for byte in name.bytes() {
        match shapes[usize::from(byte)].as_bytes() {
            [one] => out.push(char::from(*one)),
            _ => out.push_str(&shapes[usize::from(byte)]),
        }
    }
    out
}
