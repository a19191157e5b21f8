//! Policies as tables: how they look, what other programs read in them, filters, and time.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use loket::matrix::{Ask, Matrix, View};
use loket::model::asked::Side;
use loket::policy::{self, Input};
use loket::render::human::Look;
use loket::render::matrix::{csv, human, json, markdown, xlsx};
use serde_json::Value;

use crate::cli::Place;
use crate::{policies, support};

const WIDTH: usize = 100;

fn told(input: Input, ask: Ask, filters: &[(Side, &str)]) -> Matrix {
    let filters: Vec<(Side, String)> = filters.iter().map(|(side, text)| (*side, (*text).to_owned())).collect();
    policy::matrix(input, &filters, ask).unwrap_or_else(|refused| panic!("{:?}", refused.findings))
}

fn of_text(text: &str, view: View) -> Matrix {
    told(support::input(&[("policy.org", text)], ""), Ask { empty: true, ..Ask::of(view) }, &[])
}

fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

fn table(matrix: &Matrix, width: usize) -> String {
    written(|out| human::write(out, matrix, Look { color: false, width, limit: 0 }).unwrap())
}

fn document(matrix: &Matrix) -> Value {
    serde_json::from_str(&written(|out| json::write(out, matrix).unwrap())).unwrap()
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "../snapshots/matrix",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

/// All matrices of the sound policies.
fn all() -> Vec<(String, Matrix)> {
    let mut out = Vec::new();
    for policy in ["duinrade", "bank", "wijkteams"] {
        for view in View::ALL {
            let name = format!("{policy}-{}", view.name());
            out.push((name, told(policies::input(policy), Ask::of(view), &[])));
        }
    }
    out
}

#[test]
fn tables_look_like_their_snapshots() {
    for (name, matrix) in all() {
        let text = table(&matrix, WIDTH);
        let wide = |line: &&str| line.chars().count() > WIDTH;
        assert!(!text.lines().any(|line| wide(&line)), "{name}: {:?}", text.lines().find(wide));
        snapshot(&name, &text);
    }
    let tasks = Ask { tasks: true, ..Ask::of(View::Responsibility) };
    let paspoort = told(policies::input("duinrade"), tasks, &[(Side::Services, "Paspoort")]);
    snapshot("paspoort-by-task", &table(&paspoort, WIDTH));
}

#[test]
fn markdown_and_csv_look_like_their_snapshots() {
    let matrix = told(policies::input("wijkteams"), Ask::of(View::Coverage), &[]);
    snapshot("wijkteams-markdown", &written(|out| markdown::write(out, &matrix).unwrap()));
    snapshot("wijkteams-csv", &written(|out| csv::write(out, &matrix).unwrap()).replace("\r\n", "\n"));
}

#[test]
fn tables_fit_narrow_terminals() {
    for (name, matrix) in all() {
        for width in [60, 80, 200] {
            let text = table(&matrix, width);
            let rows = text.lines().take_while(|line| !line.contains(" × "));
            assert!(rows.into_iter().skip(2).all(|line| line.chars().count() <= width), "{name} at {width}");
        }
    }
}

#[test]
fn documents_are_as_their_schema_says() {
    let schema: Value = serde_json::from_str(&json::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, matrix) in all().into_iter().chain([("hostile".to_owned(), of_text(HOSTILE, View::Coverage))]) {
        let document = document(&matrix);
        let errors: Vec<String> = validator.iter_errors(&document).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        for cell in document["cells"].as_array().unwrap() {
            for at in cell["statements"].as_array().unwrap() {
                assert!(
                    document["statements"].as_array().unwrap().len() as u64 > at.as_u64().unwrap(),
                    "{name}: {cell}"
                );
            }
        }
    }
}

#[test]
fn the_statements_behind_a_cell_are_told() {
    let matrix = of_text(
        "channel Balie { medium: counter }\nunit A { kind: front }\nservice S\nservice T\n\
         offer *\nresponsible A for inform of S\nresponsible A for intake\nresponsible A for handle\nallow A to read X",
        View::Coverage,
    );
    let cell = matrix.cell(0, 0).unwrap();
    let behind: Vec<&str> = cell.statements.iter().map(|&at| matrix.statements[at as usize].text.as_str()).collect();
    assert_eq!(behind, ["offer *", "responsible A for inform of S", "responsible A for intake"]);
    assert_eq!(matrix.statements[1].line, 6);
    let without = told(policies::input("bank"), Ask { statements: false, ..Ask::of(View::Coverage) }, &[]);
    assert!(without.statements.is_empty());
}

// ── Time ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const PILOT: &str = "\
organisation O { as-of: 2026-11-01 }
channel Balie { medium: counter }
unit A { kind: front }
unit B { kind: front }
service S
offer *
responsible A for inform, intake until 2026-12-31
responsible B for inform, intake from 2027-02-01
responsible B for handle, deliver
";

#[test]
fn a_cell_says_what_changes_later() {
    let matrix = of_text(PILOT, View::Coverage);
    let cell = matrix.cell(0, 0).unwrap();
    assert_eq!(cell.now.text, "A");
    let later: Vec<(&str, &str)> = cell.later.iter().map(|(day, it)| (day.as_str(), it.text.as_str())).collect();
    assert_eq!(later, [("2027-01-01", "!inform, intake"), ("2027-02-01", "B")]);

    let text = table(&matrix, WIDTH);
    assert!(text.contains("S       A »\n"), "{text}");
    assert!(text.contains("from 2027-01-01\n  A → !inform, intake: S × Balie\n"), "{text}");
    let text = written(|out| csv::write(out, &matrix).unwrap());
    assert!(text.contains("S,\"A; from 2027-01-01: !inform, intake; from 2027-02-01: B\"\r\n"), "{text}");
    assert_eq!(document(&matrix)["cells"][0]["later"][1]["from"], "2027-02-01");

    let mut input = support::input(&[("policy.org", PILOT)], "");
    input.as_of = Some(support::TODAY + 200);
    let matrix = told(input, Ask::of(View::Coverage), &[]);
    assert_eq!((matrix.cell(0, 0).unwrap().now.text.as_str(), matrix.cell(0, 0).unwrap().later.len()), ("B", 0));
}

#[test]
fn what_others_change_is_no_change_of_a_cell() {
    let matrix = of_text(&format!("{PILOT}unit C {{ kind: back  until: 2026-11-30 }}\n"), View::Responsibility);
    let handled = matrix.rows.iter().position(|it| it.id == "S").unwrap();
    let of = |unit: &str| matrix.columns.iter().position(|it| it.id == unit).unwrap();
    assert_eq!(matrix.cell(handled, of("A")).unwrap().later.len(), 1);
    assert!(matrix.cell(handled, of("C")).is_none());
}

// ── Hostile names ───────────────────────────────────────────────────────────────────────────────────────────────────────

/// Names and labels that mean something to some program.
const HOSTILE: &str = "\
organisation O \"=1+1 <b>|\\n\\u{202e}evil\" { as-of: 2026-11-01 }
channel `=cmd|'/C calc'!A0` { medium: phone }
channel `+1` { medium: chat }
channel `a|b` { medium: web }
channel `\"quoted\", x` { medium: email }
channel `<script>alert(1)</script>` { medium: letter }
channel `--> end` { medium: sms }
unit `@SUM(A1)` { kind: front }
unit `*_[x](http://y)_*` { kind: back }
unit `\u{1b}[31mrood\t` { kind: back }
unit `عربي` { kind: back }
unit `🐝👩‍👩‍👧` { kind: back }
service `-1` \"\\t=2\"
service `𝓢` \"\\u{202e}\"
offer *
responsible `@SUM(A1)` for inform, intake
responsible `*_[x](http://y)_*`, `\u{1b}[31mrood\t`, `عربي`, `🐝👩‍👩‍👧` for inform, handle
";

fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut out = vec![vec![String::new()]];
    let mut chars = csv.chars().peekable();
    let mut quoted = false;
    while let Some(char) = chars.next() {
        let row = out.last_mut().unwrap();
        let field = row.last_mut().unwrap();
        match char {
            '"' if quoted && chars.peek() == Some(&'"') => field.push(chars.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'), "lines end as RFC 4180 says");
                out.push(vec![String::new()]);
            }
            '\n' if !quoted => panic!("a line ends without a carriage return"),
            _ => field.push(char),
        }
    }
    assert!(!quoted);
    assert_eq!(out.pop(), Some(vec![String::new()]), "the last line ends too");
    out
}

#[test]
fn hostile_names_are_data_in_csv() {
    for view in View::ALL {
        let matrix = of_text(HOSTILE, view);
        let text = written(|out| csv::write(out, &matrix).unwrap());
        let rows = rows(&text);
        let wide = matrix.columns.len() + 1;
        assert!(rows.iter().all(|row| row.len() == wide), "{text}");
        let runs = |it: &&String| it.starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert_eq!(rows.iter().flatten().find(runs), None, "{text}");
    }
    let rows = rows(&written(|out| csv::write(out, &of_text(HOSTILE, View::Coverage)).unwrap()));
    assert_eq!(rows[0][1], "'=cmd|'/C calc'!A0");
    assert_eq!(rows[0][4], "\"quoted\", x");
    assert_eq!(rows[1][0], "'-1");
    assert!(rows[1][1].starts_with("'@SUM(A1), ~*_[x](http://y)_*"), "{rows:?}");
}

#[test]
fn hostile_names_command_no_terminal() {
    for view in View::ALL {
        let text = table(&of_text(HOSTILE, view), 80);
        let bad = |it: &char| (it.is_control() && *it != '\n') || ('\u{202a}'..='\u{202e}').contains(it);
        assert_eq!(text.chars().find(bad), None, "{text}");
    }
}

#[test]
fn hostile_names_are_no_markup() {
    for view in View::ALL {
        let matrix = of_text(HOSTILE, view);
        let text = written(|out| markdown::write(out, &matrix).unwrap());
        assert!(
            !text.contains("<script>") && !text.replace("\\]", "").contains("](http") && !text.contains('\u{202e}'),
            "{text}"
        );
        // A bar in a name makes no column.
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        let lines: Vec<&str> = text.lines().filter(|it| it.starts_with('|')).collect();
        let table = lines.iter().take(matrix.rows.len() + 2);
        assert!(table.into_iter().all(|line| bars(line) == matrix.columns.len() + 2), "{text}");
    }
}

// ── Workbooks ───────────────────────────────────────────────────────────────────────────────────────────────────────────

type Sheet = BTreeMap<(u32, u32), String>;

fn sheet(bytes: &[u8], name: &str) -> Sheet {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let start = range.start().unwrap_or_default();
    let cell = |(row, column, data): (usize, usize, &Data)| {
        let at = |start: u32, number: usize| start + u32::try_from(number).unwrap();
        let text = match data {
            Data::String(text) => text.clone(),
            Data::Empty => return None,
            other => panic!("a workbook of texts holds {other:?}"),
        };
        Some(((at(start.0, row), at(start.1, column)), text))
    };
    range.cells().filter_map(cell).filter(|it| !it.1.is_empty()).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn workbooks_hold_what_the_matrix_says() {
    for (name, matrix) in all().into_iter().chain([("hostile".to_owned(), of_text(HOSTILE, View::Coverage))]) {
        let bytes = xlsx::bytes(&matrix).unwrap();
        let read = sheet(&bytes, matrix.view.name());
        let left = u32::from(matrix.rows.iter().any(|it| it.group.is_some())) + 1;
        let top = u32::from(matrix.columns.iter().any(|it| it.group.is_some())) + 1;
        for (row, head) in (0..).zip(&matrix.rows) {
            assert_eq!(read[&(top + row, left - 1)], shown(&head.name), "{name}");
            for (at, column) in (left..).zip(0..matrix.columns.len()) {
                let text = read.get(&(top + row, at)).map_or("", String::as_str);
                let cell = matrix.cell(row as usize, column);
                let now = cell.map_or("", |it| it.now.text.as_str());
                assert!(text.starts_with(&shown(now)), "{name}: {text}, not {now}");
                assert_eq!(text.ends_with('»'), cell.is_some_and(|it| !it.later.is_empty()), "{name}: {text}");
            }
        }
        let legend = sheet(&bytes, "legend");
        assert_eq!(legend[&(2, 1)], matrix.as_of, "{name}");
        assert!(matrix.legend.iter().all(|it| legend.values().any(|text| *text == it.1)), "{name}");
    }
}

fn shown(text: &str) -> String {
    let picture = |char: char| match char {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(char)).unwrap(),
        '\u{202a}'..='\u{202e}' => '\u{fffd}',
        _ => char,
    };
    text.chars().map(picture).collect()
}

#[test]
fn workbooks_are_for_work() {
    let matrix = told(policies::input("duinrade"), Ask::of(View::Rights), &[]);
    let bytes = xlsx::bytes(&matrix).unwrap();
    assert_eq!(bytes, xlsx::bytes(&matrix).unwrap(), "the same bytes");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A2:"), "{}", &sheet[..600]);
    let notes = part(&bytes, "xl/comments1.xml");
    assert!(notes.contains("rights.org:") && notes.contains("may update"), "{}", &notes[..600]);
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("E3B7DC"), "tier 4 has its colour");
    assert!(part(&bytes, "docProps/core.xml").contains("2026-11-01T00:00:00Z"), "made on the as-of day");
    let formulas = part(&xlsx::bytes(&of_text(HOSTILE, View::Coverage)).unwrap(), "xl/worksheets/sheet1.xml");
    assert!(!formulas.contains("<f>"), "nothing is a formula");
}

// ── The command ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const SMALL: &str = "\
channel Telefoon { medium: phone }
channel Balie { medium: counter }
unit KCC { kind: kcc }
service Paspoort
offer *
responsible KCC
";

fn place() -> Place {
    Place::new().file("policy/loket.toml", "").file("policy/policy.org", SMALL)
}

#[test]
fn filters_that_are_not_understood_are_two() {
    let place = place();
    let run = |arguments: &[&str]| {
        let outcome = place.run(&[&["matrix", "coverage", "policy"], arguments].concat());
        assert!(outcome.out.is_empty(), "{arguments:?}");
        (outcome.status, outcome.err)
    };
    for (arguments, said) in [
        (&["--via", "Telefon"][..], "no channel is named `Telefon`"),
        (&["--via", "Telefon"], "did you mean `Telefoon`?"),
        (&["--of", "Paspoort", "--via", "sync, Blie"], "command line:2:13"),
        (&["--unit", "Paspoort"], "`Paspoort` is a service, not a unit"),
        (&["--via", "sync of Paspoort"], "unexpected `of`"),
        (&["--via", "Balie } unit X {"], "unexpected `}`"),
        (&["--via", "Balie\noffer *"], "unexpected `offer`"),
        (&["--via", ""], "expected a name after `--via`"),
        (&["--via", "* except"], "expected a name after `except`"),
        (&["--via", "video"], "`--via video` leaves no channel to show"),
        (&["--of", "* except *"], "leaves no service to show"),
        (&["--for", "inform except inform"], "leaves no task to show"),
        (&["--to", "X"], "`--to` changes nothing in `coverage`"),
        (&["--tasks"], "`--tasks` is for `responsibility`, not for `coverage`"),
        (&["--via", "\u{1b}[31m"], "unexpected"),
    ] {
        let (status, err) = run(arguments);
        assert_eq!(status, 2, "{arguments:?}\n{err}");
        assert!(err.contains(said), "{arguments:?}\n{err}");
        assert!(!err.contains('\u{1b}'), "{err:?}");
    }
    let several = place.file("other/loket.toml", "").file("other/policy.org", SMALL).run(&["matrix", "coverage", "."]);
    assert_eq!(several.status, 2);
    assert!(several.err.contains("holds 2 policies; name one of them: `other`, `policy`"), "{}", several.err);
}

#[test]
fn filters_are_selectors() {
    let place = place();
    let csv = |arguments: &[&str]| {
        let outcome = place.run(&[&["matrix", "coverage", "policy", "--format", "csv"], arguments].concat());
        assert_eq!(outcome.status, 0, "{}", outcome.err);
        outcome.out.lines().next().unwrap().to_owned()
    };
    assert_eq!(csv(&["--via", "sync"]), "service,Telefoon,Balie");
    assert_eq!(csv(&["--via", "sync except physical"]), "service,Telefoon");
    assert_eq!(csv(&["--via", " `Balie` // a comment"]), "service,Balie");
    assert_eq!(csv(&["--via", "*"]), "service,Telefoon,Balie");
}

#[test]
fn files_are_written_in_one_step() {
    let place = place();
    let run = |arguments: &[&str]| place.run(&[&["matrix", "rights", "policy"], arguments].concat());
    let outcome = run(&["--format", "xlsx", "--output", "r.xlsx"]);
    assert_eq!((outcome.status, outcome.out.as_str()), (0, ""), "{}", outcome.err);
    assert!(fs::read(place.path("r.xlsx")).unwrap().starts_with(b"PK"));
    let first = fs::read(place.path("r.xlsx")).unwrap();
    run(&["--format", "xlsx", "--output", "r.xlsx"]);
    assert_eq!(fs::read(place.path("r.xlsx")).unwrap(), first);
    run(&["--output", "r.csv"]);
    assert_eq!(fs::read_to_string(place.path("r.csv")).unwrap(), run(&["--format", "csv"]).out);
    run(&["--format", "markdown", "--output", "r.csv"]);
    assert_eq!(fs::read_to_string(place.path("r.csv")).unwrap(), run(&["--format", "markdown"]).out);
    let outcome = run(&["--output", "r.data"]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.err.contains("`r.data` does not tell the format; add `--format`"), "{}", outcome.err);
    let outcome = run(&["--output", "nowhere/r.txt"]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.err.contains("cannot write `nowhere/r.txt`: no such file or directory"), "{}", outcome.err);
    let left: Vec<_> = fs::read_dir(place.path(".")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

/// The page of the command with the output of every command in it.
pub(crate) fn derive(page: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("```console\n$ loket ") {
        let (line, after) = after.split_once('\n').unwrap();
        let (_, after) = after.split_once("```").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_loket")).args(words(line)).current_dir(root).output().unwrap();
        let text = if output.status.success() { output.stdout } else { output.stderr };
        let text = String::from_utf8(text).unwrap().replace("\r\n", "\n");
        out.extend([before, "```console\n$ loket ", line, "\n", text.trim_end(), "\n```"]);
        rest = after;
    }
    out + rest
}

/// The words of a command line, with double quotes.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate().flat_map(|(at, part)| {
        if at % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
    });
    parts.collect()
}
