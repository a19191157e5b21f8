//! `name/confusable`

use std::collections::hash_map::Entry;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;

use crate::check::{Report, rule};
use crate::model::Thing;
use crate::space::Space;

rule! {
    /// Two names of the same kind that differ only in case, accents or letters that look alike.
    ///
    /// ## Why
    ///
    /// Who reads `BurgerZaken` and `Burgerzaken` in two files takes them for one department, and one of the two
    /// will get the rights that were meant for the other.
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

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (one, two) in confusable(space) {
        let (first, second) = (space.model.names.name(one.symbol), space.model.names.name(two.symbol));
        let message = format!("`{second}` is easily taken for `{first}`");
        report.add(two.span, message, |finding| {
            finding.note("looks like the other").label(one.span, "declared here").help("give one of them another name")
        });
    }
}

/// Pairs of things in one name space with names that look alike: the first with that look, and each later one.
fn confusable<'a>(space: &'a Space<'_>) -> Vec<(&'a Thing, &'a Thing)> {
    let model = space.model;
    let spaces: [Vec<&Thing>; 6] = [
        model.units.iter().map(|it| &it.thing).collect(),
        model.channels.iter().map(|it| &it.thing).collect(),
        model.locations.iter().map(|it| &it.thing).collect(),
        model.audiences.iter().map(|it| &it.thing).collect(),
        model.services.iter().map(|it| &it.thing).collect(),
        model.records.iter().map(|it| &it.thing).collect(),
    ];
    let mut out = Vec::new();
    for things in spaces {
        let mut first: FxHashMap<String, &Thing> = FxHashMap::default();
        for thing in things {
            match first.entry(look(model.names.name(thing.symbol))) {
                Entry::Vacant(place) => {
                    place.insert(thing);
                }
                Entry::Occupied(known) if known.get().symbol != thing.symbol => out.push((*known.get(), thing)),
                Entry::Occupied(_) => {}
            }
        }
    }
    out
}

/// A name without what eyes pass over: case, accents, look-alike letters.
fn look(name: &str) -> String {
    if name.is_ascii() {
        let looks = ascii_looks();
        return name.bytes().map(|byte| &*looks[usize::from(byte)]).collect();
    }
    let bare: String = name.nfd().filter(|c| !is_combining_mark(*c)).collect();
    skeleton(&bare.to_lowercase()).collect()
}

/// How each ASCII letter looks, in lower case. A skeleton of ASCII is that of its letters, one after the other.
fn ascii_looks() -> &'static [Box<str>] {
    static LOOKS: OnceLock<Vec<Box<str>>> = OnceLock::new();
    LOOKS.get_or_init(|| {
        let looks = (0_u8..128).map(|byte| skeleton(&char::from(byte.to_ascii_lowercase()).to_string()).collect());
        looks.map(String::into_boxed_str).collect()
    })
}
