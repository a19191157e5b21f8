//! What holds for a while is told of that while: boxes and messages of findings where things begin and end.

use serde_json::Value;

use crate::support;

/// The findings of a rule in a policy on its day: the message, the period, and another list of the box.
fn told(rule: &str, also: &str, text: &str) -> Vec<String> {
    let document = support::check(&[("a.org", text)], "");
    let findings = document["policies"][0]["findings"].as_array().unwrap().iter();
    let list = |it: &Value, key: &str| {
        let all = it["subjects"][key].as_array().into_iter().flatten();
        all.map(|it| it.as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    let of_rule = findings.filter(|it| it["rule"] == rule);
    of_rule
        .map(|it| format!("{} [{}] [{}]", it["message"].as_str().unwrap(), list(it, also), list(it, "period")))
        .collect()
}

/// Two channels, units of most kinds, and a service that begins later.
fn policy(text: &str) -> String {
    format!(
        "organisation O {{ as-of: 2026-01-01 }}\nchannel Tel {{ medium: phone target: 80% within 1m }}\n\
         unit C {{ kind: board }}\nunit D {{ kind: directorate }}\nunit K {{ kind: kcc }}\nunit B {{ kind: back }}\n\
         unit P {{ kind: partner }}\nservice S1 {{ decision: yes }}\nservice S2 {{ decision: yes  from: 2026-06-01 }}\n\
         offer *\nresponsible K\naccountable D\n{text}"
    )
}

#[test]
fn boxes_end_where_their_services_do() {
    let handovers = policy("responsible P for aftercare\nhandover K <-> P of S2 within 2m\nhandover K <-> D of S2\n");
    assert_eq!(
        told("handover/no-deadline", "service", &handovers),
        ["the handover between `D` and `K` does not say how soon it is made from 2026-06-01 on [S2] [2026-06-01/..]"]
    );
    assert_eq!(
        told("relation/no-agreement", "unit", &handovers),
        ["`P` takes part in handovers without an agreement from 2026-06-01 on [P] [2026-06-01/..]"]
            .map(|it| it.replace("handovers", "a handover"))
    );
    let said = "the mandate between `C` and `K` does not say where it is written down";
    let mandate =
        |scope: &str| told("mandate/no-reference", "task", &policy(&format!("mandate C -> K for decide{scope}\n")));
    assert_eq!(mandate(""), [format!("{said} [decide] [*]")]);
    assert_eq!(mandate(" of S2"), [format!("{said} from 2026-06-01 on [decide] [2026-06-01/..]")]);
}

#[test]
fn what_should_be_seen_is_asked_while_something_is_said_of_it() {
    let data = |days: &str| {
        policy(&format!(
            "record Klant {{ tel: contact }}\nhandover K <-> B within 2m\nallow B to read Klant.tel{days} when logged because \"x\"\n"
        ))
    };
    for (days, period) in
        [(" until 2026-03-31", "2026-01-01/2026-03-31"), (" from 2026-04-01", "2026-04-01/.."), ("", "*")]
    {
        for rule in ["gap/blind-front", "handover/no-shared-view"] {
            let told = told(rule, "unit", &data(days));
            // The service that begins later has a box of its own where the days are not those of both.
            let mut periods: Vec<&str> =
                told.iter().map(|it| it.rsplit_once('[').unwrap().1.trim_end_matches(']')).collect();
            periods.retain(|it| *it != "2026-06-01/..");
            assert_eq!(periods, [period], "{rule}{days}: {told:#?}");
        }
    }
}

#[test]
fn steering_per_location_is_looked_at_day_by_day() {
    let text = "organisation O { as-of: 2026-01-01 }\nlocation L1 location L2\nchannel Tel { medium: phone target: 80% within 1m }\n\
                channel Bal { medium: counter locations: L1, L2 target: 80% within 1m until: 2026-05-31 }\n\
                unit D { kind: directorate } unit K { kind: front }\nservice S1\nservice S2 { from: 2026-06-01 }\noffer S1, S2\n\
                responsible K for inform, intake, handle, deliver\naccountable D for policy, content, capacity\n\
                accountable D for steering of S1\naccountable K for steering of S2 via Tel, Bal at L2\n";
    let told = told("steering/location-of-virtual", "touchpoint", text);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].ends_with("[2026-06-01/..]"), "{told:#?}");
}

/// What steers per location steers per location, by whichever channels.
#[test]
fn what_is_called_the_same_is_no_conflict() {
    let text = |one: &str, two: &str| {
        format!(
            "location Oost\nlocation West\nchannel Balie {{ medium: counter target: 80% within 10m }}\n\
             channel Tel {{ medium: phone target: 80% within 30s }}\nservice Pas\noffer Pas via *\nunit Werk {{ kind: team }}\n\
             responsible Werk for inform, intake, handle, deliver\n\
             unit Top {{ kind: staff  unit A {{ kind: staff }} unit Bb {{ kind: staff }} }}\n\
             accountable Top for policy, content, steering, capacity, change\n\
             accountable A  for steering {one}\naccountable Bb for steering {two}\n"
        )
    };
    let conflicts = |one, two| told("steering/conflict", "unit", &text(one, two)).len();
    assert_eq!(conflicts("via Balie at Oost", "at Oost"), 0);
    assert_eq!(conflicts("via Balie at Oost", "via Balie"), 1);
    let overlap = told("overlap/accountable", "unit", &text("via Balie at Oost", "at Oost"));
    assert!(overlap.iter().any(|it| it.contains("`A` and `Bb`")), "{overlap:#?}");
}

#[test]
fn who_is_gone_can_be_expected_to_do_nothing() {
    let empty = |expected: &str| {
        let text = policy(&format!("unit X {{ kind: back until: 2026-03-31 }}\n{expected}\n"));
        told("name/empty-box", "unit", &text).len()
    };
    for gone in [
        "expect responsible X for aftercare from 2026-04-01",
        "expect no responsible X for aftercare from 2026-04-01",
        "expect no handover X -> D from 2026-04-01",
    ] {
        assert_eq!(empty(gone), 1, "{gone}");
    }
    for there in [
        "expect responsible X for aftercare",
        "expect responsible X, K for inform from 2026-04-01",
        "expect no responsible back for aftercare from 2026-04-01",
    ] {
        assert_eq!(empty(there), 0, "{there}");
    }
}

/// A need that cannot be read may be what asks for a right.
#[test]
fn a_need_that_cannot_be_read_may_ask_for_anything() {
    let excess = |need: &str| {
        let data = "record R { x: legal }\nallow B to update R.x when logged\nneed update R.x for review\n";
        told("risk/excess-right", "unit", &policy(&format!("{data}{need}\n"))).len()
    };
    assert_eq!(excess(""), 1);
    assert_eq!(excess("need update Xyzzy.x for handle"), 0);
    assert_eq!(excess("need update R.x for"), 0);
}
