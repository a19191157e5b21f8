//! The formats of `check` for other tools: each says all that JSON says, in its own form, whatever stands in the names.

use std::collections::BTreeSet;
use std::fs;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::cli::{FAULTY, Place, SOUND};

/// A name that would break a page, a command, a table or a document that does not escape it.
const HOSTILE: &str = "<script>&\"'|%0A::error::]](x)-->\u{202e}\u{1b}[31m\u{ffff}, 🏛️ עברית";
const FILE: &str = "een map/a&b,c:d%0A'é.org";

/// A finding of every standing: open ones of all levels, an accepted one, and hostile names and paths.
fn place() -> Place {
    let quoted = HOSTILE.replace('"', "\\\"");
    let text = format!(
        "organisation D {{ as-of: 2026-11-01 }}\n{SOUND}record Los {{ notitie: note }}\n\
         @accept(\"{quoted}\", until: 2027-01-01, because: \"x\") responsible `{HOSTILE}` for review of *\n\
         @accept(\"overlap/redundant\", until: 2027-01-01, because: \"pilot <b>\\\"\\n::error::x\", by: CISO)\n\
         responsible KCC for inform of Paspoort\nresponsible KCC for intake of Paspoort\n"
    );
    Place::new().file("loket.toml", "").file(FILE, text)
}

const FORMATS: &[&str] = &["sarif", "github", "github-summary", "gitlab", "junit", "rdjson", "checkstyle"];

fn output(place: &Place, format: &str) -> String {
    let outcome = place.run(&["check", "--format", format]);
    assert_eq!(outcome.status, 1, "{outcome:#?}");
    outcome.out
}

fn json(place: &Place, format: &str) -> Value {
    let text = output(place, format);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn findings(place: &Place) -> Vec<Value> {
    json(place, "json")["policies"][0]["findings"].as_array().unwrap().clone()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

/// The elements of a document with their attributes; the reader refuses what is not well-formed.
fn elements(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    assert!(text.chars().all(|it| matches!(it, '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)));
    let mut reader = Reader::from_str(text);
    let mut out = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(it) | Event::Empty(it) => out.push(element(&it)),
            Event::Eof => return out,
            _ => {}
        }
    }
}

fn element(start: &BytesStart<'_>) -> (String, Vec<(String, String)>) {
    let attributes = start.attributes().map(|it| {
        let it = it.unwrap();
        let value = quick_xml::escape::unescape(&it.value).unwrap().into_owned();
        (it.key.0.to_owned(), value)
    });
    (start.name().0.to_owned(), attributes.collect())
}

fn attribute<'a>(element: &'a (String, Vec<(String, String)>), name: &str) -> &'a str {
    &element.1.iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("{element:?} has no {name}")).1
}

#[test]
fn sarif_says_all() {
    let place = place();
    let all = findings(&place);
    let log = json(&place, "sarif");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = list(&run["tool"]["driver"]["rules"]);
    let results = list(&run["results"]);
    assert_eq!(results.len(), all.len());
    for (result, finding) in results.iter().zip(&all) {
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], finding["rule"]);
        assert_eq!(rules[at]["id"], finding["rule"]);
        assert_eq!(result["partialFingerprints"]["loket/v1"], finding["fingerprint"]);
        assert_eq!(list(&result["suppressions"]).len(), usize::from(!finding["accepted"].is_null()));
        let location = &result["locations"][0]["physicalLocation"];
        assert_eq!(location["region"]["startColumn"], finding["range"]["start"]["column"]);
        assert_eq!(location["artifactLocation"]["uri"], "een%20map/a%26b%2Cc%3Ad%250A%27%C3%A9.org");
        assert_eq!(location["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
        assert_eq!(related, list(&finding["labels"]).len());
    }
    let accepted = results.iter().find(|it| !list(&it["suppressions"]).is_empty()).unwrap();
    let suppression = &accepted["suppressions"][0];
    assert_eq!(suppression["kind"], "inSource");
    assert!(suppression["justification"].as_str().unwrap().starts_with("because \"pilot <b>"), "{suppression}");
    assert!(suppression["location"]["physicalLocation"]["region"]["startLine"].is_u64());
    for rule in rules {
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("## Why"), "{rule}");
        assert!(["note", "warning", "error"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap()));
    }
}

#[test]
fn sarif_has_own_rules_and_what_failed() {
    let own = "@rule(\"own/paper-stays\", level: warning, help: \"ask the council\")\n\
               expect \"paper stays\" offer Paspoort via Telefoon serving Inwoners\n\
               /// Nobody may.\n@rule(\"own/never\")\nexpect no offer Paspoort via Telefoon\n";
    let place = Place::new().file("loket.toml", "").file("a.org", format!("{SOUND}{own}"));
    let log = json(&place, "sarif");
    let rules = list(&log["runs"][0]["tool"]["driver"]["rules"]);
    let stays = rules.iter().find(|it| it["id"] == "own/paper-stays").unwrap();
    assert_eq!(stays["defaultConfiguration"]["level"], "warning");
    assert_eq!(stays["name"], "OwnPaperStays");
    assert!(stays["help"]["markdown"].as_str().unwrap().contains("ask the council."), "{stays}");
    let at = usize::try_from(log["runs"][0]["results"][0]["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(rules[at]["id"], "own/never");

    let place = place.file("b/loket.toml", "rubbish = 1\n").file("b/b.org", SOUND);
    let outcome = place.run(&["check", "--output", "sarif=o.sarif", "--output", "junit=o.xml"]);
    assert_eq!(outcome.status, 2);
    let log: Value = serde_json::from_str(&fs::read_to_string(place.path("o.sarif")).unwrap()).unwrap();
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["message"]["text"], "`b/loket.toml` cannot be used");
    let cases = elements(&fs::read_to_string(place.path("o.xml")).unwrap());
    assert!(cases.iter().any(|it| it.0 == "error" && attribute(it, "message") == "`b/loket.toml` cannot be used"));
}

#[test]
fn a_baseline_is_a_suppression_too() {
    let place = Place::new().file("loket.toml", "").file("a.org", format!("{SOUND}{FAULTY}"));
    assert_eq!(place.run(&["check", "--baseline", "b.json", "--write-baseline"]).status, 0);
    let place = place.file("b.org", "responsible Zyzzy for review of *\n");
    let outcome = place.run(&["check", "--baseline", "b.json", "--format", "sarif", "--output", "gitlab=g.json"]);
    let log: Value = serde_json::from_str(&outcome.out).unwrap();
    let states: Vec<(&Value, &Value)> = list(&log["runs"][0]["results"])
        .iter()
        .map(|it| (&it["baselineState"], &it["suppressions"][0]["kind"]))
        .collect();
    let [known, new] = ["unchanged", "new"].map(|it| Value::String(it.to_owned()));
    let external = Value::String("external".to_owned());
    assert_eq!(states, [(&known, &external), (&new, &Value::Null)]);
    let issues: Value = serde_json::from_str(&fs::read_to_string(place.path("g.json")).unwrap()).unwrap();
    let severities: Vec<&Value> = list(&issues).iter().map(|it| &it["severity"]).collect();
    assert_eq!(severities, ["info", "critical"]);
}

/// A command, its properties, its text.
type Annotation = (String, Vec<(String, String)>, String);

/// The lines of a log as the runner of GitHub Actions reads them.
fn commands(text: &str) -> Vec<Annotation> {
    let mend = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
    let one = |line: &str| {
        let (head, text) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (command, properties) = head.split_once(' ').unwrap();
        let properties = properties.split(',').map(|it| it.split_once('=').unwrap());
        let properties = properties.map(|(key, value)| (key.to_owned(), mend(value).replace("%25", "%")));
        (command.to_owned(), properties.collect(), mend(text).replace("%25", "%"))
    };
    text.lines().map(one).collect()
}

#[test]
fn github_takes_every_finding_as_one_command() {
    let place = place();
    let all = findings(&place);
    let commands = commands(&output(&place, "github"));
    assert_eq!(commands.len(), all.len());
    for (command, properties, text) in &commands {
        assert!(["error", "warning", "notice"].contains(&command.as_str()), "{command}");
        assert_eq!(properties[0], ("file".to_owned(), FILE.to_owned()));
        assert!(!text.contains(['\u{202e}', '\u{1b}']), "{text}");
    }
    let (command, _, text) = commands.last().unwrap();
    assert_eq!(command, "notice");
    assert!(text.contains("accepted because \"pilot <b>"), "{text}");
    assert!(commands.iter().any(|it| it.2.contains("<script>&\"'|%0A::error::]](x)-->")), "{commands:#?}");
}

#[test]
fn the_summary_is_one_table_row_a_finding() {
    let place = place();
    let page = output(&place, "github-summary");
    let rows = page
        .lines()
        .filter(|it| it.starts_with("| error") || it.starts_with("| warning") || it.starts_with("| remark"));
    assert_eq!(rows.count(), findings(&place).len(), "{page}");
    assert!(page.contains("<details><summary>1 accepted, 0 in the baseline</summary>"), "{page}");
    let outside: String = page.split('`').step_by(2).collect();
    assert!(!outside.contains("<script>") && !outside.contains("<b>"), "{outside}");
    insta::assert_snapshot!("summary", page);
}

#[test]
fn gitlab_has_the_keys_that_it_asks_for() {
    let place = place();
    let issues = json(&place, "gitlab");
    assert_eq!(list(&issues).len(), findings(&place).len());
    let prints: BTreeSet<&str> = list(&issues).iter().map(|it| it["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), list(&issues).len());
    for issue in list(&issues) {
        let keys: Vec<&String> = issue.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            ["description", "check_name", "fingerprint", "severity", "location", "content"]
                .iter()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>()
        );
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap()));
        assert_eq!(issue["location"]["path"], FILE);
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
    }
    assert!(list(&issues).iter().any(|it| it["description"].as_str().unwrap().contains("(accepted because")));
}

#[test]
fn junit_counts_what_it_holds() {
    let place = place();
    let all = findings(&place);
    let elements = elements(&output(&place, "junit"));
    let count = |name: &str| elements.iter().filter(|it| it.0 == name).count();
    assert_eq!(count("testcase"), all.len());
    for suite in elements.iter().filter(|it| it.0.starts_with("testsuite")) {
        assert_eq!(attribute(suite, "tests"), count("testcase").to_string());
        assert_eq!(attribute(suite, "failures"), count("failure").to_string());
        assert_eq!(attribute(suite, "skipped"), count("skipped").to_string());
    }
    let errors = all.iter().filter(|it| it["level"] == "error").count();
    assert_eq!(count("failure"), errors);
    assert!(elements.iter().any(|it| it.0 == "skipped" && attribute(it, "message").starts_with("accepted because")));

    let clean = Place::new().file("loket.toml", "").file("a.org", SOUND).run(&["check", "--format", "junit"]);
    assert!(clean.out.contains("<testcase classname=\".\" name=\"no findings\"/>"), "{}", clean.out);
}

#[test]
fn checkstyle_has_a_file_with_its_errors() {
    let place = place();
    let elements = elements(&output(&place, "checkstyle"));
    assert_eq!(attribute(&elements[1], "name"), FILE);
    let errors: Vec<_> = elements.iter().filter(|it| it.0 == "error").collect();
    assert_eq!(errors.len(), findings(&place).len());
    let severities: BTreeSet<&str> = errors.iter().map(|it| attribute(it, "severity")).collect();
    assert_eq!(severities, ["error", "ignore", "info", "warning"].into());
    assert!(errors.iter().any(|it| attribute(it, "message").contains("<script>&\"'|%0A::error::]](x)-->")));
}

#[test]
fn rdjson_counts_bytes() {
    let text = format!("{SOUND}responsible `é` for review of * responsible Xyzzy for review of *\n");
    let place = Place::new().file("loket.toml", "").file("a.org", &text);
    let report = json(&place, "rdjson");
    let diagnostics = list(&report["diagnostics"]);
    assert_eq!(diagnostics.len(), findings(&place).len());
    for diagnostic in diagnostics {
        assert!(["ERROR", "WARNING", "INFO"].contains(&diagnostic["severity"].as_str().unwrap()));
    }
    let line = text.lines().last().unwrap();
    let column = line.find("Xyzzy").unwrap() + 1;
    let starts: Vec<&Value> = diagnostics.iter().map(|it| &it["location"]["range"]["start"]["column"]).collect();
    assert!(starts.iter().any(|it| **it == column), "{starts:?}");
}

#[test]
fn one_run_writes_all() {
    let place = place();
    let targets: Vec<String> = FORMATS.iter().map(|it| format!("{it}=out-{it}")).collect();
    let mut arguments = vec!["check", "--format", "plain"];
    for target in &targets {
        arguments.extend(["--output", target]);
    }
    let outcome = place.run(&arguments);
    assert_eq!(outcome.status, 1);
    assert!(outcome.out.contains("error[name/unresolved]"));
    for format in FORMATS {
        let path = place.path(&format!("out-{format}"));
        assert_eq!(fs::read_to_string(path).unwrap(), output(&place, format), "{format}");
    }
    // No draft is left.
    let left: Vec<_> = fs::read_dir(place.path(".")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(left.iter().all(|it| !it.to_string_lossy().starts_with('.')), "{left:?}");
}

#[test]
fn standard_output_may_be_one_of_them() {
    let place = place();
    let outcome = place.run(&["check", "--output", "gitlab=-", "--output", "json=j.json"]);
    assert_eq!(outcome.out, output(&place, "gitlab"));
    let quiet = place.run(&["check", "--quiet", "--output", "json=quiet.json"]);
    assert_eq!(quiet.out, "");
    assert_eq!(fs::read(place.path("quiet.json")).unwrap(), fs::read(place.path("j.json")).unwrap());
}

#[test]
fn nothing_is_written_when_one_cannot_be() {
    let place = place();
    let outcome = place.run(&["check", "--output", "json=j.json", "--output", "sarif=none/o.sarif"]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.err.contains("cannot write `none/o.sarif`: no such file or directory"), "{}", outcome.err);
    assert!(outcome.out.contains("name/unresolved"), "what was found is still told");
    assert!(!place.path("j.json").exists());
}

#[test]
fn outputs_are_asked_for_once() {
    let place = place();
    for (arguments, says) in [
        (["--output", "json=a", "--output", "json=a"], "the same to `a` twice"),
        (["--output", "json=a", "--output", "sarif=a"], "two formats to `a` twice"),
        (["--output", "json=-", "--output", "plain=-"], "two formats to `-` twice"),
        (["--output", "jsn=a", "--fail-on", "error"], "there is no format `jsn`"),
        (["--output", "json", "--fail-on", "error"], "write it as `sarif=findings.sarif`"),
    ] {
        let outcome = place.run(&[&["check"], &arguments[..]].concat());
        assert_eq!(outcome.status, 2, "{arguments:?}");
        assert!(outcome.err.contains(says), "{}", outcome.err);
        assert!(!place.path("a").exists());
    }
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = place().file("real/o.json", "old");
    fs::set_permissions(place.path("real/o.json"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink(place.path("real/o.json"), place.path("link.json")).unwrap();
    place.run(&["check", "--output", "json=link.json", "--output", "plain=/dev/null"]);
    assert!(fs::symlink_metadata(place.path("link.json")).unwrap().is_symlink());
    assert!(fs::read_to_string(place.path("real/o.json")).unwrap().contains("\"version\": 1"));
    assert_eq!(fs::metadata(place.path("real/o.json")).unwrap().permissions().mode() & 0o777, 0o640);
}

/// Whatever stands in a reason, an owner or the name of a file: no output turns the direction of reading.
#[test]
fn no_output_turns_the_direction_of_reading() {
    let text = format!(
        "organisation D {{ as-of: 2026-11-01 }}\n{SOUND}\
         @accept(\"overlap/redundant\", until: 2027-01-01, because: \"x\u{202e}y\", by: \"\u{202e}me\")\n\
         responsible KCC for inform of Paspoort\nresponsible KCC for intake of Paspoort\n"
    );
    let place = Place::new().file("loket.toml", "").file("a\u{202e}b.org", text);
    for format in FORMATS.iter().chain(&["human", "plain", "json"]) {
        let outcome = place.run(&["check", "--format", format, "--fail-on", "never"]);
        assert!(!outcome.out.is_empty() && !outcome.out.contains('\u{202e}'), "{format}: {}", outcome.out);
        assert!(!outcome.err.contains('\u{202e}'), "{format}: {}", outcome.err);
    }
    let described = place.run(&["describe", "--format", "json"]).out;
    assert!(!described.is_empty() && !described.contains('\u{202e}'));
}
