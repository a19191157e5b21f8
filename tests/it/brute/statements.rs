//! Random statements about the things of a world.

use super::strategy::{Dice, Theme};
use super::words::{
    ASSURANCES, CAPACITY, CHANGE, CHANNEL_CLASSES, COMPLEXITIES, DATA_CLASSES, DECIDE, DELIVER, HANDLE, INFORM, INTAKE,
    KINDS, LEVELS, OPERATIONS, PROCESS_TASKS, REVIEW, STEERING, TASKS,
};
use super::world::{Guards, Kind, Noun, Selector, Statement, Term, World, related};

/// The words for how a handover is done.
const MODES: [&str; 5] = ["callback", "appointment", "callback", "warm", "forward"];

/// A statement of a kind, unless the world has nothing to state it about.
pub(super) fn statement(world: &World, theme: Theme, kind: Kind, dice: &mut Dice) -> Option<Statement> {
    let mut it = Statement::new(kind);
    let rights = matches!(kind, Kind::Allow | Kind::Forbid);
    let duties = matches!(kind, Kind::Responsible | Kind::Accountable | Kind::Consulted);
    let powers = matches!(kind, Kind::Mandate | Kind::Delegate);
    if rights || duties {
        it.units = units(world, dice);
    }
    if rights || kind == Kind::Need {
        if world.fields.is_empty() {
            return None;
        }
        it.operations = operations(dice);
        it.data = data(world, dice);
    }
    let likely = theme == Theme::Rights && kind == Kind::Responsible;
    let (whole, informs) = (likely && dice.chance(45), likely && dice.chance(20));
    if powers || kind == Kind::Handover {
        it.chain = chain(world, kind, dice)?;
        it.both_ways = it.chain.iter().map(|_| kind == Kind::Handover && dice.chance(30)).collect();
    }
    let clause = match (theme, kind) {
        (Theme::Walk, _) => 25,
        (Theme::Fronts, _) => 20,
        (Theme::Steering, Kind::Offer) => 10,
        _ => 42,
    };
    let parted = theme == Theme::Steering && kind == Kind::Accountable;
    let of = if parted { 10 } else { clause };
    it.services = Some(services(world, dice)).filter(|_| dice.chance(of) || kind == Kind::Offer);
    if duties || powers || kind == Kind::Need {
        it.tasks = Some(tasks(theme, kind, dice)).filter(|_| dice.chance(75));
    }
    if whole || informs {
        let tasks: &[usize] = if whole { &[INFORM, DECIDE, DELIVER] } else { &[INFORM] };
        let terms = tasks.iter().map(|&task| Term::Name(task)).collect();
        it.tasks = Some(Selector { terms, except: Vec::new() });
    }
    if !powers {
        let whole = parted && dice.chance(22);
        let (channels, others) = match (parted, whole) {
            (_, true) => (0, 0),
            (true, false) => (90, 12),
            (false, false) if theme == Theme::Fronts && kind == Kind::Offer => (10, 5),
            (false, false) if theme == Theme::Fronts => (70, 50),
            (false, false) => (clause, clause / 2),
        };
        clauses_of_place(world, &mut it, (channels, others), dice);
    }
    it.life = dice.life(12);
    if kind == Kind::Allow {
        it.guards = Guards {
            verified: dice.maybe(40, ASSURANCES.len()),
            four_eyes: dice.chance(25),
            after_check: dice.chance(20),
            logged: dice.chance(20),
            ..Guards::default()
        };
        it.up_to = dice.maybe(15, LEVELS.len());
    }
    it.onward = kind == Kind::Mandate && dice.chance(35);
    it.expected = dice.chance(match theme {
        Theme::Tests if !powers => 40,
        Theme::Mandates if powers => 25,
        _ if kind == Kind::Offer => 0,
        _ => 4,
    });
    it.negated = matches!(theme, Theme::Tests | Theme::Mandates) && dice.chance(40);
    it.because = dice.chance(if theme == Theme::Fronts { 10 } else { 40 });
    if kind == Kind::Handover {
        let (mode, limit) = if it.expected { (15, 15) } else { (80, 60) };
        it.mode = dice.maybe(mode, MODES.len()).map(|at| MODES[at]);
        it.within = dice.maybe(limit, 3).map(|at| [1, 2, 48][at]);
        it.share = dice.maybe(limit, 4).map(|at| [10, 15, 20, 30][at]);
    }
    Some(it)
}

fn clauses_of_place(world: &World, it: &mut Statement, (often, seldom): (usize, usize), dice: &mut Dice) {
    let channels = selector(dice, &|dice| named(&world.channels, &CHANNEL_CLASSES, dice));
    it.channels = Some(channels).filter(|_| dice.chance(often));
    if !world.audiences.is_empty() {
        let audiences = selector(dice, &|dice| named(&world.audiences, &[], dice));
        it.audiences = Some(audiences).filter(|_| dice.chance(seldom));
    }
    if !world.locations.is_empty() {
        let locations = selector(dice, &|dice| named(&world.locations, &[], dice));
        it.locations = Some(locations).filter(|_| dice.chance(seldom));
    }
}

/// One or two terms; an exception mostly where there is much to except from.
fn selector(dice: &mut Dice, term: &dyn Fn(&mut Dice) -> Term) -> Selector {
    let mut terms = vec![term(dice)];
    let second = term(dice);
    if dice.chance(35) && terms[0] != Term::All && second != Term::All && second != terms[0] {
        terms.push(second);
    }
    let excepted = term(dice);
    let wide = matches!(terms[0], Term::All | Term::Tag(_) | Term::Class(_));
    let except = dice.chance(if wide { 30 } else { 4 }) && excepted != Term::All;
    Selector { terms, except: if except { vec![excepted] } else { Vec::new() } }
}

/// Mostly a name; else everything, a class word, or the tag where something carries it.
fn named<T>(all: &[Noun<T>], classes: &[&'static str], dice: &mut Dice) -> Term {
    let name = Term::Name(dice.pick(all.len()));
    match dice.pick(10) {
        7 => Term::All,
        8 if !classes.is_empty() => Term::Class(classes[dice.pick(classes.len())]),
        9 if all.iter().any(|it| !it.tags.is_empty()) => Term::Tag(0),
        _ => name,
    }
}

fn units(world: &World, dice: &mut Dice) -> Selector {
    selector(dice, &|dice| named(&world.units, &KINDS, dice))
}

fn services(world: &World, dice: &mut Dice) -> Selector {
    selector(dice, &|dice| if dice.chance(25) { Term::All } else { named(&world.services, &COMPLEXITIES, dice) })
}

/// A record that holds another is named without `.*`, which stands for the fields of its own.
fn data(world: &World, dice: &mut Dice) -> Selector {
    selector(dice, &|dice| {
        let field = Term::Field(dice.pick(world.fields.len()));
        if dice.chance(50) { field } else { named(&world.records, &DATA_CLASSES, dice) }
    })
}

fn operations(dice: &mut Dice) -> Vec<&'static str> {
    let one = OPERATIONS[(2 + dice.pick(OPERATIONS.len())) % OPERATIONS.len()];
    match dice.pick(8) {
        0..4 => vec![one],
        4 => vec!["read", "write"],
        5 if one != "read" => vec!["read", one],
        _ => vec!["write"],
    }
}

fn tasks(theme: Theme, kind: Kind, dice: &mut Dice) -> Selector {
    let likely: &[usize] = match (theme, kind) {
        (Theme::Fronts, Kind::Accountable) => &[PROCESS_TASKS + 1],
        (Theme::Steering, Kind::Accountable) => &[STEERING, STEERING, CAPACITY, CHANGE],
        (_, Kind::Accountable) => &[STEERING, STEERING + 1, PROCESS_TASKS, PROCESS_TASKS + 1, DECIDE],
        (Theme::Structure, _) => &[HANDLE, HANDLE, INTAKE, INFORM, DECIDE],
        (Theme::Mandates, _) => &[DECIDE, DECIDE, HANDLE],
        (Theme::Fronts, Kind::Responsible) => &[INTAKE, INFORM, DECIDE, DECIDE, HANDLE],
        _ => &[INTAKE, HANDLE, DECIDE, INFORM, DELIVER, REVIEW],
    };
    selector(dice, &|dice| match dice.pick(12) {
        10 => Term::All,
        11 => Term::Name(dice.pick(TASKS.len())),
        _ => Term::Name(likely[dice.pick(likely.len())]),
    })
}

/// Two or three different units. Those of a handover are unrelated, since what a handover from a unit into itself
/// would mean is not settled.
fn chain(world: &World, kind: Kind, dice: &mut Dice) -> Option<Vec<usize>> {
    let mut chain = vec![dice.pick(world.units.len())];
    let length = if dice.chance(40) { 3 } else { 2 };
    while chain.len() < length {
        let fits = |unit: &usize| match kind {
            Kind::Handover => !chain.iter().any(|&it| related(&world.units, *unit, it)),
            _ => !chain.contains(unit),
        };
        let others: Vec<usize> = (0..world.units.len()).filter(fits).collect();
        if others.is_empty() {
            break;
        }
        chain.push(others[dice.pick(others.len())]);
    }
    (chain.len() > 1).then_some(chain)
}
