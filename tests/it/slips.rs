//! One mistake is one finding: what was meant is read as far as it is plain, and nothing else is said for it.

use serde_json::Value;

use crate::support;

/// A sound policy whose lines may be spoilt.
const SOUND: &str = "\
organisation O { as-of: 2026-11-01 }
channel Tel { medium: phone  target: 80% within 30s }
channel Post { medium: letter }
unit Dir { kind: directorate }
unit K { kind: kcc }
unit B { kind: back }
service S
offer S via Tel
accountable Dir for policy, content, steering, capacity
responsible K for inform, intake
responsible B for handle, deliver
handover K <-> B within 5m
";

fn findings(text: &str) -> Vec<Value> {
    let document = support::check(&[("a.org", text)], "");
    document["policies"][0]["findings"].as_array().unwrap().clone()
}

/// The findings of a text: line, rule and message.
fn told(text: &str) -> Vec<String> {
    let word = |it: &Value| it.as_str().unwrap().to_owned();
    let line = |it: &Value| format!("{} {} {}", it["range"]["start"]["line"], word(&it["rule"]), word(&it["message"]));
    findings(text).iter().map(line).collect()
}

/// What is told when some lines stand behind the sound policy, beside what is told of that.
#[track_caller]
fn adds(more: &str, expected: &[&str]) {
    let before = told(SOUND);
    let after: Vec<String> = told(&format!("{SOUND}{more}"));
    let new: Vec<&String> = after.iter().filter(|it| !before.contains(it)).collect();
    assert_eq!(new, expected, "{more}");
    assert!(before.iter().all(|it| after.contains(it)), "{more}: what was told before is told no more");
}

#[test]
fn a_clause_that_cannot_be_read_is_not_all() {
    for (more, expected) in [
        ("responsible K for\n", "13 syntax/error expected a task after `for`"),
        ("accountable K for\n", "13 syntax/error expected a task after `for`"),
        ("responsible B for inform of\n", "13 syntax/error expected a service after `of`"),
        ("accountable K for policy of S via\n", "13 syntax/error expected a channel after `via`"),
        ("accountable K for policy via * except\n", "13 syntax/error expected a name after `except`"),
        ("responsible B for inform until\n", "13 syntax/error expected a date after `until`"),
        ("responsible B for inform until soon\n", "13 syntax/error expected a date after `until`, found `soon`"),
        ("responsible B for inform from 2026-02-30\n", "13 syntax/error `2026-02-30` is no date: there is no such day"),
        ("supporting Dir for review serving\n", "13 syntax/error expected an audience after `serving`"),
        ("expect no responsible K for inform via\n", "13 syntax/error expected a channel after `via`"),
    ] {
        adds(more, &[expected]);
    }
}

#[test]
fn what_a_broken_statement_names_is_named() {
    for (before, after) in [
        ("responsible B for handle, deliver\n", "supporting B for\nresponsible K for handle, deliver\n"),
        ("responsible B for handle, deliver\n", "supporting B for Xyzzy\nresponsible K for handle, deliver\n"),
    ] {
        let text = SOUND.replace(before, after).replace("handover K <-> B within 5m\n", "");
        assert!(!told(&text).iter().any(|it| it.contains("structure/orphan-unit")), "{text}");
    }
}

#[test]
fn only_sound_statements_make_others_redundant() {
    for more in [
        "responsible K for\nresponsible K for aftercare via Tel\n",
        "responsible K for aftercare via Tell\nresponsible K for aftercare of S via Tel\n",
        "responsible K for aftercare of S via Tell\nresponsible K for aftercare via Tel\n",
        "responsible K for aftercare within 5m\nresponsible K for aftercare of S\n",
        "responsible K for aftercare vai Tel\nresponsible K for aftercare of S via Tel\n",
        "allow K to read R.a when loged because \"x\"\nallow K to read R.a of S because \"x\"\nrecord R { a: internal }\n",
    ] {
        let redundant = findings(&format!("{SOUND}{more}")).iter().any(|it| it["rule"] == "overlap/redundant");
        assert!(!redundant, "{more}");
    }
    adds(
        "responsible K for aftercare via Tel\nresponsible K for aftercare of S via Tel\n",
        &["14 overlap/redundant this changes nothing: `responsible K for aftercare via Tel` says it already"],
    );
}

#[test]
fn a_deadline_or_reason_that_cannot_be_read_is_not_asked_for_again() {
    let handover = "handover K <-> B within 5m\n";
    for (line, expected) in [
        ("handover K <-> B within soon\n", "12 syntax/error expected a duration after `within`, found `soon`"),
        ("handover K <-> B within\n", "12 syntax/error expected a duration after `within`"),
    ] {
        let text = SOUND.replace(handover, line);
        let new: Vec<String> = told(&text).into_iter().filter(|it| !told(SOUND).contains(it)).collect();
        assert_eq!(new, [expected]);
    }
    adds("mandate Dir -> B for review because\n", &["13 syntax/error expected a text after `because`"]);
}

#[test]
fn blocks_and_colons_of_other_notations_are_read() {
    for (more, expected) in [
        ("unit X { kind back }\n", "13 syntax/error expected `:` after `kind`"),
        ("unit X { kind = back }\n", "13 syntax/error expected `:` after `kind`"),
        ("channel Q { medium letter }\n", "13 syntax/error expected `:` after `medium`"),
        ("unit X ( kind: back )\n", "13 syntax/error a block stands between braces, found `(`"),
        ("unit X [\n  kind: back\n  staff: 3 fte\n]\n", "13 syntax/error a block stands between braces, found `[`"),
        ("unit X kind: back }\n", "13 syntax/error expected `{` before `kind`"),
        ("unit X\n  kind: back\n  staff: 3 fte\n}\n", "14 syntax/error expected `{` before `kind`"),
        ("unit X kind: back\n", "13 syntax/error the property `kind` stands in no block"),
    ] {
        let used =
            if more.starts_with("unit") { "supporting X for review\n" } else { "supporting K for review via Q\n" };
        adds(&format!("{more}{used}"), &[expected]);
    }
}

#[test]
fn a_record_without_colons_has_its_fields() {
    let more = "record R {\n  adres personal, authentic\n  nota = note\n}\nallow B to read R.adres, R.nota when logged because \"x\"\n";
    let all = told(&format!("{SOUND}{more}"));
    assert!(all.iter().all(|it| !it.contains("name/")), "{all:#?}");
    let errors: Vec<&String> = all.iter().filter(|it| it.contains("syntax/")).collect();
    assert_eq!(errors, ["14 syntax/error expected `:` after `adres`", "15 syntax/error expected `:` after `nota`"]);
}

#[test]
fn prose_in_a_block_is_no_property() {
    let more = "unit X {\n  TODO ask the council\n  kind: back\n}\nsupporting X for review\n";
    adds(more, &["14 syntax/error expected `:` after `TODO`"]);
}

#[test]
fn arguments_without_colons_are_read() {
    for arguments in ["until 2027-01-01, because \"x\", by CISO", "until = 2027-01-01, because=\"x\""] {
        let more = format!("@accept(\"name/unused\", {arguments})\nunit X {{ kind: back }}\n");
        let new: Vec<String> =
            told(&format!("{SOUND}{more}")).into_iter().filter(|it| !told(SOUND).contains(it)).collect();
        let of_text: Vec<&String> =
            new.iter().filter(|it| it.contains("syntax/") || it.contains("/incomplete")).collect();
        assert_eq!(of_text, ["13 syntax/error expected `:` after `until`"], "{new:#?}");
        assert!(!new.iter().any(|it| it.contains("unknown-property")), "{new:#?}");
    }
}

#[test]
fn what_no_backticks_can_hold_is_told_once() {
    adds("consulted `a b` for quality\n", &["13 syntax/error `` `a b` `` holds no name"]);
    let text = format!("{SOUND}consulted `unit` for quality\n");
    let helps: Vec<String> =
        findings(&text).iter().map(|it| it["help"].as_str().unwrap_or_default().to_owned()).collect();
    assert!(helps.iter().any(|it| it.starts_with("declare it, `` unit `unit` { … } ``")), "{helps:#?}");
}

#[test]
fn characters_that_cannot_be_seen_lose_no_name() {
    for sign in ['\u{1}', '\u{7f}', '\u{1b}', '\u{9b}', '\u{200b}'] {
        let code = u32::from(sign);
        for place in [format!("{sign}X"), format!("X{sign}"), format!("{sign} X")] {
            let all = told(&format!("{SOUND}unit {place} {{ kind: back }}\nsupporting X for review\n"));
            let new: Vec<&String> = all.iter().filter(|it| !told(SOUND).contains(it)).collect();
            assert_eq!(new.len(), 1, "{new:#?}");
            assert!(new[0].contains(&format!("syntax/error the character U+{code:04X}")), "{new:#?}");
        }
        let all = told(&format!("{SOUND}unit X{sign}Y {{ kind: back }}\nsupporting XY for review\n"));
        assert_eq!(all.len(), told(SOUND).len() + 1, "{all:#?}");
    }
}

#[test]
fn what_a_file_of_another_encoding_declares_is_known() {
    let units = "unit QQ { kind: back }\nunit Überweg { kind: back }\n";
    let wide =
        |order: fn(u16) -> [u8; 2]| -> Vec<u8> { format!("\u{feff}{units}").encode_utf16().flat_map(order).collect() };
    let nul = [units.as_bytes(), b"// a\0b\n"].concat();
    for (bytes, message) in [
        (wide(u16::to_le_bytes), "the file is UTF-16, and policies are UTF-8"),
        (wide(u16::to_be_bytes), "the file is UTF-16, and policies are UTF-8"),
        (wide(u16::to_le_bytes)[2..].to_vec(), "the file is UTF-16, and policies are UTF-8"),
        (nul, "the file holds a NUL byte"),
    ] {
        let policy = format!("{SOUND}supporting QQ, Überweg for review\n").into_bytes();
        let files = [("p.org".to_owned(), policy), ("q.org".to_owned(), bytes)];
        let document = support::check_bytes(&files, "");
        let all = document["policies"][0]["findings"].as_array().unwrap();
        let new: Vec<&Value> = all.iter().filter(|it| it["level"] == "error").collect();
        assert_eq!(new.len(), 1, "{new:#?}");
        assert_eq!(new[0]["message"], message);
    }
}
