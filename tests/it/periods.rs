//! When findings hold, of whom they tell, and what is over.

use serde_json::Value;

use crate::support::check;

const BASE: &str = "organisation O { as-of: 2026-11-01 }\nchannel Tel { medium: phone  target: 80% within 1m }\n\
    unit Raad { kind: board }\nunit Bal { kind: front }\nunit Ach { kind: back }\nservice S\noffer S via Tel\n\
    responsible Bal for inform, intake\nresponsible Ach for handle, deliver\n\
    accountable Raad for policy, content, steering, capacity, change\nhandover Bal <-> Ach within 1m\n";

fn findings(text: &str) -> Vec<Value> {
    check(&[("policy.org", text)], "")["policies"][0]["findings"].as_array().unwrap().clone()
}

/// The messages of a rule.
fn told(text: &str, rule: &str) -> Vec<String> {
    let all = findings(text).into_iter().filter(|it| it["rule"] == rule);
    all.map(|it| it["message"].as_str().unwrap().to_owned()).collect()
}

/// The subjects of a rule in one dimension, finding by finding.
fn subjects(text: &str, rule: &str, dimension: &str) -> Vec<Value> {
    let all = findings(text).into_iter().filter(|it| it["rule"] == rule);
    all.map(|it| it["subjects"][dimension].clone()).collect()
}

#[test]
fn nobody_need_see_a_record_before_or_after_its_time() {
    let rights = "allow Bal, Ach to read, update K.a when logged because \"x\"\n";
    for days in ["from: 2027-01-01", "until: 2026-12-31", "until: 2026-10-31"] {
        let text = format!("{BASE}record K {{ a: note  {days} }}\n{rights}");
        for rule in ["gap/blind-front", "handover/no-shared-view", "gap/field-unwritable"] {
            assert_eq!(told(&text, rule), [""; 0], "{days}: {rule}");
        }
    }
    let two = format!(
        "{BASE}record K {{ a: note  until: 2026-12-31 }}\nrecord L {{ b: note  from: 2027-01-01 }}\n{rights}\
         allow Ach to read, update L.b when logged because \"x\"\n"
    );
    let blind = "`Bal` may read no case data of `S` from 2027-01-01 on";
    assert_eq!(told(&two, "gap/blind-front"), [blind]);
    assert_eq!(subjects(&two, "handover/no-shared-view", "period"), [serde_json::json!(["2027-01-01/.."])]);
    // Who looks into a record sees it while it is there.
    let viewed = two.replace("unit Bal { kind: front }", "unit Bal { kind: front  views: K }");
    assert_eq!(told(&viewed, "gap/blind-front"), [blind]);
    let viewed = two.replace("unit Bal { kind: front }", "unit Bal { kind: front  views: L }");
    assert_eq!(told(&viewed, "gap/blind-front"), [""; 0]);
}

#[test]
fn a_field_that_can_be_written_no_more_is_told_from_that_day() {
    let text = "organisation O { as-of: 2026-01-01 }\nunit A { kind: back }\nrecord R { x: note }\n\
        allow A to update R.x when logged until 2026-06-30\n";
    assert_eq!(told(text, "gap/field-unwritable"), ["nobody may write `R.x` from 2026-07-01 on"]);
    let all = findings(text);
    let help = all.iter().find(|it| it["rule"] == "gap/field-unwritable").unwrap()["help"].as_str().unwrap();
    let cure = help.split('`').nth(1).unwrap().replace("UNIT", "A");
    assert_eq!(told(&format!("{text}{cure} when logged\n"), "gap/field-unwritable"), [""; 0], "{cure}");
}

#[test]
fn what_has_ended_is_not_called_unused() {
    let over = format!(
        "{BASE}channel Oud {{ medium: letter  until: 2026-06-30 }}\nrecord K {{ a: note  until: 2026-06-30 }}\n"
    );
    assert_eq!(told(&over, "name/unused"), [""; 0]);
    let still = format!("{BASE}record K {{ a: note  until: 2026-11-30 }}\n");
    assert_eq!(told(&still, "name/unused"), ["no statement reaches record `K`"]);
}

/// Of each audience exactly those who decide for it.
#[test]
fn who_decides_differs_among_those_who_decide_there() {
    let text = "audience P\naudience Z\nchannel Bel { medium: phone }\nchannel Site { medium: web }\n\
        channel Post { medium: letter }\nunit A { kind: back }\nunit B { kind: back }\nunit C { kind: back }\n\
        service S { decision: yes }\noffer S via Bel, Site\noffer S via Post serving Z\nresponsible A for decide via Bel\n\
        responsible B for decide via Site\nresponsible C for decide via Post\n";
    let mut found: Vec<(Value, Value)> = findings(text)
        .into_iter()
        .filter(|it| it["rule"] == "handover/unequal")
        .map(|it| (it["subjects"]["unit"].clone(), it["subjects"]["audience"].clone()))
        .collect();
    found.sort_by_key(|it| it.1.to_string());
    let both = |units: &[&str], audience: &str| (serde_json::json!(units), serde_json::json!([audience]));
    assert_eq!(found, [both(&["A", "B"], "P"), both(&["A", "B", "C"], "Z")]);
}

/// Dates that have nothing to do with it do not end it.
#[test]
fn nobody_follows_until_somebody_does() {
    let text = "organisation O { as-of: 2026-01-01 }\nunit A { kind: front  until: 2026-03-31 }\nunit E { kind: staff }\n\
        channel Tel { medium: phone }\nservice S\noffer *\nresponsible A for inform\naccountable E for policy until 2027-05-05\n";
    let from = |text: &str| -> Vec<Value> {
        let all = findings(text).into_iter().filter(|it| {
            it["rule"] == "steering/temporary-no-end" && it["message"].as_str().unwrap().contains("inform")
        });
        all.map(|it| it["subjects"]["period"].clone()).collect()
    };
    assert_eq!(from(text), [serde_json::json!(["2026-04-01/.."])]);
    let later = format!("{text}responsible E for inform from 2026-09-01\n");
    assert_eq!(from(&later), [serde_json::json!(["2026-04-01/2026-08-31"])]);
}

/// `A <-> K` and `K <-> A` say the same.
#[test]
fn what_comes_back_to_whoever_works_on_it_is_at_no_dead_end() {
    let base = "unit K { kind: kcc }\nunit A { kind: back }\nunit B { kind: back }\nchannel Tel { medium: phone }\nservice S\n\
        offer *\nresponsible K for inform, intake\nresponsible A for handle, deliver\n";
    for arrow in ["handover A <-> K within 1h", "handover K <-> A within 1h"] {
        assert_eq!(told(&format!("{base}{arrow}\n"), "handover/dead-end"), [""; 0], "{arrow}");
    }
    for arrow in ["handover A -> K within 1h", "handover K <-> B within 1h", "handover A -> K <-> B within 1h"] {
        assert_eq!(told(&format!("{base}{arrow}\n"), "handover/dead-end").len(), 1, "{arrow}");
    }
}

/// An audience is left out of the steering of a service, not of all that is offered.
#[test]
fn whom_steering_leaves_out_is_told_by_service() {
    let text = "unit X { kind: staff }\nunit Y { kind: staff }\naudience I\naudience J\nchannel Tel { medium: phone }\n\
        service S\nservice H\noffer *\naccountable X for steering of H serving I\naccountable Y for steering of S serving J\n";
    let mut all = told(text, "steering/audience-incomplete");
    all.sort_unstable();
    assert_eq!(all, ["steering per audience leaves `I` out of `S`", "steering per audience leaves `J` out of `H`"]);
}

/// One statement may be wrong of one service always and of another for a while.
#[test]
fn steering_at_no_place_says_of_what_and_when() {
    let text = "organisation O { as-of: 2026-01-01 }\nunit X { kind: staff }\nlocation P\nlocation Q\nchannel Tel { medium: phone }\n\
        channel Ba { medium: counter  locations: P, Q }\nservice S\nservice T { until: 2026-12-31 }\noffer *\n\
        accountable X for steering at P\n";
    let all = told(text, "steering/location-of-virtual");
    let mut distinct = all.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert!(!all.is_empty() && distinct.len() == all.len(), "{all:#?}");
}

/// Who is never at work together does not answer together.
#[test]
fn agents_of_two_shifts_do_not_add_up() {
    let shifts = |one: &str, other: &str| {
        format!(
            "channel Tel {{ medium: phone  hours: mon-fri 09:00-17:00  peak: 120/h  handling: 4m  target: 80% within 20s }}\n\
             unit K {{ kind: kcc  agents: 6 via Tel{one} }}\nunit L {{ kind: front  agents: 6 via Tel{other} }}\n\
             service S\noffer *\nresponsible K, L for inform, intake\n"
        )
    };
    let apart = shifts("  hours: mon-fri 09:00-13:00", "  hours: mon-fri 13:00-17:00");
    let overload = "the peak of `Tel` keeps 8 agents busy and there are 6 at one time: the queue only grows";
    assert_eq!(told(&apart, "capacity/overload"), [overload]);
    // A minute together is enough, and so is not to say when one is there. A night does not count while nobody can call.
    for (one, other) in [
        ("  hours: mon-fri 09:00-13:00", "  hours: mon-fri 12:59-17:00"),
        ("  hours: mon-fri 09:00-13:00", ""),
        ("", ""),
    ] {
        assert_eq!(told(&shifts(one, other), "capacity/overload"), [""; 0], "{one}{other}");
    }
    let night =
        shifts("  hours: mon-fri 09:00-13:00, mon 20:00-21:00", "  hours: mon-fri 13:00-17:00, mon 20:00-21:00");
    assert_eq!(told(&night, "capacity/overload"), [overload]);
    let patient = apart.replace("handling: 4m", "handling: 4m  patience: 2m");
    assert_eq!(
        told(&patient, "capacity/overload"),
        ["the peak of `Tel` keeps 8 agents busy and there are 6 at one time: whoever waits too long gives up"]
    );
}
