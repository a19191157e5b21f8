//! Snapshots as users keep them: scripts of commands whose files lie in the repository. Stale files are written anew, and then the
//! test fails once.

use std::fs;
use std::path::Path;

use crate::cli::Place;

/// A script, and the directory in which it runs its commands.
const SCRIPTS: &[(&str, &str)] =
    &[("policies/duinrade/snapshots/renew", "policies/duinrade"), ("docs/pictures/draw", ".")];

/// A command of a script: what follows `loket`, and the file to which its output goes.
struct Command {
    arguments: Vec<String>,
    redirect: Option<String>,
    /// The file that it writes, seen from where it runs.
    writes: String,
}

impl Command {
    fn of(line: &str) -> Self {
        let (call, redirect) = match line.split_once(" > ") {
            Some((call, file)) => (call, Some(file.to_owned())),
            None => (line, None),
        };
        let arguments: Vec<String> = call.split_whitespace().skip(1).map(str::to_owned).collect();
        let output = arguments.iter().position(|it| it == "--output").map(|at| &arguments[at + 1]);
        let output = output.map(|it| it.split_once('=').map_or(it.as_str(), |(_, file)| file).to_owned());
        let writes = redirect.clone().or(output).unwrap_or_else(|| panic!("writes no file: {line}"));
        Self { arguments, redirect, writes }
    }

    fn run(&self, place: &Place) -> String {
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        let outcome = place.run(&arguments);
        assert_eq!(outcome.status, 0, "{arguments:?}: {outcome:#?}");
        match self.redirect {
            Some(_) => outcome.out,
            None => fs::read_to_string(place.path(&self.writes)).unwrap(),
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn commands(script: &str) -> Vec<Command> {
    let text = fs::read_to_string(root().join(script)).unwrap();
    let commands: Vec<Command> = text.lines().filter(|it| it.starts_with("loket ")).map(Command::of).collect();
    assert!(commands.len() >= 3, "{script}");
    commands
}

/// Everything in a directory whose files are policies, settings, or under `below`.
fn copied(from: &Path, below: &str, mut place: Place) -> Place {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
        let to = if below.is_empty() { name } else { format!("{below}/{name}") };
        if path.is_dir() {
            place = copied(&path, &to, place);
        } else {
            place = place.file(&to, fs::read(&path).unwrap());
        }
    }
    place
}

#[test]
fn snapshots_and_pictures_are_fresh() {
    let mut stale = Vec::new();
    for &(script, runs_in) in SCRIPTS {
        let duinrade = root().join("policies/duinrade");
        let place = match runs_in {
            "." => copied(&duinrade, "policies/duinrade", Place::new()).file("docs/pictures/.keep", ""),
            _ => copied(&duinrade, "", Place::new()),
        };
        for command in commands(script) {
            let file = root().join(runs_in).join(&command.writes);
            let made = command.run(&place);
            if fs::read_to_string(&file).unwrap_or_default() != made {
                fs::write(&file, &made).unwrap();
                stale.push(command.writes);
            }
        }
    }
    assert!(stale.is_empty(), "these files were stale and are now written anew; look at them and commit: {stale:?}");
}

/// What a snapshot is for: a statement goes, and the files say what that means.
#[test]
fn a_change_of_the_policy_shows_in_the_snapshots() {
    let place = copied(&root().join("policies/duinrade"), "", Place::new());
    let handovers = fs::read_to_string(place.path("handovers.org")).unwrap();
    let dropped =
        handovers.lines().position(|it| it.starts_with("handover Klantcontact ")).expect("a handover to drop");
    let rest: Vec<&str> =
        handovers.lines().enumerate().filter(|(at, _)| *at != dropped).map(|(_, line)| line).collect();
    let place = place.file("handovers.org", rest.join("\n") + "\n");
    let changed: Vec<String> = commands(SCRIPTS[0].0)
        .iter()
        .filter(|it| it.run(&place) != fs::read_to_string(root().join(SCRIPTS[0].1).join(&it.writes)).unwrap())
        .map(|it| it.writes.clone())
        .collect();
    // How far it is to whoever decides stands in the description.
    assert_eq!(changed, ["snapshots/findings.txt", "snapshots/description.md", "snapshots/handovers.mmd"]);
}

/// The page shows the script as it is, and the README every picture.
#[test]
fn pages_show_what_is_there() {
    let page = fs::read_to_string(root().join("docs/snapshots.md")).unwrap();
    let script = fs::read_to_string(root().join(SCRIPTS[0].0)).unwrap();
    assert!(page.contains(&format!("```sh\n{script}```")), "the page shows another script");
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for command in commands(SCRIPTS[1].0) {
        assert!(readme.contains(&format!("({})", command.writes)), "the README does not show {}", command.writes);
    }
}
