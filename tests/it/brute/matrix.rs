//! Every cell of every matrix, in every period, against an enumeration of the cells that it stands for; with filters and without.

use std::collections::BTreeMap;

use loket::matrix::{Ask, Fact, Matrix, View};
use loket::model::asked::Side;
use proptest::prelude::any;
use proptest::strategy::Strategy;
use proptest::test_runner::TestCaseError;

use super::print::{flags, print};
use super::reference::{Place, Reference};
use super::rights::{Right, is_had, right_tier};
use super::select::Reach;
use super::statements::statement;
use super::strategy::{Dice, Theme, Thing, worlds};
use super::words::{AS_OF, ASSURANCES, DECIDE, OPERATIONS, PROCESS_TASKS, READ, REVIEW, TASKS};
use super::world::{Kind, Statement, World, name_of};
use super::{cells, number, runner};

/// How many policies each test makes: a few seconds of them.
const CASES: u32 = 600;

#[test]
fn coverage_agrees_with_brute_force() {
    hold(Theme::Duties, Ask::of(View::Coverage), coverage);
    hold(Theme::Fronts, Ask { channels: true, ..Ask::of(View::Coverage) }, coverage_of_channels);
}

#[test]
fn rights_in_matrices_agree_with_brute_force() {
    hold(Theme::Rights, Ask::of(View::Rights), rights);
    hold(Theme::Tests, Ask::of(View::Rights), rights);
}

#[test]
fn responsibility_agrees_with_brute_force() {
    hold(Theme::Duties, Ask::of(View::Responsibility), responsibility);
    hold(Theme::Structure, Ask { tasks: true, ..Ask::of(View::Responsibility) }, responsibility_by_task);
}

#[test]
fn channels_agree_with_brute_force() {
    hold(Theme::Duties, Ask::of(View::Channels), channels);
    hold(Theme::Steering, Ask::of(View::Channels), channels);
}

#[test]
fn separation_agrees_with_brute_force() {
    hold(Theme::Duties, Ask::of(View::Separation), separation);
    hold(Theme::Rights, Ask::of(View::Separation), separation);
}

/// What cells say: by row, column and period, the facts in words.
type Told = BTreeMap<(String, String, usize), Vec<String>>;

/// A policy as the filters leave it.
struct Seen<'r> {
    reference: &'r Reference,
    reach: Reach,
    /// The tasks are chosen by a filter.
    by_task: bool,
}

fn hold(theme: Theme, ask: Ask, expected: fn(&Seen<'_>) -> Told) {
    let cases = number("LOKET_CASES").unwrap_or(CASES);
    let mut told = 0;
    let made = (worlds(theme), any::<Thing>(), any::<bool>());
    let outcome = runner(cases).run(&made, |(world, bytes, filtered)| {
        agree(&world, theme, ask, filtered.then_some(&bytes), expected).map_err(TestCaseError::fail)
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    // Agreement about nothing proves nothing.
    let mut again = runner(cases);
    for _ in 0..20 {
        use proptest::strategy::ValueTree;
        let world = worlds(theme).new_tree(&mut again).expect("any bytes make a policy").current();
        let reference = Reference::new(&world, &print(&world).lines);
        told += expected(&Seen::new(&reference, &all(), false)).values().filter(|it| !it.is_empty()).count();
    }
    assert!(told > 100, "{} says only {told} things", ask.view.name());
}

/// A filter that leaves nothing out.
fn all() -> Statement {
    let mut all = Statement::new(Kind::Allow);
    all.units.terms = vec![super::world::Term::All];
    all.data.terms = vec![super::world::Term::All];
    all.operations = vec!["read", "write"];
    all
}

/// A random filter: a statement of which the clauses are what is looked at.
fn filter(world: &World, theme: Theme, bytes: &Thing) -> Statement {
    let mut dice = Dice::new(bytes);
    let mut out = all();
    let (by_unit, by_task, by_field) = (dice.chance(40), dice.chance(40), dice.chance(40));
    if let Some(it) = statement(world, theme, Kind::Responsible, &mut dice) {
        (out.services, out.channels, out.audiences, out.locations) =
            (it.services, it.channels, it.audiences, it.locations);
        if by_unit {
            out.units = it.units;
        }
        out.tasks = it.tasks.filter(|_| by_task);
    }
    if let Some(it) = statement(world, theme, Kind::Allow, &mut dice).filter(|_| by_field) {
        out.data = it.data;
    }
    out
}

fn agree(
    world: &World,
    theme: Theme,
    ask: Ask,
    bytes: Option<&Thing>,
    expected: fn(&Seen<'_>) -> Told,
) -> Result<(), String> {
    let printed = print(world);
    let files: Vec<(&str, &str)> = printed.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let filter = bytes.map_or_else(all, |bytes| filter(world, theme, bytes));
    let mut given = flags(world, &filter);
    given.retain(|(side, _)| ask.view.sides().contains(side));
    let reference = Reference::new(world, &printed.lines);
    let stated = |side: Side| given.iter().any(|it| it.0 == side);
    let mut heeded = filter.clone();
    if !stated(Side::Tasks) {
        heeded.tasks = None;
    }
    if !stated(Side::Data) {
        heeded.data = all().data;
    }
    let seen = Seen::new(&reference, &heeded, stated(Side::Tasks));
    let shown = || format!("{given:?}");
    let input = crate::support::input(&files, &printed.settings);
    let matrix = match loket::policy::matrix(input, &given, Ask { empty: true, ..ask }) {
        Ok(matrix) => matrix,
        Err(_) if seen.is_empty(&given) => return Ok(()),
        Err(refused) => return Err(format!("{}: {:?}", shown(), refused.findings)),
    };
    if seen.is_empty(&given) {
        return Err(format!("{} chooses nothing and is not refused", shown()));
    }
    let found = read(&matrix, world);
    for (key, mut wanted) in expected(&seen) {
        // Units come in the order of their declarations, which the printer shuffles.
        wanted.sort();
        let (row, column, period) = &key;
        // A task that no statement names has no row by itself.
        if ask.tasks && !matrix.rows.iter().any(|it| it.id == *row) {
            continue;
        }
        let got = found.get(&key).cloned().unwrap_or_default();
        if got != wanted {
            let day = &world.calendar.days[AS_OF + period];
            return Err(format!("{}: {row} × {column} from {day}:\n  {got:?}, not\n  {wanted:?}", shown()));
        }
    }
    Ok(())
}

/// What the tool's cells say in each period.
fn read(matrix: &Matrix, world: &World) -> Told {
    let mut out = Told::new();
    for (row, head) in matrix.rows.iter().enumerate() {
        for (column, cell) in matrix.row(row) {
            for period in 0..world.calendar.periods() {
                let day = &world.calendar.days[AS_OF + period];
                let later = cell.later.iter().rev().find(|(from, _)| from <= day);
                let state = later.map_or(&cell.now, |it| &it.1);
                let mut words: Vec<String> = state.facts.iter().map(fact).collect();
                words.extend(state.tier.map(|tier| format!("tier {tier}")));
                words.sort();
                let key = (head.id.clone(), matrix.columns[column].id.clone(), period);
                assert!(out.insert(key, words).is_none(), "a cell stands twice");
            }
            let mut before = &cell.now;
            for (_, state) in &cell.later {
                assert_ne!(before, state, "nothing changes there");
                before = state;
            }
        }
    }
    out
}

fn fact(it: &Fact) -> String {
    let (of, units, guards) = (it.of.join("+"), it.units.join("+"), it.safeguards.join("+"));
    format!("{} {of} {units} {} {guards} {}", it.kind.word(), if it.whole { "whole" } else { "part" }, it.services)
}

fn says(kind: &str, of: &[&str], unit: &str, whole: bool) -> String {
    format!("{kind} {} {unit} {}  0", of.join("+"), if whole { "whole" } else { "part" })
}

impl<'r> Seen<'r> {
    fn new(reference: &'r Reference, filter: &Statement, by_task: bool) -> Self {
        let Reference { world, services, touchpoints, audiences, .. } = reference;
        Self { reference, reach: Reach::of(world, filter, services, touchpoints, audiences), by_task }
    }

    /// Whether one of the filters chooses nothing.
    fn is_empty(&self, given: &[(Side, String)]) -> bool {
        let none = |side: Side| {
            let reach = &self.reach;
            !match side {
                Side::Units => reach.nested.contains(&true),
                Side::Tasks => reach.tasks.contains(&true),
                Side::Data => reach.fields.contains(&true),
                Side::Services => {
                    let periods = || 0..self.reference.periods();
                    let lives = |it: usize| periods().any(|period| self.reference.service_exists(it, period));
                    (0..reach.services.len()).any(|it| reach.services[it] && lives(it))
                }
                Side::Channels | Side::Locations => reach.touchpoints.contains(&true),
                Side::Audiences => reach.audiences.contains(&true),
            }
        };
        given.iter().any(|(side, _)| none(*side))
    }

    fn sees(&self, place: Place) -> bool {
        self.reach.services[place.service]
            && self.reach.touchpoints[place.touchpoint]
            && self.reach.audiences[place.audience]
    }

    fn offered(&self) -> impl Iterator<Item = Place> + '_ {
        self.reference.offered.iter().copied().filter(|&place| self.sees(place))
    }

    fn services(&self) -> Vec<usize> {
        (0..self.reference.services.len()).filter(|&it| self.reach.services[it]).collect()
    }

    fn units(&self) -> Vec<usize> {
        self.reference.units().filter(|&it| self.reach.nested[it]).collect()
    }

    fn tasks(&self, some: impl IntoIterator<Item = usize>) -> Vec<usize> {
        some.into_iter().filter(|&task| self.reach.tasks[task]).collect()
    }

    fn service(&self, service: usize) -> String {
        let world = &self.reference.world;
        name_of(&world.services, "Service", self.reference.services[service])
    }

    fn unit(&self, unit: usize) -> String {
        name_of(&self.reference.world.units, "Unit", unit)
    }
}

fn words(tasks: &[usize]) -> Vec<&'static str> {
    tasks.iter().map(|&task| TASKS[task]).collect()
}

fn coverage(seen: &Seen<'_>) -> Told {
    let names = cells::members(seen.reference, cells::Slot::Touchpoint);
    coverage_of(seen, &names, |touchpoint| touchpoint)
}

fn coverage_of_channels(seen: &Seen<'_>) -> Told {
    let names = cells::members(seen.reference, cells::Slot::Channel);
    coverage_of(seen, &names, |touchpoint| seen.reference.touchpoints[touchpoint].channel)
}

/// Who answers in each of some columns; `column` says in which one a touchpoint is.
fn coverage_of(seen: &Seen<'_>, names: &[String], column: impl Fn(usize) -> usize) -> Told {
    let reference = seen.reference;
    let mut out = Told::new();
    for service in seen.services() {
        let steps = reference.world.services[reference.services[service]].is.steps();
        let looked = if seen.by_task { seen.tasks(0..TASKS.len()) } else { sorted(steps[0].to_vec()) };
        let required = seen.tasks(reference.process_tasks(service));
        for (at, name) in names.iter().enumerate() {
            for period in 0..reference.periods() {
                let here = |it: &Place| (it.service, column(it.touchpoint), it.period) == (service, at, period);
                let places: Vec<Place> = seen.offered().filter(here).collect();
                let mut facts = Vec::new();
                for unit in seen.units() {
                    let holds =
                        |task: usize, place: &Place| reference.holders(Kind::Responsible, task, *place).contains(&unit);
                    let some = |&task: &usize| places.iter().any(|place| holds(task, place));
                    let held: Vec<usize> = looked.iter().copied().filter(some).collect();
                    let whole = looked.iter().all(|&task| places.iter().all(|place| holds(task, place)));
                    if !held.is_empty() {
                        facts.push(says("responsible", &words(&held), &seen.unit(unit), whole));
                    }
                }
                let nobody = |&task: &usize| {
                    places.iter().any(|&place| reference.holders(Kind::Responsible, task, place).is_empty())
                };
                let gaps: Vec<usize> = required.iter().copied().filter(nobody).collect();
                if !gaps.is_empty() {
                    facts.push(says("gap", &words(&gaps), "", true));
                }
                if facts.is_empty() && !places.is_empty() {
                    facts.push(says("offered", &[], "", true));
                }
                out.insert((seen.service(service), name.clone(), period), facts);
            }
        }
    }
    out
}

fn rights(seen: &Seen<'_>) -> Told {
    let reference = seen.reference;
    let mut out = Told::new();
    for unit in seen.units() {
        for field in (0..reference.world.fields.len()).filter(|&it| seen.reach.fields[it]) {
            for period in 0..reference.periods() {
                let places: Vec<Place> = reference
                    .places
                    .iter()
                    .copied()
                    .filter(|&place| place.period == period && seen.sees(place))
                    .collect();
                let mut facts = Vec::new();
                let mut tier = None;
                for operation in [1, READ, 2, 3, 4, 5] {
                    let right = |place: Place, statement| Right { statement, unit, operation, field, place };
                    let givers: Vec<usize> = reference
                        .of_kind(Kind::Allow)
                        .iter()
                        .copied()
                        .filter(|&it| places.iter().any(|&place| is_had(reference, right(place, it))))
                        .collect();
                    if givers.is_empty() {
                        continue;
                    }
                    tier = tier.max(Some(right_tier(reference, right(places[0], givers[0]))));
                    let whole = places.iter().all(|&place| reference.effective(unit, operation, field, place));
                    facts.push(format!(
                        "may {}  {} {} 0",
                        OPERATIONS[operation],
                        if whole { "whole" } else { "part" },
                        guards(reference, &givers)
                    ));
                }
                facts.extend(tier.map(|tier| format!("tier {tier}")));
                out.insert((seen.unit(unit), reference.world.field_name(field), period), facts);
            }
        }
    }
    out
}

/// What each of some statements asks for.
fn guards(reference: &Reference, statements: &[usize]) -> String {
    let all = || statements.iter().map(|&it| reference.world.statements[it].guards);
    let verified = all().map(|it| it.verified.unwrap_or(0)).min().unwrap_or(0);
    let mut out = Vec::new();
    if verified > 0 {
        out.push(format!("verified {}", ASSURANCES[verified]));
    }
    for (word, asked) in [
        ("four-eyes", all().all(|it| it.four_eyes)),
        ("after-check", all().all(|it| it.after_check)),
        ("logged", all().all(|it| it.logged)),
    ] {
        if asked {
            out.push(word.to_owned());
        }
    }
    out.join("+")
}

const DUTIES: [(Kind, &str); 5] = [
    (Kind::Responsible, "responsible"),
    (Kind::Accountable, "accountable"),
    (Kind::Consulted, "consulted"),
    (Kind::Informed, "informed"),
    (Kind::Supporting, "supporting"),
];

fn responsibility(seen: &Seen<'_>) -> Told {
    let mut out = Told::new();
    for service in seen.services() {
        duties(seen, service, &seen.service(service), &seen.tasks(0..TASKS.len()), &mut out);
    }
    out
}

fn responsibility_by_task(seen: &Seen<'_>) -> Told {
    let mut out = Told::new();
    for service in seen.services() {
        for task in seen.tasks(0..TASKS.len()) {
            duties(seen, service, &format!("{} {}", seen.service(service), TASKS[task]), &[task], &mut out);
        }
    }
    out
}

/// Adds the row of a service that tells of some tasks.
fn duties(seen: &Seen<'_>, service: usize, row: &str, tasks: &[usize], out: &mut Told) {
    let reference = seen.reference;
    for period in 0..reference.periods() {
        let places: Vec<Place> = seen.offered().filter(|it| (it.service, it.period) == (service, period)).collect();
        for unit in seen.units() {
            let mut facts = Vec::new();
            for (kind, word) in DUTIES {
                let holds = |task: usize, &place: &Place| reference.holders(kind, task, place).contains(&unit);
                let (mut whole, mut part) = (Vec::new(), Vec::new());
                for &task in tasks {
                    if places.is_empty() || !places.iter().any(|place| holds(task, place)) {
                        continue;
                    }
                    let all = places.iter().all(|place| holds(task, place));
                    if all { whole.push(task) } else { part.push(task) }
                }
                for (tasks, all) in [(whole, true), (part, false)] {
                    if !tasks.is_empty() {
                        facts.push(says(word, &words(&tasks), "", all));
                    }
                }
            }
            out.insert((row.to_owned(), seen.unit(unit), period), facts);
        }
        let nobody =
            |kind: Kind, task: usize| places.iter().any(|&place| reference.holders(kind, task, place).is_empty());
        let mut gaps = seen.tasks(reference.process_tasks(service));
        gaps.retain(|&task| tasks.contains(&task) && nobody(Kind::Responsible, task));
        let mut aspects = sorted(seen.tasks(reference.obligatory_aspects()));
        aspects.retain(|&task| tasks.contains(&task) && nobody(Kind::Accountable, task));
        gaps.extend(aspects);
        let facts = if gaps.is_empty() { Vec::new() } else { vec![says("gap", &words(&gaps), "", true)] };
        out.insert((row.to_owned(), "nobody".to_owned(), period), facts);
    }
}

fn channels(seen: &Seen<'_>) -> Told {
    let reference = seen.reference;
    let names = cells::members(reference, cells::Slot::Channel);
    let mut out = Told::new();
    for (channel, name) in names.iter().enumerate() {
        for aspect in seen.tasks(PROCESS_TASKS..TASKS.len()) {
            for period in 0..reference.periods() {
                let here = |it: &Place| reference.touchpoints[it.touchpoint].channel == channel && it.period == period;
                let places: Vec<Place> = seen.offered().filter(here).collect();
                let mut facts = Vec::new();
                for unit in seen.units() {
                    let holds = |&place: &Place| reference.holders(Kind::Accountable, aspect, place).contains(&unit);
                    if places.iter().any(holds) {
                        let whole = places.iter().all(holds);
                        facts.push(says("accountable", &words(&[aspect]), &seen.unit(unit), whole));
                    }
                }
                let nobody = |&place: &Place| reference.holders(Kind::Accountable, aspect, place).is_empty();
                if reference.obligatory_aspects().contains(&aspect) && places.iter().any(nobody) {
                    facts.push(says("gap", &words(&[aspect]), "", true));
                }
                out.insert((name.clone(), TASKS[aspect].to_owned(), period), facts);
            }
        }
    }
    out
}

fn separation(seen: &Seen<'_>) -> Told {
    let reference = seen.reference;
    let mut out = Told::new();
    payments(seen, &mut out);
    let ordered = |(one, two): (usize, usize)| (one.min(two), one.max(two));
    let pairs_of = |service: usize| {
        let separate = &reference.world.services[reference.services[service]].is.separate;
        let mut pairs = vec![(DECIDE, REVIEW)];
        pairs.extend(reference.world.separate.iter().copied().map(ordered));
        for &one in separate {
            pairs.extend(separate.iter().filter(|&&two| one != two).map(|&two| ordered((one, two))));
        }
        pairs.retain(|&(one, two)| seen.reach.tasks[one] || seen.reach.tasks[two]);
        pairs
    };
    let mut pairs: Vec<(usize, usize)> = seen.services().into_iter().flat_map(pairs_of).collect();
    pairs.sort_unstable();
    pairs.dedup();
    for pair in pairs {
        let services: Vec<usize> = seen.services().into_iter().filter(|&it| pairs_of(it).contains(&pair)).collect();
        let names = [TASKS[pair.0], TASKS[pair.1]];
        for unit in seen.units() {
            for period in 0..reference.periods() {
                let places: Vec<Place> =
                    seen.offered().filter(|it| it.period == period && services.contains(&it.service)).collect();
                let holds =
                    |task: usize, &place: &Place| reference.holders(Kind::Responsible, task, place).contains(&unit);
                let mut facts = Vec::new();
                for task in [pair.0, pair.1] {
                    if places.iter().any(|place| holds(task, place)) {
                        facts.push(says("responsible", &[TASKS[task]], "", true));
                    }
                }
                let mut both: Vec<usize> = places
                    .iter()
                    .filter(|place| holds(pair.0, place) && holds(pair.1, place))
                    .map(|it| it.service)
                    .collect();
                both.sort_unstable();
                both.dedup();
                if !both.is_empty() {
                    facts.push(format!("conflict {}  whole  {}", names.join("+"), both.len()));
                }
                out.insert((names.join(" – "), seen.unit(unit), period), facts);
            }
        }
    }
    out
}

/// Who decides, who writes payment data, and who does both for one case.
fn payments(seen: &Seen<'_>, out: &mut Told) {
    let reference = seen.reference;
    let fields: Vec<usize> =
        (0..reference.world.fields.len()).filter(|&it| reference.world.fields[it].has("payment")).collect();
    if fields.is_empty() || !seen.reach.tasks[DECIDE] {
        return;
    }
    for unit in seen.units() {
        for period in 0..reference.periods() {
            let now = |it: &Place| it.period == period;
            let decides = |place: Place| reference.holders(Kind::Responsible, DECIDE, place).contains(&unit);
            let writes = |place: Place| {
                let rights = fields.iter().flat_map(|&field| (1..OPERATIONS.len()).map(move |it| (it, field)));
                rights.into_iter().any(|(operation, field)| reference.effective(unit, operation, field, place))
            };
            let mut facts = Vec::new();
            if seen.offered().filter(now).any(decides) {
                facts.push(says("responsible", &["decide"], "", true));
            }
            if reference.places.iter().copied().filter(now).any(|place| seen.sees(place) && writes(place)) {
                facts.push(says("may", &["write payment"], "", true));
            }
            let both = seen.offered().filter(now).filter(|&place| decides(place) && writes(place));
            let services = sorted(both.map(|it| it.service).collect()).len();
            if services > 0 {
                facts.push(format!("conflict decide+write payment  whole  {services}"));
            }
            out.insert(("decide – write payment".to_owned(), seen.unit(unit), period), facts);
        }
    }
}

fn sorted(mut tasks: Vec<usize>) -> Vec<usize> {
    tasks.sort_unstable();
    tasks.dedup();
    tasks
}
