//! Files beside a policy that are none of it, and files of it that nothing may replace.

use crate::cli::Place;

const POLICY: &str = "organisation O { as-of: 2026-11-01 }\nlocation S\n";

#[cfg(unix)]
#[test]
fn an_editor_may_lock_a_file() {
    let place = Place::new().file("loket.toml", "").file("p.org", POLICY);
    std::os::unix::fs::symlink("me@host.99:1", place.path(".#p.org")).unwrap();
    for arguments in [&["check"][..], &["check", "p.org"], &["describe"], &["fmt", "--check"], &["rules", "."]] {
        let outcome = place.run(arguments);
        assert!(outcome.status < 2 && !outcome.err.contains("cannot read"), "{arguments:?}: {outcome:#?}");
    }
    std::os::unix::fs::symlink("nowhere", place.path("q.org")).unwrap();
    assert_eq!(place.run(&["check"]).status, 2, "a policy file that leads nowhere is told");
}

#[test]
fn no_output_replaces_a_file_of_a_policy() {
    for target in ["json=p.org", "json=loket.toml", "sarif=new.org"] {
        let place = Place::new().file("loket.toml", "").file("p.org", POLICY);
        let outcome = place.run(&["check", "--output", target]);
        assert_eq!(outcome.status, 2, "{outcome:#?}");
        assert!(outcome.err.contains("which is a file of a policy"), "{outcome:#?}");
        assert_eq!(std::fs::read_to_string(place.path("p.org")).unwrap(), POLICY);
        assert_eq!(std::fs::read_to_string(place.path("loket.toml")).unwrap(), "");
    }
}

#[test]
fn a_folder_stands_once_in_the_settings() {
    let settings = "[[folders]]\npath = \"x\"\nrules = { \"name/unused\" = \"info\" }\n\
                    [[folders]]\npath = \"x/\"\nrules = { \"name/unused\" = \"error\" }\n";
    let place = Place::new().file("loket.toml", settings).file("x/p.org", POLICY);
    let outcome = place.run(&["check"]);
    assert_eq!(outcome.status, 2, "{outcome:#?}");
    assert!(outcome.err.contains("`x` has two tables"), "{outcome:#?}");
}

#[test]
fn own_rules_below_are_listed_from_above() {
    let rule = "@rule(\"own/a\")\nexpect \"why\" responsible K for inform\nunit K { kind: kcc }\nservice P\noffer P\n";
    let place = Place::new();
    let place =
        place.file("one/loket.toml", "").file("one/p.org", rule).file("two/loket.toml", "").file("two/p.org", POLICY);
    let outcome = place.run(&["rules", "own"]);
    assert!(outcome.out.contains("own/a"), "{outcome:#?}");
}
