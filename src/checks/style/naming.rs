//! `style/naming`

use std::collections::BTreeSet;

use crate::check::{Report, rule};
use crate::model::Thing;
use crate::source::Span;
use crate::space::Space;
use crate::space::block::{Axis, Block};

rule! {
    /// A name that does not follow the pattern of the other names of its kind in this policy.
    ///
    /// ## Why
    ///
    /// Who types `FrontBedrijven` should not have to remember that the other one is `front_particulieren`.
    /// The pattern is the policy's own: whether names begin with a capital, and whether their words are joined by
    /// capitals, by `_` or by `-`.
    /// There is one only where at least five names of a kind show it and four fifths of them agree; else this rule
    /// says nothing.
    /// Abbreviations, names in backticks and the hyphen in names of places show and break no pattern.
    ///
    /// Basis: the language itself: names are compared letter by letter, capitals and all.
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie      { kind: directorate }
    /// unit Frontdesk     { kind: front }
    /// unit Burgerzaken   { kind: back }
    /// unit Belastingen   { kind: back }
    /// unit sociaalDomein { kind: back }
    ///
    /// service Verhuizing
    /// service Aanslag
    /// service Bijstand
    ///
    /// offer * via Telefoon
    /// responsible Frontdesk     for inform, intake
    /// responsible Burgerzaken   for handle, deliver of Verhuizing
    /// responsible Belastingen   for handle, deliver of Aanslag
    /// responsible sociaalDomein for handle, deliver of Bijstand
    /// accountable Directie      for policy, content, steering, capacity, change
    /// handover Frontdesk <-> Burgerzaken   of Verhuizing warm within 2m
    /// handover Frontdesk <-> Belastingen   of Aanslag    warm within 2m
    /// handover Frontdesk <-> sociaalDomein of Bijstand   warm within 2m
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie      { kind: directorate }
    /// unit Frontdesk     { kind: front }
    /// unit Burgerzaken   { kind: back }
    /// unit Belastingen   { kind: back }
    /// unit SociaalDomein { kind: back }
    ///
    /// service Verhuizing
    /// service Aanslag
    /// service Bijstand
    ///
    /// offer * via Telefoon
    /// responsible Frontdesk     for inform, intake
    /// responsible Burgerzaken   for handle, deliver of Verhuizing
    /// responsible Belastingen   for handle, deliver of Aanslag
    /// responsible SociaalDomein for handle, deliver of Bijstand
    /// accountable Directie      for policy, content, steering, capacity, change
    /// handover Frontdesk <-> Burgerzaken   of Verhuizing warm within 2m
    /// handover Frontdesk <-> Belastingen   of Aanslag    warm within 2m
    /// handover Frontdesk <-> SociaalDomein of Bijstand   warm within 2m
    /// ```
    "style/naming", Info, Some(run)
}

/// How many names have to show a pattern, and which part of them has to agree: this many of as many.
const ENOUGH: usize = 5;
const MOST: (usize, usize) = (4, 5);

/// A name, where it stands, and what it is about.
struct Named<'m> {
    name: &'m str,
    span: Span,
    subject: Option<(Block, Axis)>,
}

/// How the words of a name are joined.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Join {
    Capitals,
    Underscores,
    Hyphens,
}

/// What the names of a kind have in common, with how many of how many.
struct Common<T> {
    is: T,
    agree: usize,
    of: usize,
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let (model, dimensions) = (space.model, &space.dimensions);
    let named = |thing: &Thing, subject: Option<(Axis, crate::space::set::SetId)>| {
        let own = !thing.catalog && !model.ast.declarations[thing.declaration as usize].name.quoted;
        let subject = subject.map(|(axis, set)| (space.empty_block().with(axis, set), axis));
        own.then(|| Named { name: model.names.name(thing.symbol), span: thing.span, subject })
    };
    let units = model.units.iter().zip(&dimensions.unit_sets);
    let units: Vec<Named<'_>> = units.filter_map(|(it, &set)| named(&it.thing, Some((Axis::Unit, set)))).collect();
    follow(space, report, "unit", true, &units);
    let channels = model.channels.iter().zip(&dimensions.own_channel_sets);
    let channels: Vec<Named<'_>> =
        channels.filter_map(|(it, &set)| named(&it.thing, Some((Axis::Touchpoint, set)))).collect();
    follow(space, report, "channel", true, &channels);
    let locations: Vec<Named<'_>> = model.locations.iter().filter_map(|it| named(&it.thing, None)).collect();
    follow(space, report, "location", false, &locations);
    let audiences = model.audiences.iter().zip(&dimensions.audience_sets);
    let audiences: Vec<Named<'_>> =
        audiences.filter_map(|(it, &set)| named(&it.thing, Some((Axis::Audience, set)))).collect();
    follow(space, report, "audience", true, &audiences);
    let services = model.services.iter().zip(&dimensions.service_sets);
    let services: Vec<Named<'_>> =
        services.filter_map(|(it, &set)| named(&it.thing, Some((Axis::Service, set)))).collect();
    follow(space, report, "service", true, &services);
    let records = model.records.iter().map(|it| (it, space.sets.run(it.first_field, it.all_fields_end)));
    let records: Vec<Named<'_>> = records.filter_map(|(it, set)| named(&it.thing, Some((Axis::Field, set)))).collect();
    follow(space, report, "record", true, &records);
    let fields = (0..).zip(&model.fields).filter(|(_, it)| !model.records[it.record.at()].thing.catalog);
    let fields = fields.map(|(id, it)| {
        let block = space.empty_block().with(Axis::Field, space.sets.run(id, id + 1));
        Named { name: model.names.name(it.symbol), span: it.span, subject: Some((block, Axis::Field)) }
    });
    follow(space, report, "field", true, &fields.collect::<Vec<_>>());
}

/// Holds the names of a kind against what most of them have in common.
fn follow(space: &Space<'_>, report: &mut Report<'_>, kind: &str, hyphens: bool, names: &[Named<'_>]) {
    let joined = |name: &str| join(name).filter(|&it| hyphens || it != Join::Hyphens);
    let capital = common(names.iter().filter_map(|it| capital(it.name)));
    let joins = common(names.iter().filter_map(|it| joined(it.name)));
    if capital.is_none() && joins.is_none() {
        return;
    }
    let mut taken: Option<BTreeSet<&str>> = None;
    for it in names {
        let mut how = Vec::new();
        if let (Some(common), Some(own)) = (&capital, self::capital(it.name))
            && common.is != own
        {
            let (this, others) = if own { ("a capital", "a small letter") } else { ("a small letter", "a capital") };
            how.push(format!("begins with {this}, where {} of {} begin with {others}", common.agree, common.of));
        }
        if let (Some(common), Some(own)) = (&joins, joined(it.name))
            && common.is != own
        {
            how.push(format!(
                "joins words by {}, where {} of {} join them by {}",
                own.word(),
                common.agree,
                common.of,
                common.is.word()
            ));
        }
        if how.is_empty() {
            continue;
        }
        let message = format!("{kind} `{}` {}", it.name, crate::phrase::enumerate(&how));
        let like = rewritten(it.name, capital.as_ref().map(|it| it.is), joins.as_ref().map(|it| it.is));
        let taken = taken.get_or_insert_with(|| names.iter().map(|it| it.name).collect());
        let help = if taken.contains(like.as_str()) || like == it.name {
            "give it a name like the others".to_owned()
        } else {
            format!("call it `{like}`")
        };
        report.add(it.span, message, |mut finding| {
            if let Some((block, axis)) = it.subject {
                finding.subjects = space.subjects(block, &[axis]);
            }
            finding.note("named otherwise").help(help)
        });
    }
}

/// What most of the names that show something have in common, if anything.
fn common<T: Ord + Copy>(shown: impl Iterator<Item = T>) -> Option<Common<T>> {
    let mut shown: Vec<T> = shown.collect();
    shown.sort_unstable();
    let of = shown.len();
    let (is, agree) = shown.chunk_by(|one, next| one == next).map(|all| (all[0], all.len())).max_by_key(|it| it.1)?;
    (of >= ENOUGH && agree * MOST.1 >= of * MOST.0).then_some(Common { is, agree, of })
}

/// Whether a name begins with a capital; nothing where it has no small letters or no letters with a case.
fn capital(name: &str) -> Option<bool> {
    let first = name.chars().find(|it| it.is_alphabetic())?;
    (name.chars().any(char::is_lowercase)).then(|| first.is_uppercase())
}

/// How the words of a name are joined, when it has several and joins them in one way.
fn join(name: &str) -> Option<Join> {
    let underscore = name.trim_matches('_').contains('_');
    // A number behind a hyphen is no word.
    let hyphen = name.split('-').skip(1).any(|part| part.starts_with(char::is_alphabetic));
    match (underscore, hyphen) {
        (true, false) => Some(Join::Underscores),
        (false, true) => Some(Join::Hyphens),
        (true, true) => None,
        (false, false) => {
            let next = name.chars().skip(1);
            name.chars()
                .zip(next)
                .any(|(one, next)| one.is_lowercase() && next.is_uppercase())
                .then_some(Join::Capitals)
        }
    }
}

impl Join {
    fn word(self) -> &'static str {
        match self {
            Join::Capitals => "capitals",
            Join::Underscores => "`_`",
            Join::Hyphens => "`-`",
        }
    }
}

/// A name as the others would have it.
fn rewritten(name: &str, capital: Option<bool>, joins: Option<Join>) -> String {
    let mut words: Vec<String> = vec![String::new()];
    let mut before = None;
    for letter in name.chars() {
        let hump = before.is_some_and(char::is_lowercase) && letter.is_uppercase();
        let gap = matches!(letter, '_' | '-');
        if (hump || gap) && words.last().is_some_and(|it| !it.is_empty()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| !gap) {
            word.push(letter);
        }
        before = Some(letter);
    }
    words.retain(|it| !it.is_empty());
    let joins = joins.or_else(|| join(name)).unwrap_or(Join::Capitals);
    for (at, word) in words.iter_mut().enumerate() {
        let first = at == 0;
        let up = match (joins, capital) {
            (_, Some(capital)) if first => Some(capital),
            (Join::Capitals, _) if !first => Some(true),
            (_, Some(false)) => Some(false),
            _ => None,
        };
        // Abbreviations stay as they are.
        if let Some(up) = up.filter(|_| word.chars().any(char::is_lowercase)) {
            *word = with_first(word, up);
        }
    }
    words.join(match joins {
        Join::Capitals => "",
        Join::Underscores => "_",
        Join::Hyphens => "-",
    })
}

fn with_first(word: &str, up: bool) -> String {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return String::new() };
    let first: String = if up { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::{Join, capital, join, rewritten};

    #[test]
    fn names_show_how_they_are_made() {
        for (name, begins, joins) in [
            ("KCC", None, None),
            ("Balie", Some(true), None),
            ("bsn", Some(false), None),
            ("FrontBedrijven", Some(true), Some(Join::Capitals)),
            ("Jeugd_en_Gezin", Some(true), Some(Join::Underscores)),
            ("Geldermalsen-Oost", Some(true), Some(Join::Hyphens)),
            ("Stadsdeel-1", Some(true), None),
            ("a-b_c", Some(false), None),
            ("受付", None, None),
        ] {
            assert_eq!(capital(name), begins, "{name}");
            assert!(join(name) == joins, "{name}");
        }
    }

    #[test]
    fn names_are_written_as_the_others() {
        let capitals = Some(Join::Capitals);
        assert_eq!(rewritten("front_desk", Some(true), capitals), "FrontDesk");
        assert_eq!(rewritten("FrontDesk", Some(false), Some(Join::Underscores)), "front_desk");
        assert_eq!(rewritten("KCC_Oost", Some(true), capitals), "KCCOost");
        assert_eq!(rewritten("sociaalDomein", Some(true), None), "SociaalDomein");
    }
}
