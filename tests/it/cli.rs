//! The program as it is run: arguments, output, exit status, and files of every kind.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A directory to run the program in.
pub(crate) struct Place(TempDir);

/// What the program printed, and its exit status.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A policy without errors or warnings.
pub(crate) const SOUND: &str = "\
channel Telefoon { medium: phone  target: 80% within 30s }
audience Inwoners
unit KCC { kind: kcc }
unit Back { kind: back }
theme Burgerzaken {
  service Paspoort
}

offer Paspoort via Telefoon serving Inwoners
responsible KCC for inform, intake, handle, deliver of *
accountable Back for policy, content, steering, capacity
";

/// An error in a policy with `SOUND`: an unknown name.
pub(crate) const FAULTY: &str = "responsible Xyzzy for review of *\n";

/// A warning in a policy with `SOUND`: no statement reaches it.
const IDLE: &str = "record Los { notitie: note }\n";

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A place with a policy in `policy/`.
    fn with(text: &str) -> Self {
        Self::new().file("policy/loket.toml", "").file("policy/policy.org", text)
    }

    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loket"));
        command.args(arguments).current_dir(self.0.path()).env_remove("LOKET_FORMAT").stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        outcome(self.command(arguments).output().unwrap())
    }

    /// Runs `check --format plain` with more arguments.
    fn plain(&self, arguments: &[&str]) -> Outcome {
        self.run(&[&["check", "--format", "plain"], arguments].concat())
    }

    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Outcome {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        match child.stdin.take().unwrap().write_all(input.as_bytes()) {
            // It may refuse before it reads.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
            written => written.unwrap(),
        }
        outcome(child.wait_with_output().unwrap())
    }
}

fn outcome(output: Output) -> Outcome {
    Outcome {
        status: output.status.code().expect("the program ends by itself"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Outcome {
    #[track_caller]
    pub(crate) fn status(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn out(self, part: &str) -> Self {
        assert!(self.out.contains(part), "{part:?} is not in {self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn no_out(self, part: &str) -> Self {
        assert!(!self.out.contains(part), "{part:?} is in {self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn err(self, part: &str) -> Self {
        assert!(self.err.contains(part), "{part:?} is not in {self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn silent(self) -> Self {
        assert_eq!((self.out.as_str(), self.err.as_str()), ("", ""));
        self
    }
}

#[test]
fn a_sound_policy_is_clean() {
    Place::with(SOUND).run(&["check", "policy"]).status(0).out("checked 1 policy, 1 file,").out("no findings");
}

#[test]
fn an_error_is_one() {
    let place = Place::with(SOUND).file("policy/more.org", FAULTY);
    place.run(&["check"]).status(1).out("error[name/unresolved]").out("policy/more.org:1:13").out("loket explain ");
}

#[test]
fn the_failing_level_is_chosen() {
    let place = Place::with(&format!("{SOUND}{IDLE}"));
    place.plain(&["--select", "name"]).status(0).out("warning[name/unused]");
    place.plain(&["--select", "name", "--fail-on", "warning"]).status(1);
    let place = Place::with(FAULTY);
    place.plain(&["--fail-on", "never"]).status(0).out("error[name/unresolved]");
}

#[test]
fn a_path_that_is_not_there_is_two() {
    Place::new().run(&["check", "nowhere"]).status(2).err("cannot read `nowhere`: no such file or directory");
}

#[test]
fn a_directory_without_policy_files_is_two() {
    Place::new().file("readme.txt", "").run(&["check"]).status(2).err("there are no `.org` files in `.`");
}

#[test]
fn wrong_arguments_are_two() {
    let place = Place::with(SOUND);
    place.run(&[]).status(2);
    place.run(&["check", "--formt", "json"]).status(2).err("--format");
    place.run(&["check", "--as-of", "2026-13-01"]).status(2).err("write a day as 2026-11-01");
    place.run(&["check", "--select", "gap/unservd"]).status(2).err("did you mean `gap/unserved`?");
    place.run(&["check", "--stdin-filename", "a.org"]).status(2).err("needs the path `-`");
    place.run(&["check", "-", "-"]).status(2).err("only once");
}

#[test]
fn rules_are_selected_and_ignored() {
    let place = Place::with(&format!("{SOUND}{IDLE}{FAULTY}"));
    place.plain(&["--select", "name/unused"]).out("name/unused").no_out("name/unresolved");
    place.plain(&["--ignore", "name/unused"]).no_out("name/unused").out("name/unresolved");
    place.plain(&["--ignore", "name"]).no_out("[name/");
    place.plain(&["--ignore", "name", "--select", "name/unused"]).out("name/unused").no_out("name/unresolved");
    place.plain(&["--select", "name", "--ignore", "name/unused"]).no_out("name/unused").out("name/unresolved");
    place.plain(&["--select", "name", "--ignore", "name"]).status(0).no_out("[name/");
}

#[test]
fn broken_text_is_shown_whatever_is_selected() {
    Place::with("rubbish\n").plain(&["--select", "gap"]).status(1).out("error[syntax/error]");
}

#[test]
fn quiet_prints_nothing() {
    Place::with(FAULTY).run(&["check", "--quiet"]).status(1).silent();
    Place::with(SOUND).run(&["check", "-q"]).status(0).silent();
}

#[test]
fn the_environment_chooses_a_format() {
    let place = Place::with(FAULTY);
    let outcome = outcome(place.command(&["check"]).env("LOKET_FORMAT", "plain").output().unwrap());
    outcome.status(1).out("policy/policy.org:1:13: error[name/unresolved]: ");
}

#[test]
fn colour_is_for_who_asks() {
    let place = Place::with(FAULTY);
    place.run(&["check"]).no_out("\u{1b}");
    place.run(&["check", "--color", "always"]).out("\u{1b}[1;31m");
}

#[test]
fn one_file_is_checked_within_its_policy() {
    let place = Place::with(SOUND).file("policy/one.org", FAULTY).file("policy/sub/two.org", IDLE);
    place.plain(&["policy/sub/two.org"]).status(0).out("two.org").no_out("one.org");
    place.plain(&["policy/sub"]).status(0).out("two.org").no_out("one.org");
    place.plain(&["policy/one.org"]).status(1).out("one.org").no_out("two.org");
    place.plain(&["policy/one.org", "policy/sub/two.org"]).status(1).out("one.org").out("two.org");
    place.plain(&["policy/sub/two.org", "--all"]).status(1).out("one.org").out("two.org");
    place.plain(&["policy/loket.toml"]).status(1).out("one.org").out("two.org");
}

#[test]
fn a_finding_is_shown_for_every_file_it_has_a_place_in() {
    let place = Place::with(SOUND).file("policy/again.org", "unit KCC { kind: kcc }\n");
    place.plain(&["policy/again.org"]).status(1).out("name/duplicate");
    place.plain(&["policy/policy.org"]).status(1).out("name/duplicate");
}

#[test]
fn a_file_without_a_root_is_a_policy() {
    let again = "unit KCC { kind: kcc }\n";
    let place = Place::new().file("one.org", SOUND).file("two.org", FAULTY).file("again.org", again);
    let place = place.file("notes.txt", again);
    place.plain(&["one.org"]).status(0);
    place.plain(&["two.org"]).status(1).out("two.org:1:13");
    place.plain(&["one.org", "two.org"]).status(1).out("two.org:1:13");
    place.plain(&["one.org", "again.org"]).status(1).out("name/duplicate");
    place.plain(&["one.org", "notes.txt"]).status(2).err("`notes.txt` is no policy file: policies end in `.org`");
    place.run(&["fmt", "notes.txt"]).status(2).err("`notes.txt` is no policy file: policies end in `.org`");
}

#[test]
fn standard_input_stands_for_a_file() {
    let place = Place::with(SOUND).file("policy/one.org", FAULTY);
    let with =
        |name: &str, text: &str| place.run_with(&["check", "--format", "plain", "-", "--stdin-filename", name], text);
    with("policy/one.org", "").status(0);
    with("policy/policy.org", &format!("{SOUND}unit KCC {{ kind: kcc }}\n"))
        .status(1)
        .out("policy/policy.org")
        .no_out("one.org");
    with("policy/new.org", IDLE).status(0).out("policy/new.org").no_out("one.org");
}

#[test]
fn standard_input_alone_is_a_policy() {
    let place = Place::with(FAULTY);
    place.run_with(&["check", "-"], SOUND).status(0).out("checked 1 policy, 1 file,");
    let alone = place.run_with(&["check", "--format", "plain", "-"], FAULTY).status(1);
    assert!(alone.out.starts_with("<stdin>:1:13: error[name/unresolved]"), "{}", alone.out);
    let alone = place.run_with(&["check", "--format", "json", "-"], FAULTY);
    alone.out("\"root\": \"<stdin>\"").no_out("../<stdin>");
}

#[test]
fn a_tree_with_several_roots_holds_several_policies() {
    let place = Place::new()
        .file("a/loket.toml", "")
        .file("a/a.org", SOUND)
        .file("a/inner/loket.toml", "")
        .file("a/inner/b.org", SOUND)
        .file("c/loket.toml", "")
        .file("c/c.org", FAULTY);
    place.run(&["check"]).status(1).out("checked 3 policies, 3 files,").no_out("name/duplicate");
    place.run(&["check", "a"]).status(0).out("checked 2 policies, 2 files,");
    place.run(&["check", "a/inner"]).status(0).out("checked 1 policy, 1 file,");
    place.run(&["check", "a/a.org"]).status(0).out("checked 1 policy, 1 file,");
    place.run(&["check", "c", "a/inner", "a/inner"]).status(1).out("checked 2 policies, 2 files,");
}

#[test]
fn catalogues_are_read_with_a_policy() {
    let place = Place::new()
        .file("catalog/units.org", "unit Xyzzy { kind: back }\n")
        .file("one/loket.toml", "[policy]\ncatalogs = [\"../catalog\"]\n")
        .file("one/one.org", format!("{SOUND}{FAULTY}"));
    place.plain(&["one"]).no_out("name/unresolved");
    place.run(&["check"]).out("checked 1 policy, 2 files,").no_out("name/unresolved");
}

#[test]
fn a_missing_catalogue_is_two() {
    let place = Place::with(SOUND).file("policy/loket.toml", "[policy]\ncatalogs = [\"../shared\"]\n");
    place
        .run(&["check"])
        .status(2)
        .err("cannot read catalogue `../shared`, which `policy/loket.toml` names: no such file");
}

#[test]
fn broken_settings_are_two_and_the_other_policies_are_checked() {
    let place =
        Place::with(SOUND).file("other/loket.toml", "[rules]\n\"gap/unservd\" = \"off\"\n").file("other/a.org", SOUND);
    place
        .run(&["check"])
        .status(2)
        .out("checked 1 policy,")
        .err("there is no rule or group `gap/unservd`")
        .err("other/loket.toml:2:1")
        .err("did you mean `gap/unserved`?");
    place.run(&["check", "--format", "json", "other"]).status(2).err("there is no rule");
}

#[test]
fn settings_can_be_given() {
    let place = Place::with(FAULTY).file("strict.toml", "[rules]\nname = \"info\"\n");
    place.plain(&["--config", "strict.toml"]).out("info[name/unresolved]");
    place.plain(&["--config", "nowhere.toml"]).status(2).err("cannot read `nowhere.toml`");
}

#[test]
fn a_rule_can_be_switched_off() {
    let place = Place::with(FAULTY).file("policy/loket.toml", "[rules]\n\"name/unresolved\" = \"off\"\n");
    place.plain(&[]).no_out("name/unresolved");
}

#[test]
fn limits_have_their_own_error() {
    let place = Place::with(SOUND).file("policy/loket.toml", "[limits]\nfile-bytes = 10\n");
    place.run(&["check"]).status(2).err("`policy/policy.org` has").err("above the limit of 10");
    let place = place.file("policy/loket.toml", "[limits]\nfiles = 1\n").file("policy/b.org", "");
    place.run(&["check"]).status(2).err("`policy` has 2 files, above the limit of 1");
}

#[test]
fn the_order_of_paths_and_files_changes_nothing() {
    let texts = [("a.org", FAULTY), ("b.org", SOUND), ("c.org", IDLE), ("d.org", "rubbish\n")];
    let runs: Vec<String> = [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]]
        .iter()
        .map(|order| {
            let mut place = Place::new().file("loket.toml", "");
            for &at in order {
                place = place.file(texts[at].0, texts[at].1);
            }
            let names: Vec<&str> = order.iter().map(|&at| texts[at].0).collect();
            place.run(&[&["check", "--format", "json"], names.as_slice()].concat()).out
        })
        .collect();
    assert_eq!(runs[0], runs[1]);
    assert_eq!(runs[0], runs[2]);
}

#[test]
fn a_directory_named_like_a_policy_file_is_a_directory() {
    let place = Place::with(SOUND).file("policy/x.org/inner.org", FAULTY);
    place.plain(&[]).status(1).out("policy/x.org/inner.org:1:13");
}

#[test]
fn what_git_ignores_or_hides_is_passed_over() {
    let place = Place::with(SOUND)
        .file("policy/.hidden.org", FAULTY)
        .file("policy/.ignore", "draft/\n")
        .file("policy/draft/a.org", FAULTY);
    place.plain(&[]).status(0);
    place.plain(&["policy/draft/a.org"]).status(1);
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_never_in_circles() {
    use std::os::unix::fs::symlink;

    let place = Place::with(SOUND).file("elsewhere/more.org", FAULTY);
    symlink(place.path("policy"), place.path("policy/loop")).unwrap();
    symlink(place.path("policy/policy.org"), place.path("policy/again.org")).unwrap();
    symlink(place.path("elsewhere"), place.path("policy/linked")).unwrap();
    let outcome = place.plain(&["policy"]).status(1).out("policy/linked/more.org:1:13").no_out("name/duplicate");
    assert_eq!(outcome.out.matches("name/unresolved").count(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_named() {
    let place = Place::with(SOUND);
    std::os::unix::fs::symlink("nowhere", place.path("policy/gone.png")).unwrap();
    place.run(&["check"]).status(0);
    std::os::unix::fs::symlink("nowhere", place.path("policy/gone.org")).unwrap();
    place.run(&["check"]).status(2).err("policy/gone.org");
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_two_and_the_other_policies_are_checked() {
    use std::os::unix::fs::PermissionsExt;

    let place = Place::with(SOUND).file("other/loket.toml", "").file("other/secret.org", SOUND);
    let secret = place.path("other/secret.org");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&secret).is_ok() {
        return; // The superuser reads everything.
    }
    place.run(&["check"]).status(2).out("checked 1 policy,").err("cannot read `other/secret.org`: permission denied");
}

#[cfg(unix)]
#[test]
fn pipes_are_not_read() {
    let place = Place::with(SOUND);
    let made = Command::new("mkfifo").arg(place.path("policy/pipe.org")).status();
    if !made.is_ok_and(|status| status.success()) {
        return; // No such tool here.
    }
    place.run(&["check"]).status(0).out("1 file,");
    place.run(&["check", "policy/pipe.org"]).status(2).err("it is neither a file nor a directory");
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_unicode_is_shown_somehow() {
    use std::os::unix::ffi::OsStrExt;

    let place = Place::with(SOUND);
    let name = std::ffi::OsStr::from_bytes(b"policy/b\xffd.org");
    if fs::write(place.0.path().join(Path::new(name)), FAULTY).is_err() {
        return; // Not on this file system.
    }
    place.plain(&[]).status(1).out("policy/b\u{fffd}d.org:1:13");
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let lines = FAULTY.repeat(2000);
    let place = Place::with(&lines);
    for format in ["human", "plain", "json"] {
        let mut command = place.command(&["check", "--format", format]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let outcome = outcome(child.wait_with_output().unwrap());
        assert_eq!(outcome.err, "", "{format}");
        assert_eq!(outcome.status, 1, "{format}");
    }
}

#[test]
fn any_bytes_are_read() {
    let place =
        Place::with(SOUND).file("policy/bytes.org", (0..=255).collect::<Vec<u8>>()).file("policy/empty.org", "");
    let outcome = place.run(&["check"]);
    assert!(outcome.status == 0 || outcome.status == 1, "{outcome:#?}");
    outcome.no_out("\u{1b}").no_out("\u{7}");
}

#[test]
fn deep_nesting_ends() {
    let place = Place::with(SOUND)
        .file("policy/units.org", format!("{}{}", "unit A { kind: back ".repeat(10_000), "}".repeat(10_000)))
        .file("policy/braces.org", "{".repeat(10_000))
        .file("policy/line.org", "unit A ".repeat(200_000));
    let outcome = place.plain(&[]);
    assert!(outcome.status == 0 || outcome.status == 1, "{}", outcome.err);
}

#[test]
fn every_rule_is_explained() {
    let place = Place::new();
    for rule in loket::checks::ALL {
        place.run(&["explain", rule.id]).status(0).out(rule.id).no_out("```");
        place.run(&["rules"]).status(0).out(rule.id);
    }
    place.run(&["explain", "gap/unservd"]).status(2).err("did you mean `gap/unserved`?");
    place.run(&["explain", "unserved"]).status(2).err("did you mean `gap/unserved`?");
    place.run(&["explain", "gap"]).status(0).out("gap/unserved");
    place.run(&["rules", "gap"]).status(0).out("gap/unserved").no_out("name/unresolved");
    place.run(&["rules", "gpa"]).status(2).err("did you mean `gap`?");
}

#[test]
fn the_list_of_rules_is_json_too() {
    let outcome = Place::new().run(&["rules", "--format", "json"]).status(0);
    let list: serde_json::Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!(list.as_array().unwrap().len(), loket::checks::ALL.len());
    assert!(list[0]["summary"].is_string());
}

#[test]
fn help_and_version_are_there() {
    let place = Place::new();
    place.run(&["--version"]).status(0).out(concat!("loket ", env!("CARGO_PKG_VERSION")));
    place.run(&["--help"]).status(0).out("Examples:").no_out("debug-parse");
    place.run(&["check", "--help"]).status(0).out("--fail-on").out("Exit status");
}

#[test]
fn the_readme_shows_what_happens() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let block = |kind: &str| {
        let (_, rest) = readme.split_once(&format!("```{kind}\n")).unwrap();
        rest.split_once("```").unwrap().0.to_owned()
    };
    Place::new().file("dorp.org", block("org")).run(&["check", "dorp.org"]).status(1).out(&block("text"));
}
