//! A fix changes what it says and nothing else: the cells of a random policy before and after, by the reference.

use std::collections::BTreeSet;

use loket::finding::{Applicability, Finding};
use loket::fix::{Mended, Wanted, mend};
use loket::policy::{Checked, FileInput, Input, check};
use loket::settings::Settings;
use proptest::strategy::{Strategy, ValueTree};

use super::print::{Printed, print};
use super::read::read;
use super::reference::{Place, Reference};
use super::strategy::{Theme, worlds};
use super::tables::members;
use super::words::{AS_OF, OPERATIONS, TASKS};
use super::world::{Kind, Statement, name_of};
use super::{number, runner};
use crate::support::TODAY;

/// How many policies are tried of each theme when nobody says.
const CASES: u32 = 150;

/// Wants the findings of one fingerprint.
struct Only(String);

impl Wanted for Only {
    fn wants(&self, checked: &Checked, finding: &Finding) -> bool {
        finding.fingerprint(&checked.as_of) == self.0
    }

    fn check(&self, input: Input) -> Checked {
        check(input)
    }
}

fn input(printed: &Printed) -> Input {
    let files = printed.files.iter().map(|(path, text)| FileInput {
        path: path.clone(),
        bytes: text.clone().into_bytes(),
        catalog: false,
    });
    let settings = Settings::parse(&printed.settings).unwrap();
    Input { root: ".".to_owned(), files: files.collect(), settings, as_of: None, today: TODAY }
}

/// The reference's view of the texts of a policy.
fn reference(input: &Input, changed: &[(String, String)]) -> Reference {
    let texts = input.files.iter().map(|file| {
        let new = changed.iter().find(|(path, _)| *path == file.path).map(|(_, text)| text.clone());
        (file.path.clone(), new.unwrap_or_else(|| String::from_utf8(file.bytes.clone()).unwrap()))
    });
    let (model, sources) = crate::mutants::policy::parse(texts.collect());
    let real = read(&model, &sources, &input.settings, TODAY);
    Reference::new(&real.world, &real.lines)
}

/// What holds in a cell, in words: head, unit, task or operation and field, service, touchpoint, audience; and on which day.
type Facts = BTreeSet<(String, usize)>;

/// The cells of duties, rights and offers on the given days.
fn facts(reference: &Reference, days: &[String]) -> Facts {
    let world = &reference.world;
    let mut out = Facts::new();
    let unit = |it| name_of(&world.units, "Unit", it);
    let mut add = |what: &str, place: Place| {
        let own = &world.calendar.days;
        let (from, next) = (&own[place.period + AS_OF], own.get(place.period + AS_OF + 1));
        let cell = format!("{what} {} {} {}", place.service, place.touchpoint, place.audience);
        let within = |day: &&String| *day >= from && next.is_none_or(|next| *day < next);
        out.extend((0..).zip(days).filter(|(_, day)| within(day)).map(|(at, _)| (cell.clone(), at)));
    };
    for &place in &reference.offered {
        add("offered", place);
    }
    for &place in &reference.places {
        for kind in [Kind::Responsible, Kind::Accountable, Kind::Consulted, Kind::Informed, Kind::Supporting] {
            for (task, word) in TASKS.iter().enumerate() {
                for holder in reference.holders(kind, task, place) {
                    add(&format!("{kind:?} {} {word}", unit(holder)), place);
                }
            }
        }
        for kind in [Kind::Allow, Kind::Forbid] {
            for (operation, word) in OPERATIONS.iter().enumerate() {
                for field in 0..world.fields.len() {
                    for holder in members(reference.given(kind, operation, field, place)) {
                        add(&format!("{kind:?} {} {word} {field}", unit(holder)), place);
                    }
                }
            }
        }
    }
    out
}

/// The days on which anything begins or ends in either of two policies.
fn days(one: &Reference, other: &Reference) -> Vec<String> {
    let all = [one, other].map(|it| it.world.calendar.days[AS_OF..].to_vec());
    all.concat().into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}

/// Puts a slip of the pen and a stale acceptance into a policy, where it has statements for them.
fn spoil(printed: &mut Printed, salt: usize) {
    let slip = |line: &str| line.replacen("Unit", "Uint", 1);
    let at = |file: usize, line: usize| file * 7 + line * 3 + salt;
    for (file, (_, text)) in printed.files.iter_mut().enumerate() {
        let mut lines: Vec<String> = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let duty = line.starts_with("responsible") || line.starts_with("accountable") || line.starts_with("allow");
            if duty && at(file, number).is_multiple_of(5) {
                lines.push("@accept(\"people/span\", until: 2027-01-01, because: \"x\")".to_owned());
            }
            lines.push(if duty && at(file, number).is_multiple_of(4) { slip(line) } else { line.to_owned() });
        }
        *text = lines.join(if salt.is_multiple_of(2) { "\r\n" } else { "\n" }) + "\n";
    }
}

/// How often each kind of fix was done.
#[derive(Default)]
struct Seen {
    same: usize,
    logged: usize,
    extended: usize,
}

#[test]
fn a_fix_changes_its_box_and_nothing_else() {
    let cases = number("LOKET_CASES").unwrap_or(CASES);
    let mut seen = Seen::default();
    for theme in [Theme::Duties, Theme::Rights] {
        let mut runner = runner(cases);
        for case in 0..cases {
            let world = worlds(theme).new_tree(&mut runner).expect("any bytes make a policy").current();
            let mut printed = print(&world);
            spoil(&mut printed, case as usize);
            let input = input(&printed);
            let checked = check(input.clone());
            let fixable = checked.findings.iter().filter(|it| it.fix.is_some());
            let wanted: BTreeSet<String> = fixable.map(|it| it.fingerprint(&checked.as_of)).collect();
            for print in wanted {
                let findings: Vec<Finding> =
                    checked.findings.iter().filter(|it| it.fingerprint(&checked.as_of) == print).cloned().collect();
                one(&input, &print, &findings, &mut seen);
            }
        }
    }
    assert!(
        seen.same > 100 && seen.logged > 20 && seen.extended > 20,
        "{} {} {}",
        seen.same,
        seen.logged,
        seen.extended
    );
}

/// Mends the findings of one fingerprint, and holds the cells before and after against what was said.
fn one(input: &Input, print: &str, findings: &[Finding], seen: &mut Seen) {
    let mended = mend(input, check(input.clone()), Applicability::Unsafe, &Only(print.to_owned()));
    let Mended { files, done, undone, checked } = mended;
    let rule = findings[0].rule;
    let texts = || {
        let all = input.files.iter().map(|it| format!("#- {}\n{}", it.path, String::from_utf8_lossy(&it.bytes)));
        format!("{findings:#?}\n{}\nafter:\n{files:?}", all.collect::<Vec<_>>().concat())
    };
    assert!(undone.is_empty(), "{undone:?}\n{}", texts());
    assert!(!done.is_empty() && !files.is_empty(), "{}", texts());
    for (path, new) in &files {
        let old = &input.files.iter().find(|it| it.path == *path).unwrap().bytes;
        assert_eq!(old.contains(&b'\r'), new.contains('\r') || new.lines().count() < 2, "line ends stay");
    }
    drop(checked);
    let (before, after) = (reference(input, &[]), reference(input, &files));
    let days = days(&before, &after);
    let (old, new) = (facts(&before, &days), facts(&after, &days));
    match rule {
        "gap/unserved" | "gap/unaccountable" => {
            assert!(old.is_subset(&new), "{}", texts());
            let head = if rule == "gap/unserved" { "Responsible" } else { "Accountable" };
            let offered = |cell: &str, day: usize| {
                let place: Vec<&str> = cell.rsplitn(4, ' ').take(3).collect();
                old.contains(&(format!("offered {} {} {}", place[2], place[1], place[0]), day))
            };
            let added: Facts = new.difference(&old).filter(|(cell, day)| offered(cell, *day)).cloned().collect();
            assert!(added.iter().all(|(cell, _)| cell.starts_with(head)), "{added:?}\n{}", texts());
            let units: BTreeSet<String> =
                added.iter().map(|(cell, _)| cell.split(' ').nth(1).unwrap().to_owned()).collect();
            let cells: BTreeSet<(String, usize)> =
                added.iter().map(|(cell, day)| (cell.split(' ').skip(2).collect::<Vec<_>>().join(" "), *day)).collect();
            assert_eq!(added.len(), cells.len() * units.len(), "{}", texts());
            let wanted: Facts = findings.iter().flat_map(|it| boxed(&before, it, &days)).collect();
            assert_eq!(cells, wanted, "{}", texts());
            seen.extended += 1;
        }
        "risk/unlogged" => {
            assert_eq!(old, new, "{}", texts());
            let all = before.world.statements.iter().zip(&after.world.statements);
            let differ = all.filter(|(one, two)| one.guards.logged != two.guards.logged).count();
            let plain = |all: &[Statement], logged: &[Statement]| {
                let all = all.iter().zip(logged).map(|(it, other)| {
                    let mut it = it.clone();
                    // Nothing asked of identity is said in two ways.
                    it.guards.verified = it.guards.verified.or(Some(0));
                    it.guards.logged |= other.guards.logged;
                    it
                });
                tags_in_order(&format!("{:#?}", all.collect::<Vec<_>>()))
            };
            let (one, two) = (&before.world.statements, &after.world.statements);
            assert_eq!(plain(one, two), plain(two, two), "{}", texts());
            assert!(differ >= 1, "{}", texts());
            seen.logged += 1;
        }
        _ => {
            let gone: Vec<_> = old.symmetric_difference(&new).collect();
            assert!(gone.is_empty(), "{rule}: {gone:?}\n{}", texts());
            seen.same += 1;
        }
    }
}

/// A text in which tags are numbered as they come: their own numbers depend on the words around them.
fn tags_in_order(text: &str) -> String {
    let mut known: Vec<&str> = Vec::new();
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        if line.trim() == "Tag(" {
            let number = lines.next().expect("a tag has a number").trim();
            let at = known.iter().position(|it| *it == number).unwrap_or_else(|| {
                known.push(number);
                known.len() - 1
            });
            out.push_str(&at.to_string());
        }
        out.push('\n');
    }
    out
}

/// The cells of a finding's box: task, service, touchpoint and audience by position, and the day.
fn boxed(reference: &Reference, finding: &Finding, days: &[String]) -> Facts {
    use super::cells::{Slot, members as names};
    let list = |dimension: &str| -> Vec<String> {
        let it = finding.subjects.iter().find(|(it, _)| it.name() == dimension);
        it.map_or_else(|| vec!["*".to_owned()], |(_, names)| names.clone())
    };
    let positions = |dimension: &str, slot: Slot, count: usize| -> Vec<usize> {
        let (wanted, all) = (list(dimension), names(reference, slot));
        (0..count).filter(|&at| wanted == ["*"] || all.get(at).is_some_and(|it| wanted.contains(it))).collect()
    };
    let services = positions("service", Slot::Service, reference.services.len());
    let touchpoints = positions("touchpoint", Slot::Touchpoint, reference.touchpoints.len());
    let audiences = positions("audience", Slot::Audience, reference.audiences.len());
    let within = |day: &str| {
        list("period").iter().any(|it| {
            let (from, until) = it.split_once('/').unwrap_or(("", ".."));
            it == "*" || from <= day && (until == ".." || day <= until)
        })
    };
    let mut out = Facts::new();
    for task in list("task") {
        for &service in &services {
            for &touchpoint in &touchpoints {
                for &audience in &audiences {
                    let cell = format!("{task} {service} {touchpoint} {audience}");
                    let on = (0..).zip(days).filter(|(_, day)| within(day));
                    out.extend(on.map(|(at, _)| (cell.clone(), at)));
                }
            }
        }
    }
    out
}
