//! What stands around `check` at the desk: watching, files outside policies, completions and manual pages, the hooks.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::cli::{FAULTY, Place, SOUND};

/// An outline of Emacs, which has the same ending.
const OUTLINE: &str = "#+TITLE: notes\n* TODO An outline\n** Not a policy\n";

#[test]
fn files_outside_policies_are_passed_over() {
    let place = Place::new().file("policy/loket.toml", "").file("policy/a.org", SOUND).file("notes.org", OUTLINE);
    let outcome = place.run(&["check", "--skip-loose", "notes.org"]);
    assert_eq!((outcome.status, outcome.out.as_str(), outcome.err.as_str()), (0, "", ""));
    let outcome = place.run(&["check", "--skip-loose", "notes.org", "policy/a.org"]);
    assert_eq!(outcome.status, 0, "{outcome:#?}");
    assert!(outcome.out.contains("checked 1 policy, 1 file"), "{outcome:#?}");
    // Without the flag it is looked at, and inside a policy it is a mistake in any case.
    assert_eq!(place.run(&["check", "notes.org"]).status, 1);
    let place = place.file("policy/notes.org", OUTLINE);
    assert_eq!(place.run(&["check", "--skip-loose", "policy/notes.org"]).status, 1);
}

#[test]
fn a_change_is_checked_again() {
    let place = Place::new().file("loket.toml", "").file("a.org", SOUND);
    let mut command = place.command(&["check", "--watch", "--format", "plain"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (send, lines) = mpsc::channel();
    let streams: [Box<dyn BufRead + Send>; 2] = [
        Box::new(BufReader::new(child.stdout.take().unwrap())),
        Box::new(BufReader::new(child.stderr.take().unwrap())),
    ];
    for stream in streams {
        let send = send.clone();
        thread::spawn(move || {
            for line in stream.lines().map_while(Result::ok) {
                let _ = send.send(line);
            }
        });
    }
    // The streams come in any order: what nobody waits for yet is kept.
    let mut kept: Vec<String> = Vec::new();
    let mut wait = |part: &str| loop {
        if let Some(at) = kept.iter().position(|line| line.contains(part)) {
            return kept.remove(at);
        }
        match lines.recv_timeout(Duration::from_secs(60)) {
            Ok(line) => kept.push(line),
            Err(error) => panic!("{part} did not come ({error}): {kept:?}"),
        }
    };
    wait("watching for changes");
    fs::write(place.path("more.org"), FAULTY).unwrap();
    let line = wait("name/unresolved");
    assert!(!line.contains('\u{1b}'), "what is no terminal is not cleared");
    wait("watching for changes");
    fs::remove_file(place.path("more.org")).unwrap();
    wait("watching for changes");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn standard_input_is_not_watched() {
    let outcome = Place::new().run(&["check", "--watch", "-"]);
    assert_eq!((outcome.status, outcome.err.as_str()), (2, "error: standard input cannot be watched\n"));
}

#[test]
fn every_shell_has_its_completions() {
    for (shell, part) in [
        ("bash", "complete -F _loket"),
        ("zsh", "#compdef loket"),
        ("fish", "complete -c loket"),
        ("elvish", "edit:completion"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let outcome = Place::new().run(&["completions", shell]);
        assert_eq!(outcome.status, 0);
        assert!(outcome.out.contains(part) && outcome.out.contains("skip-loose"), "{shell}");
        assert!(!outcome.out.contains("debug-parse ("), "{shell}");
    }
    assert_eq!(Place::new().run(&["completions", "cmd"]).status, 2);
}

#[test]
fn every_command_has_its_page() {
    let page = Place::new().run(&["man"]).out;
    assert!(page.contains(".TH loket 1"), "{page}");
    let place = Place::new();
    assert_eq!(place.run(&["man", "pages"]).status, 0);
    let mut pages: Vec<String> = fs::read_dir(place.path("pages"))
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    for name in ["loket.1", "loket-check.1", "loket-explain.1"] {
        assert!(pages.iter().any(|it| it == name), "{pages:?}");
    }
    assert!(!pages.iter().any(|it| it.contains("debug")), "{pages:?}");
}

/// What the hooks and the action run is there: a flag that is renamed breaks them here and not at a user's.
#[test]
fn hooks_run_commands_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let hooks = fs::read_to_string(root.join(".pre-commit-hooks.yaml")).unwrap();
    let entries: Vec<&str> = hooks.lines().filter_map(|it| it.trim().strip_prefix("entry: loket ")).collect();
    assert_eq!(entries.len(), 4);
    for entry in entries.iter().filter(|it| it.starts_with("check")) {
        let place = Place::new().file("notes.org", OUTLINE);
        let arguments: Vec<&str> = entry.split(' ').chain(["notes.org"]).collect();
        assert_eq!(place.run(&arguments).status, 0, "{entry}");
    }
    let action = fs::read_to_string(root.join("action.yml")).unwrap();
    assert!(action.contains("check --format github") && action.contains("github-summary="), "{action}");
}
