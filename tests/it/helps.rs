//! Helps: what they say to write mends what they are about, and can be written as it stands.

use serde_json::Value;

use crate::cli::Place;

/// The messages and helps of a rule's findings in a policy.
fn told(rule: &str, policy: &str) -> Vec<(String, String)> {
    let place = Place::new().file("loket.toml", "").file("a.org", policy);
    let out = place.run(&["check", "--format", "json", "--as-of", "2026-01-01", "--select", rule]).out;
    let json: Value = serde_json::from_str(&out).unwrap();
    let text = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    let findings = json["policies"][0]["findings"].as_array().unwrap();
    findings.iter().map(|it| (text(it, "message"), text(it, "help"))).collect()
}

#[track_caller]
fn helps(rule: &str, policy: &str, wanted: &[&str]) {
    let told = told(rule, policy);
    let helps: Vec<&str> = told.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(helps, wanted, "{told:#?}");
}

#[test]
fn names_are_written_as_the_language_needs_them() {
    helps(
        "gap/unserved",
        "location `at`\nlocation Oost\nchannel Balie { medium: counter }\nservice `of`\nservice S\nunit U { kind: back }\n\
         offer `of` via Balie at `at`\noffer S via Balie\nresponsible U for inform, intake, handle, deliver of S\n\
         responsible U for inform, intake of `of`\n",
        &["add ``of`` to its `of`, or write `responsible UNIT for handle, deliver of `of` via Balie at `at``"],
    );
    helps(
        "gap/field-unwritable",
        "record `of` { a: public }\nunit U { kind: back }\nallow U to read *\n",
        &["write `allow UNIT to update `of`.a`, or drop the field"],
    );
}

#[test]
fn units_and_channels_are_written_as_the_language_needs_them() {
    helps(
        "structure/orphan-unit",
        "unit `at` { kind: back }\nunit A { kind: back }\nservice S\nresponsible A for handle of S\n",
        &["say what it does, for example `responsible `at` for handle of SERVICE`, or remove it"],
    );
    helps(
        "capacity/no-surge",
        "channel `via` { medium: phone  target: 80% within 30s  handling: 4m  peak: 60/h }\nservice S\n\
         unit K { kind: kcc  agents: 9 via `via` }\noffer S via `via`\nresponsible K for inform, intake\n",
        &["write `surge: 2 via `via` from UNIT within 15m` in `K`"],
    );
}

#[test]
fn only_who_has_every_skill_is_to_do_the_work() {
    let base = "channel Tel { medium: phone }\nunit A { kind: back  skills: a }\nunit B { kind: back  skills: b }\n\
                service S { skills: a, b }\noffer S via Tel\nresponsible A for handle\n";
    let add = "add `b` to the `skills` of `A` once its people are trained";
    helps("people/skill-gap", base, &[add]);
    let both = format!("{base}unit C {{ kind: back  skills: b, a }}\n");
    helps("people/skill-gap", &both, &[&format!("{add}, or let `C` do this")]);
}

#[test]
fn what_is_forbidden_is_not_to_be_allowed_again() {
    let base = "channel Tel { medium: phone }\nchannel Mail { medium: email }\nservice S1\nservice S2\nrecord R { l: legal }\n\
         unit A { kind: back }\noffer S1, S2 via Tel, Mail\nresponsible A for handle\nneed update R.l for handle\n";
    let forbid = "forbid A to update R.l via Tel\n";
    let limit = "limit the `forbid` with `except`, or drop it";
    helps("gap/right-missing", &format!("{base}allow A to update R.l when logged\n{forbid}"), &[limit]);
    helps(
        "gap/right-missing",
        &format!("{base}allow A to update R.l via Mail when logged\n{forbid}"),
        &[&format!("{limit}, and write `allow A to update R.l via Tel when …`")],
    );
    let all = format!("{base}allow A to update R.l when logged\nforbid A to write R.l\n");
    helps("gap/field-unwritable", &all, &[limit]);
    let reading = base.replace("need update", "need read");
    helps("gap/right-missing", &reading, &["write `allow A to read R.l`"]);
}

#[test]
fn what_an_except_leaves_out_is_taken_out_of_it() {
    let base = "channel Tel { medium: phone }\nchannel Mail { medium: email }\nservice S1\nservice S2\nunit A { kind: back }\n\
         offer S1, S2 via Tel, Mail\n";
    for (clause, name) in [("of * except S2", "S2"), ("via * except Mail", "Mail")] {
        let policy = format!("{base}responsible A for inform, intake, handle, deliver {clause}\n");
        let told = told("gap/unserved", &policy);
        assert!(told[0].1.starts_with(&format!("take `{name}` out of its `except`, or write ")), "{told:#?}");
    }
    let passing = base.replace("unit A { kind: back }", "unit A { kind: back  until: 2026-06-30 }");
    let told = told("gap/unserved", &format!("{passing}responsible A for inform, intake, handle, deliver\n"));
    assert!(told[0].1.starts_with("let the dates of `A` reach further: it does not hold from 2026-07-01"), "{told:#?}");
}

#[test]
fn who_has_the_power_is_to_mandate() {
    let base = "channel Tel { medium: phone }\nunit Raad { kind: board }\nunit College { kind: board }\nunit SVB { kind: partner }\n\
         unit Afd { kind: back }\nservice S1 { decision: yes  body: Raad }\nservice S2 { decision: yes  body: College }\n\
         service S3 { decision: yes  body: Raad }\noffer S1, S2, S3 via Tel\n";
    let policy = format!("{base}responsible Afd for decide of S1, S2\ndelegate Raad -> SVB for decide of S1\n");
    let mandates = [
        "write `mandate SVB -> Afd for decide of S1 because \"…\"`",
        "write `mandate College -> Afd for decide of S2 because \"…\"`",
    ];
    helps("mandate/missing", &policy, &mandates);
    let missing = "write `responsible UNIT for decide of S3` and a mandate for that unit";
    helps("gap/undecided", &policy, &[mandates[0], mandates[1], missing]);
    let told = told(
        "gap/undecided",
        &format!("{base}responsible Raad for decide of S1\ndelegate Raad -> SVB for decide of S1\n"),
    );
    assert!(!told.iter().any(|it| it.1.contains("mandate Raad -> Raad")), "{told:#?}");
}

#[test]
fn nested_channels_are_excepted() {
    let told = told(
        "gap/unserved",
        "channel Tel { medium: phone  channel Spoed { medium: phone } }\nchannel Mail { medium: email }\nservice S\n\
         unit A { kind: back }\noffer S via Tel, Mail\nresponsible A for inform, intake, handle, deliver via Spoed, Mail\n",
    );
    assert!(told[0].0.ends_with(" via `Tel` except `Spoed`"), "{told:#?}");
    assert!(told[0].1.ends_with(" via Tel except Spoed`"), "{told:#?}");
}

#[test]
fn steering_is_asked_for_where_it_lacks() {
    helps(
        "gap/unsteered",
        "channel Tel { medium: phone }\nservice S\nunit A { kind: back }\noffer S via Tel\n\
         accountable A for steering until 2026-05-31\n",
        &["write `accountable UNIT for steering via Tel from 2026-06-01`"],
    );
}

#[test]
fn several_outsiders_are_told_as_several() {
    let told = told(
        "mandate/outside",
        "channel Tel { medium: phone }\nunit B { kind: board }\nunit P1 { kind: partner }\nunit P2 { kind: partner }\n\
         service S { decision: yes }\noffer S via Tel\nmandate B -> P1, P2 for decide of S because \"x\"\n",
    );
    let wanted = "`P1` and `P2` are outside the organisation, state no agreement, and are given decide of `S`";
    assert_eq!(told[0].0, wanted);
}

#[test]
fn what_is_nested_and_no_front_office_is_excepted() {
    helps(
        "gap/write-undecided",
        "unit Publiek { kind: front  unit Archief { kind: back } }\nunit B { kind: back }\nrecord R { l: legal }\n\
         allow B to update R.l when logged\n",
        &["write `forbid Publiek except Archief to write R.l`, or `allow Publiek except Archief to update R.l when …`"],
    );
}

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

#[test]
fn a_level_that_leaves_nothing_is_told_at_its_place() {
    let policy = "unit Bal { kind: front }\nrecord K { b: decision, confidential intern }\n\
                  forbid Bal to write K.b up-to openbaar\n";
    helps("name/empty-box", policy, &["name a higher level, or drop `up-to`"]);
    let place = Place::new().file("loket.toml", "").file("a.org", policy);
    let out = place.run(&["check", "--format", "json", "--as-of", "2026-01-01", "--select", "name/empty-box"]).out;
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["policies"][0]["findings"][0]["range"]["start"]["column"], 31);
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
