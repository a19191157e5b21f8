//! A brute-force reference for everything that the tool says to compute exactly. It enumerates the cells of random small
//! policies with plain loops, shares no code with the tool, and reads only the findings.
//!
//! `LOKET_CASES` sets how many policies each test makes, `LOKET_SEED` which ones.

mod careless;
mod cells;
mod chains;
mod compare;
mod doors;
mod expect;
mod fixes;
mod gaps;
mod golden;
mod hours;
pub(crate) mod judge;
mod lines;
mod mandates;
mod matrix;
mod overlaps;
mod print;
mod reach;
mod read;
mod reference;
mod rights;
mod rules;
mod select;
mod statements;
mod steering;
mod strategy;
mod structure;
mod tables;
mod temporary;
mod walk;
mod words;
mod world;

use std::env;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use compare::{Rule, agree, mistakes, stand_apart};
use print::print;
use reference::Reference;
use rules::{FRONTS, GAPS, LINES, MANDATES, OVERLAPS, POWERS, RIGHTS, STEERING, STRUCTURE, TESTS, WALK};
use serde_json::Value;
use strategy::{Theme, worlds};

/// How many policies a test makes when nobody says.
const CASES: u32 = 1000;

#[test]
fn gaps_agree_with_brute_force() {
    hold(Theme::Duties, &GAPS, agree);
}

#[test]
fn overlaps_agree_with_brute_force() {
    hold(Theme::Duties, &OVERLAPS, agree);
    hold(Theme::Rights, &OVERLAPS, agree);
}

#[test]
fn rights_agree_with_brute_force() {
    hold(Theme::Rights, &RIGHTS, agree);
}

#[test]
fn mandates_agree_with_brute_force() {
    hold(Theme::Mandates, &MANDATES, agree);
    hold(Theme::Mandates, &POWERS, agree);
}

#[test]
fn process_walk_agrees_with_brute_force() {
    hold(Theme::Walk, &WALK, agree);
    hold(Theme::Walk, &LINES, agree);
}

#[test]
fn fronts_agree_with_brute_force() {
    hold(Theme::Fronts, &FRONTS, agree);
}

#[test]
fn expectations_agree_with_brute_force() {
    hold(Theme::Tests, &TESTS, agree);
    hold(Theme::Mandates, &TESTS, agree);
}

#[test]
fn steering_agrees_with_brute_force() {
    hold(Theme::Steering, &STEERING, agree);
}

#[test]
fn structure_agrees_with_brute_force() {
    hold(Theme::Structure, &STRUCTURE, agree);
}

#[test]
fn boxes_are_disjoint_and_unmergeable() {
    hold(Theme::Duties, &GAPS, stand_apart);
    hold(Theme::Duties, &OVERLAPS, stand_apart);
    hold(Theme::Rights, &OVERLAPS, stand_apart);
    hold(Theme::Rights, &RIGHTS, stand_apart);
    hold(Theme::Mandates, &MANDATES, stand_apart);
    hold(Theme::Mandates, &POWERS, stand_apart);
    hold(Theme::Walk, &WALK, stand_apart);
    hold(Theme::Walk, &LINES, stand_apart);
    hold(Theme::Fronts, &FRONTS, stand_apart);
    hold(Theme::Tests, &TESTS, stand_apart);
    hold(Theme::Mandates, &TESTS, stand_apart);
    hold(Theme::Steering, &STEERING, stand_apart);
    hold(Theme::Structure, &STRUCTURE, stand_apart);
}

/// Agreement about nothing proves nothing: the reference itself must find something for every rule, often enough.
#[test]
fn random_policies_break_every_rule() {
    let themes: [(Theme, &[Rule]); 11] = [
        (Theme::Duties, &GAPS),
        (Theme::Rights, &RIGHTS),
        (Theme::Walk, &WALK),
        (Theme::Walk, &LINES),
        (Theme::Mandates, &MANDATES),
        (Theme::Mandates, &POWERS),
        (Theme::Fronts, &FRONTS),
        (Theme::Tests, &TESTS),
        (Theme::Mandates, &TESTS),
        (Theme::Steering, &STEERING),
        (Theme::Structure, &STRUCTURE),
    ];
    let overlaps = [(Theme::Duties, &OVERLAPS[..3]), (Theme::Rights, &OVERLAPS[3..])];
    let mut seldom = Vec::new();
    for (theme, rules) in themes.into_iter().chain(overlaps) {
        let mut broken = vec![0; rules.len()];
        let mut runner = runner(CASES);
        for _ in 0..CASES {
            let world = worlds(theme).new_tree(&mut runner).expect("any bytes make a policy").current();
            let reference = Reference::new(&world, &print(&world).lines);
            for (count, rule) in broken.iter_mut().zip(rules) {
                *count += u32::from(!(rule.expected)(&reference).is_empty());
            }
        }
        let few = broken.iter().zip(rules).filter(|(count, _)| *count * 50 <= CASES);
        seldom.extend(few.map(|(count, rule)| format!("{} in {count} of {CASES} policies", rule.id)));
    }
    assert!(seldom.is_empty(), "{seldom:#?}");
}

/// Always the same policies, unless the environment names others.
fn runner(cases: u32) -> TestRunner {
    let mut seed = [0; 32];
    seed[..4].copy_from_slice(&number("LOKET_SEED").unwrap_or(0).to_le_bytes());
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
}

/// Makes policies about a theme, has the tool check them, and asks something of every rule.
fn hold(theme: Theme, rules: &[Rule], asked: fn(&Rule, &Reference, &Value) -> Result<(), String>) {
    let cases = number("LOKET_CASES").unwrap_or(CASES);
    let outcome = runner(cases).run(&worlds(theme), |world| {
        let printed = print(&world);
        let files: Vec<(&str, &str)> =
            printed.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let document = crate::support::check(&files, &printed.settings);
        let mistakes = mistakes(&document);
        if !mistakes.is_empty() {
            return Err(TestCaseError::fail(format!("a good policy has mistakes:\n{}", mistakes.join("\n"))));
        }
        let reference = Reference::new(&world, &printed.lines);
        let errors: Vec<String> = rules.iter().filter_map(|rule| asked(rule, &reference, &document).err()).collect();
        if errors.is_empty() { Ok(()) } else { Err(TestCaseError::fail(errors.concat())) }
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

fn number(variable: &str) -> Option<u32> {
    env::var(variable).ok()?.parse().ok()
}
