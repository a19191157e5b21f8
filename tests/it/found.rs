//! What rules find and name in small policies: the boxes, messages, places and labels of findings.

use serde_json::Value;

use crate::support;

/// Two live channels, somebody who is accountable, and a text.
fn policy(text: &str) -> String {
    format!(
        "organisation Org {{ as-of: 2026-01-01 }}\n\
         channel Tel {{ medium: phone target: 80% within 30s }}\n\
         channel Chat {{ medium: chat target: 80% within 30s }}\n\
         unit Dir {{ kind: directorate }}\n\
         accountable Dir for policy, content, steering, capacity\n{text}"
    )
}

fn of_rule(rule: &str, text: &str, settings: &str) -> Vec<Value> {
    let document = support::check(&[("a.org", text)], settings);
    let findings = document["policies"][0]["findings"].as_array().unwrap().iter();
    findings.filter(|it| it["rule"] == rule).cloned().collect()
}

fn list(finding: &Value, subject: &str) -> String {
    let all = finding["subjects"][subject].as_array().unwrap().iter();
    all.map(|it| it.as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

/// The message of each finding of a rule, and the units of its box.
fn found(rule: &str, text: &str) -> Vec<String> {
    let all = of_rule(rule, &policy(text), "").into_iter();
    all.map(|it| format!("{} [{}]", it["message"].as_str().unwrap(), list(&it, "unit"))).collect()
}

fn messages(rule: &str, text: &str, settings: &str) -> Vec<String> {
    let all = of_rule(rule, text, settings).into_iter();
    all.map(|it| it["message"].as_str().unwrap().to_owned()).collect()
}

/// The lines of a text at which the findings of a rule stand, each with those of its labels that say something.
fn places(rule: &str, text: &str, label: &str) -> Vec<(u64, Vec<u64>)> {
    let line = |it: &Value| it["range"]["start"]["line"].as_u64().unwrap() - 5;
    let all = of_rule(rule, &policy(text), "").into_iter();
    all.map(|it| {
        let labels = it["labels"].as_array().unwrap().iter().filter(|it| it["message"] == label);
        (line(&it), labels.map(line).collect())
    })
    .collect()
}

#[test]
fn handovers_go_round_service_by_service() {
    let units = "unit K { kind: kcc } unit A { kind: back unit A1 { kind: back } } unit B { kind: back }\n\
                 service S1 service S2\noffer * via *\n\
                 responsible K for inform, intake, handle of S1\nresponsible A1 for deliver\n\
                 responsible K for inform, intake of S2\nresponsible B for handle of S2\n";
    let round = |handovers: &str| found("handover/cycle", &format!("{units}{handovers}"));
    assert!(round("handover K -> A of S1\nhandover A -> A1 of S1\nhandover K -> A -> B -> A1 of S2").is_empty());
    let both = "handovers go round among `A` and `A1` without reaching a handler of `S1` [A A1]";
    assert_eq!(round("handover A -> A1 of S1\nhandover A1 -> A of S1"), [both]);
}

#[test]
fn each_circle_names_its_own_units_and_statements() {
    let text = "unit K { kind: kcc } unit X { kind: back } unit Y { kind: back } unit Z { kind: back } unit H { kind: back }\n\
                service S1 service S3 service S4\n\
                offer * via *\n\
                responsible K for inform, intake\n\
                responsible H for handle, deliver of S3, S4\n\
                responsible Y for handle, deliver of S1\n\
                handover K -> X -> K of S3\n\
                handover K -> Y -> K of S1\n\
                handover X -> Y -> Z of S4\n\
                handover Z -> X of S4 via Chat from 2026-05-01\n";
    let round =
        |units: &str, place: &str| format!("handovers go round among {units} without reaching a handler of {place}");
    let all =
        [round("`K` and `X`", "`S3` [K X]"), round("`X`, `Y` and `Z`", "`S4` via `Chat` from 2026-05-01 on [X Y Z]")];
    assert_eq!(found("handover/cycle", text), all);
    assert_eq!(places("handover/cycle", text, "goes on here"), [(7, vec![]), (9, vec![10])]);
}

#[test]
fn all_who_get_a_power_that_may_not_go_on_are_named() {
    let text = "unit Raad { kind: board } unit A { kind: back } unit B { kind: back }\n\
                service S1 { decision: yes } service S2 { decision: yes }\n\
                mandate Raad -> Dir for decide of S1 because \"a\"\n\
                mandate Raad -> Dir for decide of S2 onward because \"b\"\n\
                mandate Dir -> A, B for decide because \"c\"\n";
    let message = "`Dir` mandates decide of `S1`, which its own mandate does not let it give on [Dir A B]";
    assert_eq!(found("mandate/not-onward", text), [message]);
    assert_eq!(places("mandate/not-onward", text, "does not say `onward`"), [(5, vec![3])]);
}

#[test]
fn statements_on_whose_days_nothing_exists_are_empty() {
    let told = |statement: &str| -> Vec<String> {
        let text = "channel Fax { medium: letter until: 2026-03-31 } channel Late { medium: web from: 2026-08-01 }\n\
                    unit A { kind: back } unit U { kind: back until: 2026-03-31 }\n\
                    service S1 service S3 { until: 2026-06-30 } service Old { until: 2025-06-30 }\n\
                    record Q { f: note until: 2026-03-31 }\n";
        messages("name/empty-box", &policy(&format!("{text}{statement}")), "")
    };
    for (statement, what) in [
        ("responsible U for handle of S1 from 2026-04-01", "its units exist"),
        ("responsible A for handle of S1 via Fax from 2026-04-01", "its channels exist"),
        ("offer S1 via Fax from 2026-04-01", "its channels exist"),
        ("responsible A for handle of S3 via Tel from 2026-07-01", "its services exist"),
        ("responsible A for handle of Old via Tel from 2026-01-01", "its services exist"),
        ("allow A to read Q.f from 2026-04-01", "its records exist"),
        ("responsible A for handle of S3 via Late", "all that it names exists together"),
    ] {
        assert_eq!(told(statement), [format!("this holds on no day on which {what}")], "{statement}");
    }
    for statement in [
        "responsible A for handle of S1 via Fax",
        "responsible A for handle of S1, S3 via Tel from 2026-07-01",
        "responsible A for handle of Old",
        "responsible A for handle until 2025-12-31",
        "mandate Dir -> A for decide of S1 via Fax from 2026-04-01",
    ] {
        assert!(told(statement).is_empty(), "{statement}");
    }
}

#[test]
fn expectations_of_what_is_not_offered_are_idle() {
    let told = |statement: &str| {
        let text = "unit A { kind: back } service S1 service S2\noffer S1 via Tel\nresponsible A for handle\n";
        messages("name/empty-box", &policy(&format!("{text}{statement}")), "")
    };
    let idle = ["this expects something of offered services, and nothing of it is offered"];
    assert_eq!(told("expect responsible A for handle of S2"), idle);
    assert_eq!(told("expect responsible A for handle of S1 via Tel until 2025-12-31"), [""; 0]);
    for statement in [
        "responsible A for handle of S1, S2",
        "offer S2 via Tel",
        "no responsible A for handle of S2",
        "no handover A -> Dir of S2",
    ] {
        assert_eq!(told(&format!("expect {statement}")), [""; 0], "{statement}");
    }
}

#[test]
fn an_expectation_is_one_rule() {
    let text = "unit A { kind: back }\n@rule(\"own/a\")\n@rule(\"own/b\")\nexpect responsible A for handle\n\
                record R { from: note  `until`: contact  since: note }\n";
    assert_eq!(
        messages("name/unknown-property", &policy(text), ""),
        ["this expectation is the rule `own/a` already", "`note` is no value for `from`"]
    );
    let told = of_rule("name/unknown-property", &policy(text), "");
    let help = "write a date, such as `2026-11-01`, or `` `from`: note `` if it is a field";
    assert_eq!(told[1]["help"], help);
}

#[test]
fn nobody_has_a_power_that_is_delegated_in_a_circle() {
    let base = "unit Raad { kind: board } unit College { kind: board } unit A { kind: back }\n\
                service S1 { decision: yes body: Raad }\noffer S1 via Tel\nresponsible College for decide of S1 via Tel\n\
                delegate Raad -> College for decide of S1\n";
    assert_eq!(found("mandate/missing", base), [""; 0]);
    let back = format!("{base}delegate College -> Raad for decide of S1\n");
    assert_eq!(found("mandate/missing", &back).len(), 1);
    // Many ways to the same unit are one.
    let bodies = (0..40).map(|at| format!("unit L{at}a {{ kind: board }} unit L{at}b {{ kind: board }}\n"));
    let ways = (1..40).map(|at| format!("delegate L{}a, L{}b -> L{at}a, L{at}b for decide\n", at - 1, at - 1));
    let mut layers = bodies.chain(ways).collect::<String>();
    layers +=
        "unit Raad { kind: board } service S1 { decision: yes body: Raad }\ndelegate Raad -> L0a, L0b for decide\n";
    layers += "offer S1 via Tel\nresponsible L39b, L38a for decide\n";
    let messages = found("mandate/missing", &layers);
    assert!(messages.len() == 1 && messages[0].contains("`L38a`"), "{messages:?}");
}

#[test]
fn a_contradiction_shows_the_whole_statement() {
    let text = "unit A { kind: back } unit B { kind: back from: 2026-03-01 }\n\
                service S1\nrecord R { f1: legal }\n\
                allow A, B to update R.f1\nforbid A, B to update R.f1\n";
    let units: Vec<String> =
        of_rule("overlap/contradiction", &policy(text), "").iter().map(|it| list(it, "unit")).collect();
    assert_eq!(units, ["A B"]);
    assert_eq!(places("overlap/contradiction", text, "forbids it"), [(4, vec![5])]);
}

#[test]
fn deadlines_are_compared_unit_by_unit() {
    let unequal = |handovers: &str| -> Vec<String> {
        let text = "unit F { kind: front unit F1 { kind: kcc } unit F2 { kind: front } }\n\
                    unit A { kind: back unit A1 { kind: back } unit A2 { kind: back } }\n\
                    service S1\noffer S1 via *\n\
                    responsible F1 for inform, intake\nresponsible A1 for handle, deliver\n";
        found("handover/unequal", &format!("{text}{handovers}"))
    };
    let differs = "how soon `F1` hands over to `A1` differs by channel of `S1` [F1 A1]";
    for other in ["F -> A1", "F1 -> A", "F -> A", "F1 -> A1"] {
        let text = format!("handover F1 -> A1 via Tel within 1h\nhandover {other} via Chat within 1d\n");
        assert_eq!(unequal(&text), [differs], "{other}");
    }
    assert!(unequal("handover F2 -> A1 via Tel within 1h\nhandover F1 -> A via Chat within 1d\n").is_empty());
    let nested =
        "handover F -> A via Tel within 1h\nhandover F -> A via Chat within 1d\nhandover F1 -> A1 via Tel within 2h";
    assert_eq!(unequal(nested), ["how soon `F` hands over to `A` differs by channel of `S1` [F A]"]);
}

#[test]
fn both_ends_that_do_not_see_the_same_are_named() {
    let hidden = |handovers: &str| -> Vec<String> {
        let text = "unit K { kind: front } unit F { kind: front } unit A { kind: back }\n\
                    record Zaak { n: note }\nservice S1\noffer S1 via *\nallow A to read Zaak.*\n";
        found("handover/no-shared-view", &format!("{text}{handovers}"))
    };
    let wide = "`K` and `F` at one end and `A` at the other cannot both read the case data of `S1` [K F A]";
    assert_eq!(hidden("handover K, F <-> A"), [wide]);
    assert_eq!(hidden("handover K, F <-> A\nhandover A -> K"), [wide]);
    let narrow = "`K` and `A` cannot both read the case data of `S1` [K A]";
    assert_eq!(hidden("handover K -> A\nhandover A -> K"), [narrow]);
}

#[test]
fn people_under_one_head_are_counted_exactly() {
    let span = |people: u32, nested: &str| -> Vec<String> {
        let text = format!("unit C {{ kind: back people: {people} unit C1 {{ kind: team {nested} }} }}\n");
        let all = messages("people/span", &policy(&text), "").into_iter();
        all.filter(|it| it.starts_with("`C` ")).collect()
    };
    let fewer = |number: &str| vec![format!("`C` has {number} people under one head, fewer than 5")];
    assert_eq!(span(4, "people: 1"), fewer("4"));
    assert_eq!(span(2, "people: 8"), fewer("at most 3"));
    assert_eq!(span(3, ""), fewer("at most 4"));
    assert_eq!(span(27, "people: 2"), ["`C` has 26 people under one head, more than 25"]);
    assert!(span(26, "people: 2").is_empty() && span(4, "").is_empty() && span(60, "").is_empty());
}

#[test]
fn each_figure_of_an_arrangement_has_its_periods() {
    let text = "organisation Org { as-of: 2026-01-01 arrangement: teams }\n\
                channel Tel { medium: phone }\nunit K { kind: front }\nunit Team { kind: team }\n\
                service S1 service S2 service S4 { from: 2026-06-01 }\noffer * via *\n\
                responsible K for inform, intake, handle, deliver of S1, S2\n\
                responsible Team for inform, intake, handle, deliver of S4\n";
    let told = ["0 of 2 services until 2026-05-31", "1 of 3 services from 2026-06-01 on"];
    let told = told.map(|it| format!("the arrangement is declared as `teams`, and a team answers the whole of {it}"));
    assert_eq!(messages("structure/arrangement-mismatch", text, ""), told);
}

#[test]
fn every_kind_may_have_a_ceiling() {
    let above = |settings: &str| -> Vec<String> {
        let text = "channel Post { medium: letter assurance: high }\nunit A { kind: back } unit S { kind: staff }\n\
                    service S1\nrecord R { l: legal d: decision }\n\
                    allow A, S to update R.* when four-eyes, logged\nallow S to create R.l\n";
        messages("risk/front-mutation", text, settings)
    };
    assert!(above("").is_empty());
    assert_eq!(above("[ceilings]\nback = 1\n"), ["`A` may update `R.d` of `S1`: tier 4 above the ceiling of `back`"]);
    assert!(above("[ceilings]\nback = 4\nstaff = 4\n").is_empty());
    assert_eq!(above("[ceilings]\nstaff = 2\n").len(), 2);
}

#[test]
fn a_scarce_skill_is_a_skill() {
    let text = "unit T { kind: team people: 1 skills: x scarce: lassen }\nunit V { kind: team scarce: y }\n\
                service S { skills: lassen }\noffer S via Tel\n\
                responsible T, V for inform, intake, handle, deliver\n";
    assert_eq!(found("people/skill-gap", text), ["`V` lacks the skill `lassen` for handle of `S` via `Tel` [V]"]);
}

#[test]
fn letters_that_look_alike_only_in_capitals_are_told() {
    for (one, other) in [
        ("KCC", "\u{41a}\u{421}\u{421}"),
        ("Burgerzaken", "\u{412}urgerzaken"),
        ("BOA", "\u{392}\u{39f}\u{391}"),
        ("AI", "Al"),
        ("XO", "X0"),
    ] {
        let text = format!("unit {one} {{ kind: back }}\nunit {other} {{ kind: back }}\n");
        assert_eq!(messages("name/confusable", &text, "").len(), 1, "{one} {other}");
    }
    for (one, other) in [("IT", "LT"), ("Oost", "West"), ("AI", "AL")] {
        let text = format!("unit {one} {{ kind: back }}\nunit {other} {{ kind: back }}\n");
        assert!(messages("name/confusable", &text, "").is_empty(), "{one} {other}");
    }
}

#[test]
fn the_box_of_a_statement_is_what_it_says() {
    let base = "organisation O { as-of: 2026-11-01 }\nchannel Tel { medium: phone }\n\
                channel Pilot { medium: chat  until: 2027-03-31 }\naudience A\naudience B\nunit T { kind: staff }\n\
                record M { n: note }\nunit C { kind: board }\nservice S { until: 2027-01-01 }\nservice Z\n";
    let one = |rule: &str, text: &str| {
        let found = of_rule(rule, &format!("{base}{text}"), "");
        assert_eq!(found.len(), 1, "{found:#?}");
        let message = found[0]["message"].as_str().unwrap().to_owned();
        (
            message,
            ["touchpoint", "service", "audience", "period"]
                .map(|it| if found[0]["subjects"][it].is_array() { list(&found[0], it) } else { String::new() }),
        )
    };
    let all = ["*", "*", "*", "*"].map(str::to_owned);
    let (message, found) = one("risk/blanket", "allow T to write * when logged because \"b\"\n");
    assert_eq!(message, "`T` may write all data of every service via every channel");
    assert_eq!(found, all);
    let (message, found) =
        one("risk/blanket", "allow T to write * serving A until 2026-12-31 when logged because \"b\"\n");
    assert_eq!(message, "`T` may write all data of every service via every channel serving `A` until 2026-12-31");
    assert_eq!(found, ["*", "*", "A", "2026-11-01/2026-12-31"]);
    let review = "@review(2025-01-01)\n";
    let (_, found) = one("structure/stale-review", &format!("{review}allow T to write * when logged because \"b\"\n"));
    assert_eq!(found, all);
    let (_, found) = one("structure/stale-review", &format!("{review}mandate C -> T for decide because \"b\"\n"));
    assert_eq!(found, ["", "*", "", "*"]);
    let (_, found) = one("handover/no-deadline", "handover T -> C of Z serving A\n");
    assert_eq!(found, ["*", "Z", "A", "*"]);
}

#[test]
fn what_calls_itself_temporary_says_so_in_any_form() {
    for text in [
        "channel TijdelijkeBalie \"Tijdelijke balie\" { medium: counter }",
        "channel ProefChat { medium: chat }",
        "unit A { kind: staff }\naccountable A for steering because \"Tijdelijke regeling\"",
    ] {
        let policy = format!("channel Tel {{ medium: phone }}\nservice S\noffer S via Tel\n{text}\n");
        let found = messages("steering/temporary-no-end", &policy, "");
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    }
    let quiet = "channel Tel { medium: phone }\nchannel Proeflokaal { medium: counter }\nservice S\noffer S via *\n";
    assert!(messages("steering/temporary-no-end", quiet, "").is_empty());
}

#[test]
fn what_nobody_may_is_any_of_it() {
    let base = "unit K { kind: front }\nchannel Tel { medium: phone }\nservice S\noffer S via Tel\n";
    let all = format!("{base}record R {{ a: note  b: legal }}\n");
    assert_eq!(messages("gap/field-unwritable", &all, ""), ["nobody may write any data"]);
    let some = format!("{all}record Q {{ c: note }}\nallow K to update Q.c when logged because \"x\"\n");
    assert_eq!(messages("gap/field-unwritable", &some, ""), ["nobody may write anything of `R`"]);
    assert_eq!(messages("gap/write-undecided", &some, ""), ["nothing says whether `K` may write anything of `R`"]);
}

#[test]
fn contacts_count_through_what_is_offered() {
    let services = (0..30).map(|it| format!("service S{it}")).collect::<Vec<_>>().join("\n") + "\n";
    let text = |via: &str| {
        format!(
            "organisation O {{ as-of: 2026-11-01 }}\nchannel Tel {{ medium: phone  yearly: 400_000/y }}\n\
             channel Web {{ medium: web }}\nunit B {{ kind: back }}\n{services}offer * via {via}\n\
             responsible B for inform, intake, handle, deliver\n"
        )
    };
    assert_eq!(messages("structure/kcc-advised", &text("Tel"), "").len(), 1);
    assert!(messages("structure/kcc-advised", &text("Web"), "").is_empty());
}
