//! What is done with findings: acceptances, levels, own rules; and the text that nobody can see.

use serde_json::Value;

use crate::cli::Place;
use crate::support;

/// A policy with one remark, `overlap/redundant`, at the statement in the middle of `before` and `after`.
pub(crate) fn redundant(before: &str) -> String {
    format!(
        "organisation D {{ as-of: 2026-11-01 }}\nchannel Telefoon {{ medium: phone  target: 80% within 30s }}\n\
         unit KCC {{ kind: kcc }}\nservice Melding\noffer Melding\nresponsible KCC for inform, intake, handle, deliver\n\
         accountable KCC for policy, content, steering, capacity\n{before}\nresponsible KCC for inform of Melding\n"
    )
}

fn policy(text: &str, settings: &str) -> Value {
    support::check(&[("a.org", text)], settings)["policies"][0].clone()
}

/// `rule` and how it stands, for every finding.
fn standing(policy: &Value) -> Vec<String> {
    let findings = policy["findings"].as_array().unwrap();
    let one = |it: &Value| {
        let mark = match (&it["accepted"], it["baselined"].as_bool().unwrap()) {
            (Value::Null, false) => it["level"].as_str().unwrap().to_owned(),
            (Value::Null, true) => "baselined".to_owned(),
            _ => "accepted".to_owned(),
        };
        format!("{mark} {}", it["rule"].as_str().unwrap())
    };
    findings.iter().map(one).collect()
}

fn accepted(annotation: &str, settings: &str) -> Vec<String> {
    standing(&policy(&redundant(annotation), settings))
}

#[test]
fn an_acceptance_keeps_the_finding_in_sight() {
    let text = redundant("@accept(\"overlap/redundant\", until: 2027-01-01, because: \"pilot\", by: CISO)");
    let policy = policy(&text, "");
    let finding = &policy["findings"][0];
    assert_eq!(finding["rule"], "overlap/redundant");
    assert_eq!(finding["accepted"], serde_json::json!({ "reason": "pilot", "until": "2027-01-01", "by": "CISO" }));
    assert_eq!(policy["summary"], serde_json::json!({ "error": 0, "warning": 0, "info": 0, "accepted": 1 }));
}

#[test]
fn acceptances_are_looked_at_themselves() {
    let full = "until: 2027-01-01, because: \"pilot\", by: CISO";
    for (annotation, expected) in [
        (String::new(), vec!["info overlap/redundant"]),
        (format!("@accept(\"overlap/redundant\", {full})"), vec!["accepted overlap/redundant"]),
        (
            "@accept(\"overlap/redundant\", until: 2026-11-01, because: \"x\")".to_owned(),
            vec!["accepted overlap/redundant"],
        ),
        (
            "@accept(\"overlap/redundant\", until: 2026-10-31, because: \"x\")".to_owned(),
            vec!["error accept/expired", "info overlap/redundant"],
        ),
        (
            "@accept(\"overlap/redundant\", until: 2027-01-01)".to_owned(),
            vec!["warning accept/incomplete", "accepted overlap/redundant"],
        ),
        (
            "@accept(\"overlap/redundant\", because: \"x\")".to_owned(),
            vec!["warning accept/incomplete", "accepted overlap/redundant"],
        ),
        (format!("@accept(\"gap/unserved\", {full})"), vec!["warning accept/unused", "info overlap/redundant"]),
        (format!("@accept(\"overlap/redundnat\", {full})"), vec!["error name/unresolved", "info overlap/redundant"]),
        (format!("@accept(\"overlap\", {full})"), vec!["error name/unresolved", "info overlap/redundant"]),
        (
            "@accept(\"overlap/redundant\", until: soon, because: \"x\")".to_owned(),
            vec!["error name/unknown-property", "accepted overlap/redundant"],
        ),
    ] {
        assert_eq!(accepted(&annotation, ""), expected, "{annotation}");
    }
}

/// What is found of two rules in some files, those about acceptances among them.
fn of_group(files: &[(&str, &str)], settings: &str, group: &str) -> Vec<String> {
    let document = support::check(files, settings);
    let found = standing(&document["policies"][0]).into_iter();
    found.filter(|it| it.contains(&format!(" {group}/")) || it.contains(" accept/")).collect()
}

const TWO: &str = "channel T { medium: phone target: 80% within 30s }\nunit A { kind: kcc }\nunit B { kind: back }\n\
                   unit A2 { kind: back }\nservice S\noffer S via T\n";
const AGREED: &str = "until: 2099-01-01, because: \"agreed\", by: X)\n";

#[test]
fn the_order_of_statements_and_files_changes_no_acceptance() {
    let first = "responsible A2 for inform, intake, handle, deliver\n";
    let second = format!("@accept(\"overlap/responsible\", {AGREED}responsible B for handle\n");
    let accepted = ["accepted overlap/responsible"];
    for (one, other) in [(first, second.as_str()), (&second, first)] {
        let text = format!("{TWO}{one}{other}");
        assert_eq!(of_group(&[("a.org", &text)], "", "overlap"), accepted, "{text}");
        let files = [("a.org", one), ("b.org", TWO), ("c.org", other)];
        assert_eq!(of_group(&files, "", "overlap"), accepted, "{files:?}");
        let firm = "[rules]\n\"overlap/responsible\" = { ignorable = false }\n";
        let told = of_group(&files, firm, "overlap");
        assert!(told.contains(&"warning overlap/responsible".to_owned()), "{told:?}");
        assert!(told.contains(&"warning accept/unused".to_owned()), "{told:?}");
        assert_eq!(told.len(), 2, "{told:?}");
    }
    // An acceptance of another rule there is of no use.
    let text = format!("{TWO}{first}@accept(\"overlap/decide\", {AGREED}responsible B for handle\n");
    let told = of_group(&[("a.org", &text)], "", "overlap");
    assert_eq!(told, ["warning overlap/responsible", "warning accept/unused"]);
}

#[test]
fn any_statement_that_makes_a_finding_may_carry_its_acceptance() {
    let base = "unit A { kind: kcc }\nservice S\n".to_owned()
        + &(0..9).map(|at| format!("channel C{at} {{ medium: web }}\n")).collect::<Vec<_>>().concat();
    let offers = |accepting: usize| -> String {
        let accept = |at| if at == accepting { format!("@accept(\"gap/unserved\", {AGREED}") } else { String::new() };
        (0..9).map(|at| format!("{}offer S via C{at}\n", accept(at))).collect::<Vec<_>>().concat()
    };
    // The last is not drawn any more.
    for at in [0, 3, 8] {
        let told = of_group(
            &[("a.org", &(base.clone() + &offers(at)))],
            "[rules]\ngap = \"off\"\n\"gap/unserved\" = \"error\"\n",
            "gap",
        );
        assert_eq!(told, ["accepted gap/unserved"], "{at}");
    }
    // What only comes near makes nothing, and a declaration is where its own findings are.
    let near = format!(
        "{base}offer S\n@accept(\"gap/unserved\", {AGREED}responsible A for inform, intake, handle, deliver via C0\n"
    );
    let told = of_group(&[("a.org", &near)], "", "gap");
    assert!(told.contains(&"error gap/unserved".to_owned()), "{told:?}");
    assert!(told.contains(&"warning accept/unused".to_owned()), "{told:?}");
}

#[test]
fn an_exception_to_an_own_rule_stands_where_it_is_made() {
    let text = format!(
        "{TWO}responsible A for inform, intake\n@accept(\"own/apart\", {AGREED}responsible B for handle, deliver\n\
         @rule(\"own/apart\") expect no responsible B for handle\n"
    );
    assert_eq!(of_group(&[("a.org", &text)], "", "own"), ["accepted own/apart"]);
}

#[test]
fn no_preset_silences_what_may_not_be_ignored() {
    let orphan = |settings: &str| {
        let files = [("a.org", TWO), ("pilot/w.org", "unit Wees { kind: back }\nresponsible A for handle\n")];
        of_group(&files, settings, "structure")
            .into_iter()
            .map(|it| it.replace(" structure/orphan-unit", ""))
            .collect::<Vec<_>>()
    };
    let firm = "\"structure/orphan-unit\" = { ignorable = false }\n";
    let pilot = |preset: &str| format!("[[folders]]\npath = \"pilot\"\nrules = {{ preset = \"{preset}\" }}\n");
    let line =
        |line: &str| format!("[rules]\n{firm}[[folders]]\npath = \"pilot\"\nrules = {{ structure = \"{line}\" }}\n");
    // B, A2, and Wees in the folder.
    assert_eq!(orphan(&pilot("starter")), ["warning", "warning"]);
    let three = ["warning", "warning", "warning"];
    assert_eq!(orphan(&format!("[rules]\n{firm}{}", pilot("starter"))), three);
    assert_eq!(orphan(&format!("[rules]\npreset = \"starter\"\n{firm}")), three);
    assert_eq!(orphan(&format!("[rules]\npreset = \"strict\"\n{firm}")), ["error", "error", "error"]);
    assert_eq!(orphan(&format!("[rules]\n{firm}{}", pilot("strict"))), ["warning", "warning", "error"]);
    assert_eq!(
        orphan(&format!("[rules]\npreset = \"strict\"\n{firm}{}", pilot("default"))),
        ["error", "error", "error"]
    );
    let error = "[rules]\n\"structure/orphan-unit\" = { level = \"error\", ignorable = false }\n";
    assert_eq!(orphan(&format!("{error}{}", pilot("default"))), ["error", "error", "error"]);
    assert_eq!(orphan(&line("info")), ["warning", "warning", "info"]);
}

#[test]
fn the_command_line_ignores_nothing_that_may_not_be_ignored() {
    let settings = "[rules]\n\"structure/orphan-unit\" = { level = \"error\", ignorable = false }\n";
    let place = Place::new().file("loket.toml", settings).file("a.org", TWO);
    for ignore in ["structure", "structure/orphan-unit"] {
        let outcome = place.run(&["check", "--ignore", ignore, "--format", "plain"]);
        assert_eq!(outcome.status, 1, "{outcome:#?}");
        assert_eq!(outcome.out.matches("error[structure/orphan-unit]").count(), 3, "{outcome:#?}");
        assert!(outcome.err.contains("`structure/orphan-unit` is not ignored in `.`"), "{outcome:#?}");
    }
    let outcome = place.run(&["check", "--select", "risk", "--ignore", "structure", "--format", "plain"]);
    assert_eq!((outcome.status, outcome.out.as_str(), outcome.err.as_str()), (0, "", ""), "{outcome:#?}");
}

#[test]
fn a_folder_without_files_is_a_mistake() {
    let folder =
        |path: &str| format!("[policy]\nname = \"x\"\n[[folders]]\npath = \"{path}\"\nrules = {{ gap = \"off\" }}\n");
    let place =
        |path: &str| Place::new().file("loket.toml", folder(path)).file("a.org", TWO).file("pilot/oost/w.org", "");
    for command in [&["check"][..], &["describe"], &["matrix", "coverage"], &["check", "a.org"]] {
        let outcome = place("pilott").run(command);
        assert_eq!(outcome.status, 2, "{command:?}: {outcome:#?}");
        assert!(outcome.err.contains("no file of the policy lies in `pilott`"), "{outcome:#?}");
        assert!(
            outcome.err.contains("did you mean `pilot`?") && outcome.err.contains("loket.toml:4:8"),
            "{outcome:#?}"
        );
    }
    let outcome = place("pilot/west").run(&["check"]);
    assert!(outcome.status == 2 && outcome.err.contains("did you mean `pilot/oost`?"), "{outcome:#?}");
    let outcome = place("elders").run(&["check"]);
    assert!(outcome.status == 2 && outcome.err.contains("or drop this table"), "{outcome:#?}");
    for path in ["pilot", "pilot/oost", "pilot/oost/w.org"] {
        assert_ne!(place(path).run(&["check"]).status, 2, "{path}");
    }
    // Settings for several policies may name folders that one of them lacks.
    let shared = Place::new().file("shared.toml", folder("elders")).file("p/loket.toml", "").file("p/a.org", TWO);
    assert_ne!(shared.run(&["check", "p", "--config", "shared.toml"]).status, 2);
}

#[test]
fn what_may_not_be_ignored_is_not_silenced() {
    let annotation = "@accept(\"overlap/redundant\", until: 2027-01-01, because: \"x\")";
    let expected = ["warning accept/unused", "error overlap/redundant"];
    for settings in [
        "[rules]\n\"overlap/redundant\" = { level = \"error\", ignorable = false }\n",
        "[rules]\noverlap = { ignorable = false }\n\"overlap/redundant\" = \"error\"\n",
    ] {
        assert_eq!(accepted(annotation, settings), expected, "{settings}");
    }
}

#[test]
fn what_is_found_about_acceptances_is_not_accepted() {
    let meta = "@accept(\"accept/unused\", until: 2027-01-01, because: \"x\")";
    let policy = policy(
        &format!(
            "{meta}\nunit A {{\n  kind: back\n  @accept(\"gap/hours\", until: 2027-01-01, because: \"x\")\n  unit B {{ kind: back }}\n}}\n"
        ),
        "",
    );
    let told: Vec<&str> = policy["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["rule"] == "accept/unused")
        .map(|it| it["message"].as_str().unwrap())
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("`accept/unused` is about acceptances themselves"), "{told:?}");
    assert!(told[1].starts_with("`gap/hours` finds nothing at unit `B`"), "{told:?}");
}

#[test]
fn an_acceptance_holds_for_what_is_nested_in_its_item() {
    let text = "organisation D { as-of: 2026-11-01 }\n\
                @accept(\"gap/not-offered\", until: 2027-01-01, because: \"next year\")\n\
                theme Zorg {\n  service Thuiszorg\n  service Vervoer\n}\nservice Paspoort\n";
    let policy = policy(text, "[rules]\n\"name/unused\" = \"off\"\n");
    let expected = ["accepted gap/not-offered", "accepted gap/not-offered", "warning gap/not-offered"];
    let found = standing(&policy);
    let offers: Vec<&String> = found.iter().filter(|it| it.ends_with("gap/not-offered")).collect();
    assert_eq!(offers, expected.iter().collect::<Vec<_>>(), "{found:?}");
}

#[test]
fn a_rule_that_is_off_makes_no_acceptance_unused() {
    let annotation = "@accept(\"overlap/redundant\", until: 2027-01-01, because: \"x\")";
    assert!(accepted(annotation, "[rules]\noverlap = \"off\"\n").is_empty());
}

#[test]
fn presets_move_all_levels() {
    let levels = |settings: &str| standing(&policy(&redundant(""), settings));
    assert_eq!(levels("[rules]\npreset = \"default\"\n"), ["info overlap/redundant"]);
    assert_eq!(levels("[rules]\npreset = \"strict\"\n"), ["warning overlap/redundant"]);
    assert!(levels("[rules]\npreset = \"starter\"\n").is_empty());
    let kept = levels("[rules]\npreset = \"starter\"\n\"overlap/redundant\" = \"error\"\n");
    assert_eq!(kept, ["error overlap/redundant"]);
}

#[test]
fn folders_have_levels_of_their_own() {
    let own = "responsible KCC for inform of Melding\n";
    let base = redundant("");
    let files = [("a.org", base.as_str()), ("pilot/oost/b.org", own), ("pilotage/c.org", own), ("pilot/d.org", own)];
    let settings = "[[folders]]\npath = \"pilot/\"\nrules = { overlap = \"error\" }\n\
                    [[folders]]\npath = \"pilot/oost\"\nrules = { \"overlap/redundant\" = \"off\" }\n";
    let document = support::check(&files, settings);
    let findings = document["policies"][0]["findings"].as_array().unwrap();
    let found: Vec<(&str, &str)> =
        findings.iter().map(|it| (it["file"].as_str().unwrap(), it["level"].as_str().unwrap())).collect();
    assert_eq!(found, [("a.org", "info"), ("pilot/d.org", "error"), ("pilotage/c.org", "info")]);
}

const OWN: &str = "/// Why it is so.\n@rule(\"own/one-desk\", level: warning, help: \"ask the council\")\n\
                   expect \"one desk\" responsible KCC for review\n";

#[test]
fn own_rules_are_rules() {
    let text = redundant("") + OWN;
    let found = policy(&text, "");
    let finding = found["findings"].as_array().unwrap().iter().find(|it| it["rule"] == "own/one-desk").unwrap();
    assert_eq!((finding["level"].as_str(), finding["help"].as_str()), (Some("warning"), Some("ask the council")));
    let of = |settings: &str| standing(&policy(&text, settings));
    assert_eq!(of("[rules]\n\"own/one-desk\" = \"error\"\n"), ["info overlap/redundant", "error own/one-desk"]);
    assert_eq!(of("[rules]\n\"expect/failed\" = \"off\"\n"), ["info overlap/redundant", "warning own/one-desk"]);
    assert_eq!(of("[rules]\nown = \"off\"\n"), ["info overlap/redundant"]);
    let text = redundant("") + "@accept(\"own/one-desk\", until: 2027-01-01, because: \"x\")\n" + OWN;
    assert_eq!(standing(&policy(&text, "")), ["info overlap/redundant", "accepted own/one-desk"]);
}

#[test]
fn mistakes_in_own_rules_are_told() {
    for (text, rule) in [
        ("@rule(\"gap/mine\") expect responsible KCC for intake\n", "name/unknown-property"),
        ("@rule(\"own/mine\") responsible KCC for aftercare\n", "name/unknown-property"),
        ("@rule(\"own/mine\", level: loud) expect responsible KCC for intake\n", "name/unknown-property"),
        (
            "@rule(\"own/mine\") expect responsible KCC for intake\n@rule(\"own/mine\") expect responsible KCC for handle\n",
            "name/duplicate",
        ),
        ("@accept(\"own/mien\", until: 2027-01-01, because: \"x\") location Oost\n", "name/unresolved"),
    ] {
        let found = standing(&policy(&(redundant("") + text), "[rules]\n\"name/unused\" = \"off\"\n"));
        assert!(found.contains(&format!("error {rule}")), "{text}: {found:?}");
    }
}

#[test]
fn own_rules_are_listed_and_explained() {
    let place = Place::new().file("loket.toml", "").file("a.org", redundant("") + OWN);
    for arguments in [&["rules"][..], &["rules", "own"], &["rules", "."], &["rules", "own/one-desk"]] {
        let outcome = place.run(arguments);
        assert!(outcome.out.contains("own/one-desk") && outcome.status == 0, "{arguments:?}: {outcome:#?}");
    }
    let outcome = place.run(&["explain", "own/one-desk"]);
    for part in
        ["own/one-desk (warning)", "one desk", "Why it is so.", "expect \"one desk\"", "ask the council", "a.org:"]
    {
        assert!(outcome.out.contains(part), "{part}: {outcome:#?}");
    }
    let outcome = place.run(&["explain", "own/one-dest"]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.err.contains("did you mean `own/one-desk`?"), "{outcome:#?}");
}

/// All rules are listed at the levels that the settings give them.
#[test]
fn rules_are_listed_as_they_are_set() {
    let settings = "[rules]\n\"own/one-desk\" = \"off\"\n\"gap/unserved\" = \"info\"\ncapacity = \"off\"\n";
    let place = Place::new().file("loket.toml", settings).file("a.org", redundant("") + OWN);
    let outcome = place.run(&["rules"]);
    for (rule, level) in
        [("own/one-desk", "off"), ("gap/unserved", "info"), ("capacity/overload", "off"), ("gap/undecided", "error")]
    {
        let line = outcome.out.lines().find(|it| it.starts_with(rule)).unwrap_or_default();
        assert_eq!(line.split_whitespace().nth(1), Some(level), "{line}");
    }
    assert!(place.run(&["explain", "own/one-desk"]).out.contains("own/one-desk (off)"));
}

#[test]
fn own_rules_that_are_not_there_are_two() {
    let place =
        Place::new().file("loket.toml", "[rules]\n\"own/one-dest\" = \"off\"\n").file("a.org", redundant("") + OWN);
    let outcome = place.run(&["check"]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.err.contains("did you mean `own/one-desk`?"), "{outcome:#?}");
    let place = Place::new().file("loket.toml", "").file("a.org", redundant("") + OWN);
    assert_eq!(place.run(&["check", "--select", "own/nothing"]).status, 2);
    let outcome = place.run(&["check", "--select", "own/one-desk", "--format", "plain"]);
    assert_eq!((outcome.status, outcome.out.lines().count()), (0, 1), "{outcome:#?}");
}

#[test]
fn settings_of_rules_are_told_when_they_cannot_be_meant() {
    for (text, part) in [
        ("[rules]\npreset = \"strickt\"\n", "did you mean `strict`?"),
        ("[rules]\n\"gap/unserved\" = { levle = \"error\" }\n", "did you mean `level`?"),
        ("[rules]\n\"gap/unserved\" = { level = \"off\", ignorable = false }\n", "is off"),
        ("[rules]\n\"gap/unserved\" = 3\n", "a level, or a table"),
        ("[[folders]]\nrules = {}\n", "a folder needs a path"),
        ("[[folders]]\npath = \"../elsewhere\"\n", "no folder of the policy"),
        ("[[folders]]\npath = \"a\"\nrules = { \"gap/unservd\" = \"off\" }\n", "did you mean `gap/unserved`?"),
        ("[[folders]]\npath = \"a\"\nrules = { gap = { ignorable = false } }\n", "in the whole policy"),
        (
            "[rules]\n\"gap/unserved\" = { ignorable = false }\n[[folders]]\npath = \"a\"\nrules = { gap = \"off\" }\n",
            "may not be ignored",
        ),
        (
            "[rules]\nown = { ignorable = false }\n[[folders]]\npath = \"a\"\nrules = { \"own/a\" = \"off\" }\n",
            "`own/a` may not be ignored",
        ),
        (
            "[rules]\n\"own/a\" = { ignorable = false }\n[[folders]]\npath = \"a\"\nrules = { own = \"off\" }\n",
            "`own/a` may not be ignored",
        ),
        (
            "[rules]\ngap = \"off\"\n\"gap/hours\" = { ignorable = false }\n",
            "`gap/hours` may not be ignored, and is off",
        ),
        (
            "[rules]\ngap = { ignorable = false }\n\"gap/hours\" = \"off\"\n",
            "`gap/hours` may not be ignored, and is off",
        ),
    ] {
        let errors = loket::settings::Settings::parse(text).unwrap_err();
        let said: Vec<String> =
            errors.iter().map(|it| format!("{} {}", it.message, it.help.as_deref().unwrap_or_default())).collect();
        assert!(said.iter().any(|it| it.contains(part)), "{text}: {said:?}");
    }
}

#[test]
fn direction_is_never_turned_unseen() {
    let text = "// A comment \u{202e}with\u{202c} two.\nunit K\u{2066}CC { kind: kcc }\nunit B \"\u{200f}B\" { kind: back }\n\
                unit C \"\\u{202e}\" { kind: back }\n";
    let found = policy(text, "");
    let lines: Vec<u64> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["rule"] == "syntax/bidi")
        .map(|it| it["range"]["start"]["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, [1, 2, 3]);
}

#[test]
fn names_of_all_kinds_are_compared() {
    let confused = |text: &str| {
        let found = policy(text, "");
        standing(&found).iter().filter(|it| it.ends_with("name/confusable")).count()
    };
    for text in [
        "unit Zorg { kind: back }\nunit ZORG { kind: back }\n",
        "record Klant { adres: personal  Adres: personal }\n",
        "unit A #jeugd { kind: back }\nunit B #Jeugd { kind: back }\n",
        // The second has a Cyrillic letter.
        "unit Zorg { kind: back }\nservice Z\u{43e}rg\n",
        "channel Post { medium: letter }\nunit A #P\u{43e}st { kind: back }\n",
    ] {
        assert_eq!(confused(text), 1, "{text}");
    }
    for text in ["unit Zorg { kind: back }\nservice zorg\n", "record A { x: note }\nrecord B { X: note }\n"] {
        assert_eq!(confused(text), 0, "{text}");
    }
}
