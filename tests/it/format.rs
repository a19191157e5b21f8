//! The form of files: what becomes of any layout, what is left, and `loket fmt` as it is run.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use loket::format::{Outcome, Stretch, format};
use loket::syntax::Limits;
use loket::syntax::tokens::{Kind, Tokens};
use proptest::prelude::*;

use crate::cli::Place;
use crate::support;
use layout::Dice;

mod layout;
mod tree;

/// A text in its form, and the stretches that were left.
fn formatted(text: &str) -> (String, Vec<Stretch>) {
    match format(text, &Limits::default()) {
        Outcome::Formatted { text, left } => (text, left),
        other => panic!("{other:?} of\n{text}"),
    }
}

/// A text of which nothing may be left.
#[track_caller]
fn form(text: &str) -> String {
    let (made, left) = formatted(text);
    let left: Vec<&str> = left.iter().map(|it| &text[it.start as usize..it.end as usize]).collect();
    assert!(left.is_empty(), "{left:?} of\n{text}");
    made
}

/// The comments of a text, in their order.
fn comments(text: &str) -> Vec<&str> {
    Tokens::new(text, 0, u32::try_from(text.len()).unwrap())
        .filter(|it| matches!(it.kind, Kind::Comment | Kind::Doc))
        .map(|it| &text[it.start as usize..it.end as usize])
        .collect()
}

fn sorted(mut list: Vec<&str>) -> Vec<&str> {
    list.sort_unstable();
    list
}

/// What holds of every text and its form.
fn check_form(text: &str, made: &str) {
    assert_eq!(formatted(made).0, made, "formatted twice:\n{text}");
    assert_eq!(tree::lines(text), tree::lines(made), "the tree of\n{text}\nand of\n{made}");
    assert_eq!(sorted(comments(text)), sorted(comments(made)), "the comments of\n{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_layout_becomes_the_form(seed: u64) {
        let mut dice = Dice::new(seed);
        let in_order = dice.roll(2) == 0;
        let file = layout::file(&mut dice, in_order);
        let text = layout::shuffled(&file, &mut dice, true);
        let made = form(&text);
        check_form(&text, &made);
        if in_order {
            prop_assert_eq!(comments(&text), comments(&made));
        }
    }

    /// White space alone, where no line ends and no comments come or go: the form is the same.
    #[test]
    fn blanks_change_nothing(seed: u64) {
        let mut dice = Dice::new(seed);
        let made = form(&layout::file(&mut dice, true));
        let (mut text, mut end) = (String::new(), 0);
        for token in Tokens::new(&made, 0, u32::try_from(made.len()).unwrap()) {
            let gap = &made[end..token.start as usize];
            text += if gap.is_empty() || gap.contains('\n') { gap } else { [" ", "  ", "\t", "     "][dice.roll(4)] };
            text += &made[token.start as usize..token.end as usize];
            end = token.end as usize;
        }
        prop_assert_eq!(form(&text), made);
    }

    #[test]
    fn broken_files_keep_what_does_not_parse(seed: u64) {
        let mut dice = Dice::new(seed);
        let file = if dice.roll(2) == 0 { layout::file(&mut dice, false) } else { policy(&mut dice) };
        let text = if dice.roll(2) == 0 { file } else { layout::shuffled(&file, &mut dice, true) };
        let text = layout::broken(&text, &mut dice);
        if let Outcome::Formatted { text: made, left } = format(&text, &Limits::default()) {
            check_form(&text, &made);
            for it in left {
                let kept = &text[it.start as usize..it.end as usize];
                prop_assert!(made.contains(kept), "{kept:?} is not in\n{made}");
            }
        }
    }
}

/// A file of the example policies.
fn policy(dice: &mut Dice) -> String {
    let files = org_files("policies");
    let texts: Vec<String> = files.iter().filter_map(|it| fs::read_to_string(it).ok()).collect();
    texts[dice.roll(texts.len())].clone()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn org_files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "org") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[test]
fn policies_and_examples_are_in_their_form() {
    let mut texts: Vec<(String, String)> = Vec::new();
    for file in org_files("policies") {
        // One of the faulty ones is not UTF-8.
        if let Ok(text) = fs::read_to_string(&file) {
            texts.push((file.display().to_string(), text));
        }
    }
    for rule in loket::checks::ALL {
        texts.extend(blocks(&rule.text()).map(|it| (rule.id.to_owned(), it.to_owned())));
    }
    for page in ["README.md", "docs/language.md", "docs/capacity.md", "docs/governance.md", "docs/meaning.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        texts.extend(blocks(&text).map(|it| (page.to_owned(), it.to_owned())));
    }
    let mut seen = 0;
    for (name, text) in texts {
        for (_, bytes) in support::split(&text) {
            let Ok(text) = String::from_utf8(bytes) else { continue };
            // What divides the files of an example is no part of them.
            let text = text.trim_end().to_owned() + "\n";
            if let Outcome::Formatted { text: made, .. } = format(&text, &Limits::default()) {
                assert_eq!(text, made, "`{name}` is not in its form: run `loket fmt`");
                seen += 1;
            }
        }
    }
    assert!(seen > 150, "{seen}");
}

/// The policies shown in a page.
fn blocks(page: &str) -> impl Iterator<Item = &str> {
    page.split("```org\n").skip(1).filter_map(|it| it.split("```").next())
}

#[test]
fn the_page_shows_what_happens() {
    let page = fs::read_to_string(root().join("docs/format.md")).unwrap();
    let blocks: Vec<&str> = blocks(&page).collect();
    assert!(blocks.len() >= 12 && blocks.len().is_multiple_of(2));
    for pair in blocks.chunks(2) {
        assert_eq!(form(pair[0]), pair[1]);
        assert_eq!(form(pair[1]), pair[1]);
    }
}

#[test]
fn layouts_look_like_their_snapshots() {
    let folder = root().join("tests/it/format");
    for name in ["clauses", "comments", "blocks", "tables", "long", "broken"] {
        let text = fs::read_to_string(folder.join(name).with_extension("org")).unwrap();
        let (made, left) = formatted(&text);
        check_form(&text, &made);
        let left: Vec<&str> = left.iter().map(|it| &text[it.start as usize..it.end as usize]).collect();
        insta::with_settings!({
            snapshot_path => "../snapshots/format",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name, format!("{made}-- left\n{}", left.join("\n--\n")));
        });
    }
}

#[test]
fn the_ends_of_lines_and_files_are_kept() {
    assert_eq!(
        form("offer A\r\n  via  B\r\n\r\n\r\nunit X {\r\n kind: back // c\r\n}"),
        "offer A via B\r\n\r\nunit X {\r\n  kind: back  // c\r\n}\r\n"
    );
    assert_eq!(form("\u{feff}\n\nunit  X"), "\u{feff}unit X\n");
    assert_eq!(form("unit A\r\nunit  B\nunit C\n"), "unit A\nunit B\nunit C\n");
    assert_eq!(form(""), "");
    assert_eq!(form(" \n\n"), "");
    assert_eq!(form("// only this"), "// only this\n");
}

#[test]
fn deep_and_odd_texts_end() {
    for text in [
        "unit A {".repeat(60) + &"}".repeat(60),
        "unit A {".repeat(5_000),
        "}".repeat(50_000),
        "@a(".repeat(50_000),
        "// c\n".repeat(50_000),
        "/// d\n".repeat(50_000) + "unit A",
        "foo\n// c\n".repeat(20_000),
        format!("offer {}", "A, // c\n".repeat(20_000)),
        format!("responsible {}B for inform", "A, ".repeat(100_000)),
        format!("handover A{}", " -> B".repeat(20_000)),
        format!("unit A {{ {} }}", "a: b; ".repeat(50_000)),
        format!("unit A {{ x: {} }}", "b ".repeat(100_000)),
        "offer A via B\n".repeat(30_000),
        format!("unit {} {{ kind: back }}", "A".repeat(200_000)),
        "\"".repeat(100_000),
        "//\u{c}\nunit A".to_owned(),
        "unit A // x \u{c} \u{b}\u{c}".to_owned(),
    ] {
        let start = Instant::now();
        let (made, _) = formatted(&text);
        assert_eq!(formatted(&made).0, made);
        let shown: String = text.chars().take(20).collect();
        assert!(start.elapsed().as_secs() < 20, "{shown} took {:?}", start.elapsed());
    }
}

/// Twice the text, twice the work: instructions cannot be counted here, so the bar is wide.
#[test]
fn the_work_is_linear() {
    let time = |count: usize| {
        let text: String = (0..count)
            .map(|it| format!("responsible Unit{it} for inform of Service{}\n", it % 977))
            .collect::<Vec<_>>()
            .concat();
        let once = || {
            let start = Instant::now();
            form(&text);
            start.elapsed()
        };
        // What else goes on can only make it longer.
        (0..5).map(|_| once()).min().unwrap()
    };
    let (small, large) = (time(4_000), time(32_000));
    assert!(large < small * 30, "{small:?} and {large:?}");
}

const LOOSE: &str = "responsible KCC via Telefoon for inform,intake\nresponsible Burgerzaken for handle\n";
const FORM: &str = "responsible KCC         for inform, intake via Telefoon\nresponsible Burgerzaken for handle\n";

#[test]
fn files_are_written() {
    let place = Place::new().file("loket.toml", "").file("a.org", LOOSE).file("sub/b.org", FORM).file("c.txt", LOOSE);
    place.run(&["fmt"]).status(0).out("1 file reformatted, 1 left unchanged\n");
    assert_eq!(fs::read_to_string(place.path("a.org")).unwrap(), FORM);
    assert_eq!(fs::read_to_string(place.path("c.txt")).unwrap(), LOOSE);
    place.run(&["fmt", "."]).status(0).out("2 files left unchanged\n");
    place.run(&["fmt", "--quiet", "a.org", "sub"]).status(0).silent();
    place.run(&["fmt", "loket.toml"]).status(0).silent();
    let names: Vec<_> = fs::read_dir(place.path(".")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(names.len(), 4, "nothing stays behind: {names:?}");
}

#[test]
fn check_and_diff_write_nothing() {
    let place = Place::new().file("a.org", LOOSE).file("b.org", FORM);
    place.run(&["fmt", "--check"]).status(1).out("would reformat a.org\n1 file would be reformatted, 1 is formatted\n");
    let diff = place.run(&["fmt", "--diff"]).status(1).err("1 file would be reformatted, 1 is formatted\n");
    assert_eq!(
        diff.out,
        "--- a.org\n+++ a.org\n@@ -1,2 +1,2 @@\n-responsible KCC via Telefoon for inform,intake\n\
         +responsible KCC         for inform, intake via Telefoon\n responsible Burgerzaken for handle\n"
    );
    assert_eq!(fs::read_to_string(place.path("a.org")).unwrap(), LOOSE);
    place.run(&["fmt", "--check", "b.org"]).status(0).out("1 file is formatted\n");
    place.run(&["fmt", "--check", "--quiet"]).status(1).silent();
    place.run(&["fmt", "--diff", "b.org"]).status(0).no_out("---");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let place = Place::new().file("units.org", "unit  KCC");
    assert_eq!(place.run_with(&["fmt", "-"], LOOSE).status(0).out, FORM);
    assert_eq!(place.run_with(&["fmt", "-", "--stdin-filename", "units.org"], LOOSE).status(0).out, FORM);
    place
        .run_with(&["fmt", "-", "--check", "--stdin-filename", "units.org"], LOOSE)
        .status(1)
        .out("would reformat units.org");
    place.run_with(&["fmt", "-", "--diff"], LOOSE).status(1).out("--- <stdin>\n");
    place.run_with(&["fmt", "-", "--check"], FORM).status(0).silent();
    assert_eq!(fs::read_to_string(place.path("units.org")).unwrap(), "unit  KCC");
    place.run_with(&["fmt", "-", "units.org"], LOOSE).status(2).err("by itself");
    place.run(&["fmt", "--stdin-filename", "a.org"]).status(2).err("needs the path `-`");
    let outline = "* Dienstverlening\n** TODO  Iets\n";
    assert_eq!(place.run_with(&["fmt", "-"], outline).status(0).err("this is an Emacs outline").out, outline);
}

#[test]
fn what_does_not_parse_is_told() {
    let place = Place::new().file("a.org", "unit  KCC\n\nresponsable   KCC for\n  aftercare\n\noffer  A\n");
    place
        .run(&["fmt"])
        .status(0)
        .err("a.org:3: lines 3 to 4 left as they are: they do not parse")
        .out("1 file reformatted");
    assert_eq!(
        fs::read_to_string(place.path("a.org")).unwrap(),
        "unit KCC\n\nresponsable   KCC for\n  aftercare\n\noffer A\n"
    );
    place.run(&["fmt", "--check"]).status(0).err("a.org:3");
}

#[test]
fn what_is_no_policy_is_left_alone() {
    let place = Place::new()
        .file("notes.org", "* Todo\n**  more\n")
        .file("latin.org", b"unit  Financi\xeb\n")
        .file("wide.org", b"\xff\xfeu\0n\0")
        .file("zero.org", b"unit  A\0")
        .file("good.org", "unit  A\n");
    let done = place.run(&["fmt"]).status(2).out("1 file reformatted\n");
    let done =
        done.err("notes.org: left alone: this is an Emacs outline").err("`latin.org`: the byte 0xeb is not UTF-8");
    done.err("`wide.org`: the file is UTF-16").err("`zero.org`: the file holds a NUL byte");
    assert_eq!(fs::read(place.path("latin.org")).unwrap(), b"unit  Financi\xeb\n");
    assert_eq!(fs::read_to_string(place.path("good.org")).unwrap(), "unit A\n");
    place.run(&["fmt", "notes.org"]).status(0);
    place.run(&["fmt", "nowhere"]).status(2).err("cannot read `nowhere`");
}

#[test]
fn limits_are_those_of_the_policy() {
    let place = Place::new().file("loket.toml", "[limits]\nfile-bytes = 100\n").file("a.org", "offer A\n".repeat(20));
    place.run(&["fmt"]).status(2).err("above the limit of 100");
    let place = Place::new().file("loket.toml", "[limitz]\n").file("a.org", LOOSE);
    place.run(&["fmt"]).status(0).out("1 file reformatted");
}

#[test]
fn hidden_and_ignored_files_are_passed_over() {
    let place =
        Place::new().file(".hidden/a.org", LOOSE).file("old/b.org", LOOSE).file(".ignore", "old\n").file("c.org", FORM);
    place.run(&["fmt", "--check"]).status(0).out("1 file is formatted");
    place.run(&["fmt", "--check", "old/b.org"]).status(1);
}

#[test]
fn hostile_names_are_shown_harmless() {
    let place = Place::new().file("a\u{1b}[31m\n.org", LOOSE);
    let done = place.run(&["fmt", "--check"]).status(1);
    assert!(!done.out.contains('\u{1b}') && done.out.lines().count() == 2, "{done:?}");
    let done = place.run(&["fmt", "--diff"]).status(1);
    assert!(!done.out.contains('\u{1b}'), "{done:?}");
}

#[cfg(unix)]
mod unix {
    use super::{FORM, LOOSE};
    use crate::cli::Place;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn permissions_stay() {
        let place = Place::new().file("a.org", LOOSE);
        let file = place.path("a.org");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        place.run(&["fmt"]).status(0);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        fs::write(&file, LOOSE).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        place.run(&["fmt"]).status(2).err("cannot write `a.org`: it may only be read");
        assert_eq!(fs::read_to_string(&file).unwrap(), LOOSE);
    }

    #[test]
    fn links_stay_links() {
        let place = Place::new().file("real/a.txt", LOOSE).file("policy/x.org", FORM);
        symlink("../real/a.txt", place.path("policy/a.org")).unwrap();
        symlink("../policy", place.path("policy/round")).unwrap();
        place.run(&["fmt", "policy"]).status(0).out("1 file reformatted, 1 left unchanged");
        assert!(fs::symlink_metadata(place.path("policy/a.org")).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(place.path("real/a.txt")).unwrap(), FORM);
        symlink("b.org", place.path("policy/b.org")).unwrap();
        place.run(&["fmt", "policy/b.org"]).status(2).err("cannot read `policy/b.org`: too many levels");
        place.run(&["fmt", "policy"]).status(2).err("policy/b.org");
    }

    #[test]
    fn one_file_by_two_names_is_written_once() {
        let place = Place::new().file("a.org", LOOSE);
        symlink("a.org", place.path("z.org")).unwrap();
        place.run(&["fmt", "a.org", "z.org", "a.org"]).status(0).out("1 file reformatted\n");
        assert!(fs::symlink_metadata(place.path("z.org")).unwrap().is_symlink());
    }
}
