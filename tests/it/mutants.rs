//! Recall: the sound policies with one thing changed, at every place where it can be, and what has to be found then.
//!
//! A mutation operator names the rules that watch over what it breaks. Where the brute-force reference knows them, it
//! says of every mutant which cells are broken, and the tool must find exactly those; a mutant in which it sees nothing
//! broken is equivalent. For all other rules the operator breaks something by construction, and says what must be found.
//!
//! By default a sample of the mutants is made, the same every time. `LOKET_MUTANTS=all` makes all of them, and
//! `LOKET_OPERATOR` only those of operators with this in their name; what has come of it is then in `target/mutants.txt`.

mod judge;
mod operators;
pub(crate) mod policy;
mod queue;
mod reach;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use judge::{Outcome, judge, unmutated};
use operators::{EXEMPT, Operator, all};
use policy::Policy;

const POLICIES: [&str; 3] = ["bank", "duinrade", "wijkteams"];

/// How many mutants of an operator are made of a policy when nobody asks for all.
const SAMPLE: usize = 4;

#[test]
fn every_mutant_is_found_or_equivalent() {
    let every = env::var("LOKET_MUTANTS").is_ok_and(|it| it == "all");
    let only = env::var("LOKET_OPERATOR").ok();
    let reported = env::var_os("LOKET_MUTANTS").is_some() || only.is_some();
    let wanted = |it: &Operator| only.as_ref().is_none_or(|only| it.name.contains(only.as_str()));
    let tallies: Mutex<BTreeMap<&str, Tally>> = Mutex::default();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for worker in 0..workers {
            let tallies = &tallies;
            let work = move || {
                let policies = POLICIES.map(Policy::load);
                let mut turn = 0;
                for operator in all().filter(|it| wanted(it)) {
                    for policy in &policies {
                        let mutants = (operator.places)(policy);
                        let step = if every { 1 } else { mutants.len().div_ceil(SAMPLE).max(1) };
                        for mutant in mutants.iter().step_by(step) {
                            turn += 1;
                            if turn % workers == worker {
                                let begun = Instant::now();
                                let outcome = judge(policy, operator, mutant);
                                let mut tallies = tallies.lock().unwrap();
                                tallies.entry(operator.name).or_default().add(outcome, begun.elapsed());
                                if reported && turn % 200 == worker {
                                    report(&tallies);
                                }
                            }
                        }
                    }
                }
            };
            scope.spawn(work);
        }
    });
    let tallies = tallies.into_inner().unwrap();
    if reported {
        report(&tallies);
    }
    let wrong: Vec<&String> = tallies.values().flat_map(|it| &it.wrong).collect();
    let shown: String = wrong.iter().take(12).map(|it| format!("\n{it}")).collect::<Vec<_>>().concat();
    assert!(wrong.is_empty(), "{} mutants are not as they should be:{shown}", wrong.len());
    // A sample may miss the few that an operator breaks.
    for operator in all().filter(|it| wanted(it) && (every || only.is_some())) {
        let found = tallies.get(operator.name).map_or(0, |it| it.found);
        assert!(found > 0, "{} breaks nothing anywhere", operator.name);
    }
}

/// What came of the mutants so far: a run of all of them takes hours, and may be stopped.
fn report(tallies: &BTreeMap<&str, Tally>) {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    fs::create_dir_all(&target).unwrap();
    fs::write(target.join("mutants.txt"), table(tallies)).unwrap();
}

/// Otherwise a mutant would prove nothing.
#[test]
fn nothing_is_wrong_before_anything_is_changed() {
    for name in POLICIES {
        assert_eq!(unmutated(&Policy::load(name)), "", "{name}");
    }
}

#[test]
fn there_are_many_operators_with_names_of_their_own() {
    let mut names: Vec<&str> = all().map(|it| it.name).collect();
    let many = names.len();
    names.sort_unstable();
    names.dedup();
    assert!(many >= 40 && names.len() == many, "{many} operators with {} names", names.len());
}

/// No rule of weight goes without an operator, unless it is said why.
#[test]
fn every_rule_is_expected_by_an_operator() {
    let mut missing = String::new();
    for rule in loket::checks::ALL {
        let expected = all().any(|it| it.rules.contains(&rule.id));
        let exempt = EXEMPT.iter().any(|(id, _)| *id == rule.id);
        let light = rule.level == loket::finding::Level::Info;
        if !expected && !exempt && !light {
            let _ = write!(missing, " {}", rule.id);
        }
        assert!(!(expected && exempt), "{} is expected and exempt", rule.id);
    }
    assert!(missing.is_empty(), "no operator expects{missing}");
    for operator in all() {
        for rule in operator.rules {
            assert!(loket::checks::ALL.iter().any(|it| it.id == *rule), "{} expects {rule}", operator.name);
        }
    }
}

/// What came of the mutants of one operator.
#[derive(Default)]
struct Tally {
    found: usize,
    equivalent: usize,
    wrong: Vec<String>,
    /// How long it took to judge them.
    took: Duration,
}

impl Tally {
    fn add(&mut self, outcome: Outcome, took: Duration) {
        self.took += took;
        match outcome {
            Outcome::Found => self.found += 1,
            Outcome::Equivalent => self.equivalent += 1,
            Outcome::Wrong(why) => self.wrong.push(why),
        }
    }
}

fn table(tallies: &BTreeMap<&str, Tally>) -> String {
    let mut out = String::new();
    for (name, it) in tallies {
        let (found, equivalent, wrong, took) = (it.found, it.equivalent, it.wrong.len(), it.took);
        let _ = writeln!(out, "{name}: {found} found, {equivalent} equivalent, {wrong} wrong, in {took:.1?}");
    }
    let sum = |of: fn(&Tally) -> usize| tallies.values().map(of).sum::<usize>();
    let (found, equivalent) = (sum(|it| it.found), sum(|it| it.equivalent));
    let _ = writeln!(out, "all: {found} found, {equivalent} equivalent, {} wrong", sum(|it| it.wrong.len()));
    for why in tallies.values().flat_map(|it| &it.wrong) {
        let _ = writeln!(out, "\n{why}");
    }
    out
}
