//! Failed expectations: what is told of them, which statements are named, and what the helps say to write.

use serde_json::Value;

use crate::helps::{helps, told};

#[test]
fn an_expectation_says_what_differs() {
    let base = "channel Tel { medium: phone }\nunit Front { kind: front }\nunit Back { kind: back }\nunit B { kind: board }\nservice S\n\
                offer S via Tel\nhandover Front -> Back warm within 1h\nmandate B -> Back for decide because \"x\"\n";
    for (asked, message, help) in [
        ("handover Front -> Back cold", "is `warm`, not `cold`", "write `cold` instead of `warm`"),
        (
            "handover Front -> Back within 5m",
            "is `within 1h`, not `within 5m`",
            "write `within 5m` instead of `within 1h`",
        ),
        ("handover Front -> Back share 5%", "states no `share`", "add `share 5%`"),
        ("handover Front <-> Back", "leads one way only", "write `<->` instead of `->`"),
        ("mandate B -> Back for decide onward", "may not be given on", "add `onward`"),
    ] {
        let told = told("expect/failed", &format!("{base}expect {asked}\n"));
        assert!(told[0].0.contains(message), "{told:#?}");
        assert_eq!(told[0].1, format!("{help} there, or change the expectation"));
    }
}

/// The findings of `expect/failed` in a policy: message, help, and the lines with a mark, each with what it says.
fn failed(statements: &str) -> Vec<(String, String, Vec<String>)> {
    let base = "channel T { medium: phone }\nunit A { kind: kcc }\nunit B { kind: back }\nunit C { kind: back }\n\
                unit Bd { kind: board }\nservice S\noffer S via T\n";
    let before = base.lines().count() as u64;
    let document = crate::support::check(&[("a.org", &format!("{base}{statements}"))], "");
    let findings = document["policies"][0]["findings"].as_array().unwrap().iter();
    let text = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    let mark =
        |it: &Value| format!("{} {}", it["range"]["start"]["line"].as_u64().unwrap() - before, text(it, "message"));
    let failed = findings.filter(|it| it["rule"] == "expect/failed");
    failed
        .map(|it| (text(it, "message"), text(it, "help"), it["labels"].as_array().unwrap().iter().map(mark).collect()))
        .collect()
}

#[track_caller]
fn fails(statements: &str, message: &str, help: &str, marks: &[&str]) {
    let failed = failed(statements);
    let [(told, helped, marked)] = &failed[..] else { panic!("{failed:#?}") };
    assert_eq!(told, &format!("this expectation does not hold: {message}"), "{statements}");
    assert_eq!(helped, help, "{statements}");
    assert_eq!(marked, marks, "{statements}");
}

#[test]
fn a_way_back_that_lacks_is_told_as_such() {
    let there = "handover A <-> B within 2m\nhandover B -> C within 2m\n";
    fails(
        &format!("{there}expect handover A <-> C\n"),
        "no road leads back from `C` to `A` of `S`",
        "write `handover C -> A of S within …`",
        &[],
    );
    fails(
        &format!("{there}expect handover B <-> A <-> C within 2m\n"),
        "no road leads back from `C` to `A` of `S`",
        "write `handover C -> A of S within 2m`",
        &[],
    );
    // By another statement than the one that leads there.
    assert!(failed("handover A -> B\nhandover B -> A\nexpect handover A <-> B\n").is_empty());
    // Without the road itself there is no way back to miss.
    fails(
        "handover B -> A\nexpect handover A <-> B\n",
        "no road leads from `A` to `B` of `S`",
        "write `handover A <-> B of S within …`",
        &[],
    );
}

#[test]
fn a_slow_road_is_a_road() {
    let slow = "handover A -> B within 2m\nhandover B -> C within 3m\nhandover A -> C within 1h\n";
    fails(
        &format!("{slow}expect handover A -> C within 1m\n"),
        "a handover on the road from `A` to `C` of `S` is `within 3m`, not `within 1m`",
        "write `within 1m` instead of `within 3m` and write `within 1m` instead of `within 2m` there, or change the expectation",
        &["2 is `within 3m`, not `within 1m`", "1 is `within 2m`, not `within 1m`"],
    );
    fails(
        "handover A -> B warm within 1m\nhandover B -> C within 1m\nexpect handover A -> C warm within 5m\n",
        "a handover on the road from `A` to `C` of `S` is not said to be `warm`",
        "add `warm` there, or change the expectation",
        &["2 is not said to be `warm`"],
    );
    fails(
        "handover A -> B within 1m\nhandover B -> C\nexpect handover A -> C within 5m\n",
        "a handover on the road from `A` to `C` of `S` states no `within`",
        "add `within 5m` there, or change the expectation",
        &["2 states no `within`"],
    );
    // The way back is slow, and another statement than the way there.
    fails(
        "handover A -> B within 1m\nhandover B -> A within 9m\nexpect handover A <-> B within 5m\n",
        "the road from `A` to `B` of `S` is `within 9m`, not `within 5m`",
        "write `within 5m` instead of `within 9m` there, or change the expectation",
        &["2 is `within 9m`, not `within 5m`"],
    );
}

#[test]
fn all_statements_of_a_counterexample_are_named() {
    let narrow = "narrow the statements that make it, or drop the expectation";
    let on = |line: u32| format!("{line} leads on from there");
    fails(
        "handover A <-> B within 2m\nhandover B -> C within 2m\nhandover A -> Bd\nexpect no handover A -> C\n",
        "a road leads from `A` to `C` of `S`",
        narrow,
        &[&on(1), &on(2)],
    );
    // Of two roads as short as each other both; of a longer one nothing.
    fails(
        "handover A -> B -> C\nhandover A -> Bd -> C\nhandover C -> A\nexpect no handover A -> C\n",
        "a road leads from `A` to `C` of `S`",
        narrow,
        &[&on(1), &on(2)],
    );
    // Different cells by different statements.
    fails(
        "channel M { medium: email }\noffer S via M\nhandover A -> B via T\nhandover A -> C via M\nhandover C -> B via M\n\
         expect no handover B <-> A\n",
        "a road leads back from `A` to `B` of `S`",
        narrow,
        &[&on(3), &on(4), &on(5)],
    );
    let either = "a road leads from `A` to `B` or back of `S`";
    let both = "channel M { medium: email }\noffer S via M\nhandover A -> B via T\nhandover B -> A via M\n";
    fails(&format!("{both}expect no handover A <-> B\n"), either, narrow, &[&on(3), &on(4)]);
    let gives = |line: u32| format!("{line} gives the power");
    fails(
        "mandate Bd -> B for decide onward\nmandate B -> C for decide\nmandate Bd -> A for decide\n\
         expect no mandate Bd -> C for decide\n",
        "a chain of mandates leads from `Bd` to `C` for decide of `S`",
        narrow,
        &[&gives(1), &gives(2)],
    );
    fails(
        "delegate Bd -> B for decide\nservice S2\ndelegate B -> C for decide\nexpect no delegate Bd -> B -> C for decide of S\n",
        "a chain of delegations leads from `Bd` by `B` to `C` for decide of `S`",
        narrow,
        &[&gives(1), &gives(3)],
    );
}

#[test]
fn the_handover_that_comes_nearest_is_named() {
    let two = "channel M { medium: email }\noffer S via M\n";
    fails(
        &format!("{two}handover A -> B via T\nexpect handover A -> B\n"),
        "no road leads from `A` to `B` of `S` via `M`",
        "add `M` to its `via`, or write `handover A -> B of S via M within …`",
        &["3 this comes nearest, but it does not hold via `M`"],
    );
    // On a road of several handovers the one with the hole.
    fails(
        &format!("{two}handover A -> B\nhandover B -> C via T\nexpect handover A -> C via M\n"),
        "no road leads from `A` to `C` of `S` via `M`",
        "add `M` to its `via`, or write `handover A -> C of S via M within …`",
        &["4 this comes nearest, but it does not hold via `M`"],
    );
    // Two holes are far.
    fails(
        &format!("{two}handover A -> B via T\nhandover B -> C via T\nexpect handover A -> C via M\n"),
        "no road leads from `A` to `C` of `S` via `M`",
        "write `handover A -> C of S via M within …`",
        &[],
    );
}

#[test]
fn what_a_class_should_do_is_not_mended_by_others() {
    let told = told(
        "expect/failed",
        "channel Tel { medium: phone }\nunit Back { kind: back }\nunit Team { kind: team }\nservice S\noffer S via Tel\n\
         responsible Back for handle\nexpect responsible team for intake\n",
    );
    assert_eq!(told[0].1, "write `responsible UNIT for intake of S`");
}

/// Of lists only the names that fail are told, and what mends one of them is not said to mend another.
#[test]
fn what_holds_of_a_list_is_not_told() {
    fails(
        "handover A -> B within 1m\nexpect handover A -> B, C within 1m\n",
        "no road leads from `A` to `C` of `S`",
        "write `handover A -> C of S within 1m`",
        &["1 leads on, but not to where it should"],
    );
    fails(
        "handover B -> C\nexpect handover A, B -> C\n",
        "no road leads from `A` to `C` of `S`",
        "write `handover A -> C of S within …`",
        &[],
    );
    fails(
        "handover A -> B, C\nexpect no handover A -> C, Bd\n",
        "a road leads from `A` to `C` of `S`",
        "narrow the statement that makes it, or drop the expectation",
        &["1 leads on from there"],
    );
    fails(
        "mandate Bd -> B for decide\nexpect mandate Bd -> B, C for decide\n",
        "no chain of mandates leads from `Bd` to `C` for decide of `S`",
        "write `mandate Bd -> C for decide of S because \"…\"`",
        &["1 leads on, but not to where it should"],
    );
    // A handover to one of two names is none to the other: to let it reach further mends half.
    let two = "channel M { medium: email }\noffer S via M\n";
    fails(
        &format!("{two}handover A -> B via T\nexpect handover A -> B, C via M\n"),
        "no road leads from `A` to `B, C` of `S` via `M`",
        "write `handover A -> B, C of S via M within …`",
        &[],
    );
}

/// A handover that is no answer to what is asked is not said to be one if only it reached further.
#[test]
fn what_is_done_otherwise_is_not_extended() {
    let two = "channel M { medium: email }\noffer S via M\n";
    let write = "write `handover A -> B of S via M warm within 1m`";
    let lacks = "no road leads from `A` to `B` of `S` via `M`";
    fails(
        &format!("{two}handover A -> B cold within 1h via T\nexpect handover A -> B warm within 1m via M\n"),
        lacks,
        write,
        &["3 is `cold`, not `warm`, is `within 1h`, not `within 1m` and does not hold via `M`"],
    );
    let good = "handover A -> B cold within 1h via T\nhandover A -> B warm within 30s via T\n";
    fails(
        &format!("{two}{good}expect handover A -> B warm within 1m via M\n"),
        lacks,
        &format!("add `M` to its `via`, or {write}"),
        &["4 this comes nearest, but it does not hold via `M`"],
    );
    // On a road of two handovers the other one is as it should be, or there is nothing to extend.
    let relay = |first: &str| {
        format!("{two}handover A -> B {first}\nhandover B -> C warm via T\nexpect handover A -> C warm via M\n")
    };
    let (lacks, write) =
        ("no road leads from `A` to `C` of `S` via `M`", "write `handover A -> C of S via M warm within …`");
    fails(
        &relay("warm"),
        lacks,
        &format!("add `M` to its `via`, or {write}"),
        &["4 this comes nearest, but it does not hold via `M`"],
    );
    fails(&relay("cold"), lacks, write, &["3 leads on, but not to where it should"]);
    // A slower road is not what should not be.
    assert!(failed("handover A -> B within 1h\nexpect no handover A -> B within 1m\n").is_empty());
    fails(
        "handover A -> B within 1h\nhandover A -> C within 1m\nhandover C -> B within 1m\nexpect no handover A -> B within 5m\n",
        "a road leads from `A` to `B` of `S`",
        "narrow the statements that make it, or drop the expectation",
        &["2 leads on from there", "3 leads on from there"],
    );
}

/// A road that changes in time is told with all its statements.
#[test]
fn a_slow_road_may_change_in_time() {
    fails(
        "handover A -> B within 5m until 2026-12-31\nhandover A -> B within 9m from 2027-01-01\nexpect handover A -> B within 1m\n",
        "the road from `A` to `B` of `S` is `within 9m`, not `within 1m`",
        "write `within 1m` instead of `within 9m` and write `within 1m` instead of `within 5m` there, or change the expectation",
        &["2 is `within 9m`, not `within 1m`", "1 is `within 5m`, not `within 1m`"],
    );
}

/// A chain of several mandates is there, though what should be given on is not.
#[test]
fn a_chain_that_may_not_go_on_is_a_chain() {
    fails(
        "mandate Bd -> B for decide onward\nmandate B -> C for decide\nexpect mandate Bd -> C for decide onward\n",
        "the mandate from `Bd` to `C` for decide of `S` may not be given on",
        "add `onward` there, or change the expectation",
        &["2 may not be given on"],
    );
    // Of one service it is not there at all.
    let two = "service S2\noffer S2 via T\n";
    let document = format!("{two}mandate Bd -> B for decide of S\nexpect mandate Bd -> B for decide onward\n");
    let told: Vec<(String, String)> = failed(&document).into_iter().map(|it| (it.0, it.1)).collect();
    let of = |what: &str| format!("this expectation does not hold: {what}");
    assert_eq!(
        told,
        [
            (
                of("no chain of mandates leads from `Bd` to `B` for decide of `S2`"),
                "write `mandate Bd -> B for decide of S2 onward because \"…\"`".to_owned()
            ),
            (
                of("the mandate from `Bd` to `B` for decide of `S` may not be given on"),
                "add `onward` there, or change the expectation".to_owned()
            ),
        ]
    );
}

/// Who has no power gives none, whatever is stated.
#[test]
fn a_power_must_be_there_to_be_given() {
    fails(
        "mandate A -> B for decide\nexpect mandate A -> B for decide\n",
        "`A` has no power to give for decide of `S`",
        "write `mandate Bd -> A for decide of S onward because \"…\"`, or change the expectation",
        &["1 gives what is not there to give"],
    );
    fails(
        "mandate Bd -> C for decide\nexpect mandate A -> C for decide\n",
        "`A` has no power to give for decide of `S`",
        "write `mandate Bd -> A for decide of S onward because \"…\"` and `mandate A -> C for decide of S because \"…\"`",
        &["1 leads there, but not from where it should"],
    );
}

#[test]
fn safeguards_are_part_of_what_is_expected() {
    let record = "record R { l: legal }\n";
    fails(
        &format!("{record}expect allow B to update R.l when logged, verified high, four-eyes by C\n"),
        "`B` may not update `R.l` of `S` with these safeguards",
        "write `allow B to update R.l of S when verified high, four-eyes by C, logged`",
        &[],
    );
    fails(
        &format!("{record}allow B to update R.l when logged\nexpect allow B to update R.l when logged, verified low\n"),
        "`B` may not update `R.l` of `S` with these safeguards",
        "add `verified low` to its `when`, or change the expectation",
        &["2 gives the right without `verified low`"],
    );
    // A right with less is no help elsewhere.
    let two = "channel M { medium: email }\n";
    fails(
        &format!("{two}{record}allow B to update R.l via T\nexpect allow B to update R.l via M when logged\n"),
        "`B` may not update `R.l` of `S` via `M` with these safeguards",
        "write `allow B to update R.l of S via M when logged`",
        &[],
    );
}

/// More chains than are followed are a finding, not a silence.
#[test]
fn too_many_chains_are_told() {
    let names = |prefix: &str| (0..65).map(|at| format!("{prefix}{at}")).collect::<Vec<_>>();
    let (from, to) = (names("F"), names("G"));
    let units: Vec<String> = from.iter().chain(&to).map(|name| format!("unit {name} {{ kind: back }}\n")).collect();
    let units = units.concat();
    for head in ["handover", "mandate"] {
        let failed = failed(&format!("{units}expect {head} {} -> {}\n", from.join(", "), to.join(", ")));
        let [(message, help, _)] = &failed[..] else { panic!("{failed:#?}") };
        assert!(
            message
                .ends_with("its lists make 4225 chains, more than are followed, so that nobody knows whether it holds")
        );
        assert_eq!(help, "split the expectation into several");
    }
}

/// A body that has ended, or may not mandate, is not asked to.
#[test]
fn a_power_comes_from_who_has_it() {
    let base = "channel Tel { medium: phone }\nunit Old { kind: board  until: 2026-12-31 }\nunit Bd { kind: board }\n\
                unit Afd { kind: back }\nservice S { decision: yes  body: Old }\n\
                service F { decision: yes  body: Bd  mandatable: no }\noffer S, F via Tel\nresponsible Afd for decide\n";
    let then = "no body is competent then: name one as the service's `body`, and write `mandate BODY -> Afd for decide of S \
                from 2027-01-01 because \"…\"`";
    let now = "write `mandate Old -> Afd for decide of S until 2026-12-31 because \"…\"`";
    let fixed = "this cannot be mandated: write `responsible Bd for decide of F` in its place";
    helps("mandate/missing", base, &[fixed, then, now]);
}

/// Dates that stop a statement are those of what it names, where they are.
#[test]
fn whose_dates_end_is_said() {
    fails(
        "unit E { kind: back  until: 2026-12-31 }\nhandover A -> E\nexpect handover A -> back except B, C\n",
        "no road leads from `A` to `back except B, C` of `S` from 2027-01-01 on",
        "let the dates of `E` reach further: it does not hold from 2027-01-01 on, or write `handover A -> back except B, C of S from 2027-01-01 within …`",
        &["2 this comes nearest, but it does not hold from 2027-01-01 on"],
    );
}

/// Who is gone gives and gets no power, also among others.
#[test]
fn who_is_gone_is_no_link_of_a_chain() {
    let base = "channel Tel { medium: phone }\nunit College { kind: board }\nunit K { kind: kcc }\nunit B1 { kind: back }\n\
                unit B2 { kind: back until: 2027-06-30 }\nunit T { kind: team }\nservice S { decision: yes }\noffer S via Tel\n";
    let periods = |rule: &str, statements: &str| {
        let document = crate::support::check(&[("a.org", &format!("{base}{statements}"))], "");
        let findings = document["policies"][0]["findings"].as_array().unwrap().iter().filter(|it| it["rule"] == rule);
        findings.map(|it| it["subjects"]["period"][0].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let relay = "mandate College -> B2, T for decide onward because \"r\"\nmandate B2, B1 -> K for decide because \"r\"\n\
                 responsible K for decide\nexpect mandate College -> K for decide\n";
    for rule in ["mandate/missing", "gap/undecided", "expect/failed"] {
        assert_eq!(periods(rule, relay), ["2027-07-01/.."], "{rule}");
    }
    let class = "unit Z { kind: staff until: 2027-06-30 }\nmandate College -> staff -> T for decide because \"r\"\nresponsible T for decide\n";
    assert_eq!(periods("mandate/missing", class), ["2027-07-01/.."]);
    // What it got while it was there it may give while it is there, and no more is asked of it.
    let source =
        "mandate College -> B2 for decide onward because \"r\"\nmandate B2, B1 -> K for decide because \"r\"\n";
    assert_eq!(periods("mandate/wider-than-source", source), [""; 0]);
    let outside = "unit P { kind: partner until: 2027-06-30 }\nmandate College -> P, T for decide because \"r\"\n";
    assert_eq!(periods("mandate/outside", outside).len(), 1);
    // A list asks each while it is there.
    let list = "mandate College -> K for decide because \"r\"\nmandate College -> B2 for decide because \"r\"\n\
                expect mandate College -> K, B2 for decide\n";
    assert_eq!(periods("expect/failed", list), [""; 0]);
}

/// What of a right lacks is told apart: it, its safeguards, or its effect.
#[test]
fn what_of_a_right_lacks_is_told() {
    let data = "record R { a: note  b: note }\n";
    let told = |statements: &str| -> Vec<(String, String)> {
        failed(&format!("{data}{statements}"))
            .into_iter()
            .map(|it| (it.0.replace("this expectation does not hold: ", ""), it.1))
            .collect()
    };
    let pair = |message: &str, help: &str| (message.to_owned(), help.to_owned());
    assert_eq!(
        told("allow B to update R.a\nexpect allow B to update R.* when logged\n"),
        [
            pair(
                "`B` may not update `R.a` of `S` with these safeguards",
                "add `logged` to its `when`, or change the expectation"
            ),
            pair(
                "`B` may not update `R.b` of `S` with these safeguards",
                "write `allow B to update R.b of S when logged`"
            ),
        ]
    );
    assert_eq!(
        told("allow B, C to update R.a\nexpect allow B, A to update R.a when logged\n"),
        [
            pair(
                "`A` may not update `R.a` of `S` with these safeguards",
                "write `allow A to update R.a of S when logged`"
            ),
            pair(
                "`B` may not update `R.a` of `S` with these safeguards",
                "add `logged` to its `when`, or change the expectation"
            ),
        ]
    );
    let limit = "limit the `forbid` with `except`, or drop it";
    assert_eq!(
        told("forbid B to write *\nexpect allow B to update R.a\n"),
        [pair(
            "`B` may not update `R.a` of `S`",
            &format!("{limit}, and write `allow B to update R.a of S`, or change the expectation")
        )]
    );
    assert_eq!(
        told("allow B to update R.a\nforbid B to update R.a\nexpect allow B to update R.a when logged\n"),
        [pair("`B` may not update `R.a` of `S` with these safeguards", &format!("{limit}, or change the expectation"))]
    );
}

/// The nearest statement is one of the units that the box is about.
#[test]
fn what_others_lack_mends_nothing() {
    let none = |statements: &str| failed(statements).into_iter().map(|it| it.1).collect::<Vec<_>>();
    assert_eq!(
        none("responsible B for handle\nexpect responsible A, B for inform\n"),
        ["write `responsible A, B for inform of S`"]
    );
    let forbid = "channel M { medium: email }\nrecord R { a: note }\nforbid B to update R.a via T\n\
                  expect forbid B, C to update R.a via M\n";
    assert_eq!(none(forbid), ["write `forbid B, C to update R.a of S via M`"]);
    // A statement of several parts is one.
    let parts = "unit E { kind: back until: 2027-06-30 }\nrecord R { a: note }\nforbid A, E to update R.a\n\
                 expect no forbid * to update R.a until 2027-06-30\n";
    fails(
        parts,
        "`A` and `E` are forbidden to update `R.a` of `S` until 2027-06-30",
        "narrow the statement that makes it, or drop the expectation",
        &["3 forbids it"],
    );
}

#[test]
fn a_way_back_lacks_whatever_else_leads_back() {
    let chain = "handover A <-> B -> C\nexpect handover B <-> C within 2m\n";
    let told = failed(chain);
    assert!(told[0].0.contains("states no `within` and leads one way only"), "{told:#?}");
    assert_eq!(told[0].1, "add `within 2m` and write `<->` instead of `->` there, or change the expectation");
    // Through a class by the same unit, and by its worst handover.
    fails(
        "handover B -> A within 2m\nhandover A -> C within 2m\nhandover C -> B within 1h\nexpect handover back <-> A within 2m\n",
        "a handover on the road from `back` to `A` of `S` is `within 1h`, not `within 2m`",
        "write `within 2m` instead of `within 1h` there, or change the expectation",
        &["3 is `within 1h`, not `within 2m`"],
    );
}

/// In however many cells: all statements that make it are named.
#[test]
fn every_cell_counts() {
    let channels: Vec<String> =
        (0..21).map(|at| format!("channel C{at} {{ medium: web }}\noffer S via C{at}\n")).collect();
    let there: Vec<String> = (0..20).map(|at| format!("handover A -> B via C{at} within 2m\n")).collect();
    let told = failed(&format!(
        "{}{}handover B -> A via C20 within 2m\nexpect no handover A <-> B\n",
        channels.concat(),
        there.concat()
    ));
    assert!(told[0].0.contains("a road leads from `A` to `B` or back of `S`"), "{told:#?}");
    assert_eq!(told.len(), 1);
}

#[test]
fn what_is_to_be_written_is_what_is_asked() {
    fails(
        "expect handover A -> B within 2m share 20%\n",
        "no road leads from `A` to `B` of `S`",
        "write `handover A -> B of S within 2m share 20%`",
        &[],
    );
    let fixed = "service F { decision: yes mandatable: no }\noffer F via T\n";
    let cannot = "this cannot be mandated: change the expectation";
    for expected in ["mandate B -> C for decide of F", "mandate Bd -> C for decide of F"] {
        assert_eq!(failed(&format!("{fixed}expect {expected}\n"))[0].1, cannot, "{expected}");
    }
    // Who has the power changes, so does who is to give it.
    let told = failed("delegate Bd -> C for decide from 2027-03-01\nexpect mandate A -> B for decide\n");
    let helps: Vec<&str> = told.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(helps.len(), 2, "{told:#?}");
    assert!(helps.iter().any(|it| it.contains("mandate Bd -> A for decide of S until 2027-02-28 onward")), "{told:#?}");
    assert!(helps.iter().any(|it| it.contains("mandate C -> A for decide of S from 2027-03-01 onward")), "{told:#?}");
    let partly = failed("mandate A -> B for decide because \"r\"\nexpect mandate A -> B for decide, review\n");
    assert!(partly[0].1.contains("and `mandate A -> B for decide, review of S because"), "{partly:#?}");
}

/// Of a subject the class that fails is told, and not the names that do not.
#[test]
fn the_class_that_fails_is_told() {
    fails(
        "responsible B for inform\nexpect responsible B, back, team for inform\n",
        "nobody of `team` is responsible for inform of `S`",
        "write `responsible UNIT for inform of S`",
        &["1 `B` is responsible here"],
    );
}
