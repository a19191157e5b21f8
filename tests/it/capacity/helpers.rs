//! Help at a peak: who cannot give it, and when.

use super::found;

/// What is said of help that does not help, as of a day.
fn helpless(as_of: &str, text: &str) -> Vec<String> {
    let rest = "service S\noffer S via Tel, Chat, Bal\nunit D { kind: directorate }\n\
                responsible D for inform, intake, handle, deliver, policy, content, steering, capacity\n";
    let said = found(&format!("organisation O {{ as-of: {as_of} }}\n{text}\n{rest}"));
    let of_helpers = |it: &str| it.strip_prefix("capacity/surge-unskilled: ").map(str::to_owned);
    said.iter().filter_map(|it| of_helpers(it)).collect()
}

const CHANNELS: &str = "channel Tel { medium: phone  peak: 60/h  TEL }\n\
                        channel Chat { medium: chat  peak: 60/h  CHAT }\n\
                        location L { HALL }\nchannel Bal { medium: counter  peak: 60/h  locations: L  BAL }\n";

fn channels(tel: &str, chat: &str, hall: &str, bal: &str) -> String {
    let text = CHANNELS.replace("TEL", tel).replace("CHAT", chat).replace("HALL", hall);
    text.replace("  BAL }", &format!("  {bal} }}"))
}

#[test]
fn a_source_is_busy_while_its_channel_is_there() {
    let units = "unit K { kind: mid  agents: 6 via Tel  surge: 2 via Tel from T within 15m }\n\
                 unit T { kind: mid  agents: 6 via Chat }\n";
    let chat = "from: 2026-03-01  until: 2026-05-31";
    let text = format!("{}{units}", channels("", chat, "", ""));
    assert_eq!(
        helpless("2026-01-01", &text),
        ["the help of `T` for `K` via `Tel` from 2026-03-01 until 2026-05-31 does not help: it is at the peak of \
             `Chat` itself then"]
    );
    assert_eq!(helpless("2026-06-01", &text), [""; 0]);
    // Where the helped channel comes and goes too.
    let text = format!("{}{units}", channels("from: 2026-05-01", chat, "", ""));
    let said = helpless("2026-01-01", &text);
    assert!(said.len() == 1 && said[0].contains("from 2026-05-01 until 2026-05-31"), "{said:?}");
    let text = format!("{}{units}", channels("from: 2026-06-01", chat, "", ""));
    assert_eq!(helpless("2026-01-01", &text), [""; 0]);
    let text = format!("{}{}", channels("from: 2026-06-01", "", "", ""), units.replace("from T", "from K"));
    let said = helpless("2026-01-01", &text);
    assert!(said.len() == 1 && said[0].contains("from 2026-06-01 on does not help: it is there already"), "{said:?}");
}

#[test]
fn skills_count_while_who_has_them_is_there() {
    let source = |inside: &str| {
        format!(
            "{}unit K {{ kind: mid  skills: gesprek  surge: 2 via Tel from T within 15m }}\n\
             unit T {{ kind: mid  skills: archief\n  unit T1 {{ kind: mid  skills: gesprek  {inside} }} }}\n",
            channels("", "", "", "")
        )
    };
    assert_eq!(helpless("2026-01-01", &source("")), [""; 0]);
    assert_eq!(
        helpless("2026-01-01", &source("until: 2026-03-31")),
        ["the help of `T` for `K` via `Tel` from 2026-04-01 on does not help: it lacks the skill `gesprek`"]
    );
    // Where nobody states any, they are unknown.
    let text = source("until: 2026-03-31")
        .replace("skills: archief", "")
        .replace("skills: gesprek  until", "skills: recht  until");
    let said = helpless("2026-01-01", &text);
    assert!(said.len() == 1 && said[0].contains("until 2026-03-31 does not help: it lacks"), "{said:?}");
}

#[test]
fn peaks_at_other_hours_are_no_bar() {
    let (early, late) = ("hours: mon 09:00-12:00", "hours: mon 12:00-17:00");
    let units = "unit K { kind: mid  surge: 2 via Tel from T within 15m }\nunit T { kind: mid  agents: 6 via Bal }\n";
    let busy = |tel: &str, hall: &str, bal: &str| {
        let text = format!("{}{units}", channels(tel, "", hall, bal));
        !helpless("2026-01-01", &text).is_empty()
    };
    assert!(!busy(early, "", late));
    assert!(!busy(early, late, ""));
    assert!(busy(early, early, ""));
    assert!(busy(early, "", ""));
    assert!(busy("", late, ""));
    // The hours of a place and a channel that never meet say nothing.
    assert!(busy(early, late, early));
    // Hours of a channel around.
    let around = channels(early, "", "", "")
        .replace("channel Bal {", &format!("channel Front {{ medium: counter  {late}\n  channel Bal {{"));
    let around = around.replace("locations: L   }", "locations: L } }");
    assert_eq!(helpless("2026-01-01", &format!("{around}{units}")), [""; 0]);
    let always = around.replace(late, "");
    assert_eq!(helpless("2026-01-01", &format!("{always}{units}")).len(), 1);
}

#[test]
fn a_place_is_at_its_peak_while_something_is_offered_there() {
    let units = "unit K { kind: mid  surge: 2 via Tel from T within 15m }\nunit T { kind: mid  agents: 6 via Bal }\n";
    let places = "location M { hours: mon 09:00-10:00 }\n";
    let text = channels("hours: mon 09:00-12:00", "", "hours: mon 12:00-17:00", "");
    let text = format!("{places}{}{units}", text.replace("locations: L", "locations: L, M"));
    let rest = |more: &str| {
        let who = "unit D { kind: directorate }\nresponsible D for inform, intake, handle, deliver, policy, content, steering, capacity\n";
        let said = found(&format!("organisation O {{ as-of: 2026-01-01 }}\n{text}service S\n{more}{who}"));
        said.into_iter().filter(|it| it.starts_with("capacity/surge-unskilled")).collect::<Vec<_>>()
    };
    assert_eq!(rest("offer S via Tel\noffer S via Bal at L\n"), [""; 0]);
    let said = rest("offer S via Tel\noffer S via Bal at L\noffer S via Bal at M from 2026-07-01\n");
    assert!(said.len() == 1 && said[0].contains("from 2026-07-01 on does not help"), "{said:?}");
}
