//! What is misspelt, or lacks a sign, is read as it was meant: one mistake is one finding, it grants nothing and loses no name.

use std::fmt::Write;

use loket::intern::Interner;
use loket::source::FileId;
use loket::syntax::ast::Ast;
use loket::syntax::{self, Limits};
use serde_json::Value;

use crate::support;

/// A policy that text is put behind.
const BASE: &str = "\
organisation O { as-of: 2026-11-01 }
channel W { medium: web  reply: 2 workdays }
unit A { kind: back }
unit B { kind: back }
unit C { kind: back }
unit K { kind: front }
service S
service U
record R { x: internal  y: note }
location L
offer S, U via W
";

/// What is wrong with the text, its names and its expectations: each finding's rule, message and help.
fn wrong(text: &str) -> Vec<[String; 3]> {
    let document = support::check(&[("a.org", text)], "");
    let all = document["policies"][0]["findings"].as_array().unwrap().iter();
    let word = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let all = all.map(|it| [word(&it["rule"]), word(&it["message"]), word(&it["help"])]);
    let rules = ["syntax/error", "name/unresolved", "name/unknown-property", "expect/failed", "name/duplicate"];
    all.filter(|it| rules.contains(&it[0].as_str())).collect()
}

/// The declarations of a text, and its statements that expect nothing.
fn read(text: &str) -> (Vec<String>, usize) {
    let (mut ast, mut names, mut findings) = (Ast::default(), Interner::default(), Vec::new());
    syntax::parse(FileId(0), text, &mut ast, &mut names, &Limits::default(), &mut findings);
    let path = |at| {
        let path = ast.path(&names, at);
        path.split(" / ").filter_map(|it| it.split(' ').nth(1)).collect::<Vec<_>>().join("/")
    };
    let declared = (0_u32..).take(ast.declarations.len()).map(path).collect();
    (declared, ast.statements.iter().filter(|it| it.expect.is_none()).count())
}

/// One message for each text.
#[track_caller]
fn one(cases: &[(&str, &str)]) {
    for (text, message) in cases {
        let said = wrong(&format!("{BASE}{text}\n"));
        let messages: Vec<&str> = said.iter().map(|it| it[1].as_str()).collect();
        assert_eq!(messages, [*message], "{text}: {said:#?}");
    }
}

#[test]
fn what_an_expectation_broken_in_any_way_expects_is_not_granted() {
    let right = "allow A to write R.x because \"x\"";
    for between in [
        "expect no\n@source(\"art. 4\")\n",
        "expect no\n/// doc\n",
        "expect no\n/// doc\n@source(\"art. 4\")\n\n/// more\n",
        "expect no \"why\"\n@source(\"art. 4\")\n",
        "expect no; ",
        "expect no right: ",
        "expect no right\n  ",
        "expect no that: ",
        "expect no one may: ",
        "expect no @source(\"x\") ",
        "expect no unit ",
        "expect no } ",
        "expect no {} ",
        "expect no ; ; foo ",
        "never: ",
        "not: ",
        "expect: no: ",
    ] {
        for before in ["", "offer S via W\n", "handover A -> B within 2\n"] {
            let text = format!("{before}{between}{right}\n");
            let (_, statements) = read(&text);
            assert_eq!(statements, usize::from(!before.is_empty()), "{text}");
        }
        let said: Vec<_> = wrong(&format!("{BASE}{between}{right}\n"));
        let said: Vec<_> = said.iter().filter(|it| it[0] != "expect/failed").collect();
        assert_eq!(said.len(), 1, "{between}: {said:#?}");
    }
}

#[test]
fn statements_behind_an_expectation_are_read() {
    for text in
        ["expect no\nunit X { kind: back }\noffer S via W", "expect no foo\noffer S via W", "never\noffer S via W"]
    {
        assert_eq!(read(text).1, 1, "{text}");
    }
    one(&[("expect: no: forbid A to read R.x", "expected a statement after `expect`, found `:`")]);
}

#[test]
fn a_comment_ends_where_its_line_does() {
    for end in ["\n", "\r", "\r\n"] {
        let text = format!(
            "// all of it{end}unit X {{ kind: back }} // x{end}/// doc{end}service V // y{end}offer V via W{end}"
        );
        let (declared, statements) = read(&text);
        assert_eq!((declared.len(), statements), (2, 1), "{text:?}");
        let (mut ast, mut names, mut findings) = (Ast::default(), Interner::default(), Vec::new());
        syntax::parse_by_grammar(FileId(0), &text, &mut ast, &mut names, &Limits::default(), &mut findings);
        assert_eq!((ast.declarations.len(), ast.statements.len(), findings.len()), (2, 1, 0), "{text:?}");
    }
}

#[test]
fn two_second_pairs_of_eyes_are_told() {
    let right = |when: &str| format!("forbid A to write R.x when {when}");
    one(&[
        (&right("four-eyes by B, four-eyes by C"), "`four-eyes` is given twice"),
        (&right("four-eyes by B, logged, four-eyes by K"), "`four-eyes` is given twice"),
    ]);
    assert!(wrong(&format!("{BASE}{}\n", right("four-eyes by B, four-eyes by B"))).is_empty());
}

#[test]
fn a_keyword_behind_a_name_lacks_its_blank() {
    let base = BASE.replace("service U", "service Betaalproducten").replace("S, U", "S, Betaalproducten");
    for (clauses, help) in [
        ("warm within 2m", "did you mean `Betaalproducten warm`?"),
        ("within 2m", "did you mean `Betaalproducten within`?"),
    ] {
        let text = format!("{base}handover A -> B of Betaalproducten{clauses}\n");
        let said = wrong(&text);
        assert!(said.iter().any(|it| it[0] == "name/unresolved" && it[2] == help), "{said:#?}");
    }
    let text = format!("{base}mandate A -> B for review of Betaalproductenonward because \"x\"\n");
    let document = support::check(&[("a.org", &text)], "");
    let all = document["policies"][0]["findings"].as_array().unwrap();
    let said: Vec<&Value> = all.iter().filter(|it| it["rule"] == "name/unresolved").collect();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0]["fix"]["edits"][0]["replacement"], "Betaalproducten onward");
}

#[test]
fn however_many_names_are_misspelt_each_gets_its_spelling() {
    let name = |at: u32| {
        let mixed = u64::from(at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let letter = |at: u32| char::from(b'a' + u8::try_from(mixed >> (at * 5) & 7).expect("less than 8"));
        (0..12).map(letter).collect::<String>()
    };
    let mut text = "channel W { medium: web  reply: 2 workdays }\n".to_owned();
    for at in 0..500 {
        writeln!(text, "service {}", name(at)).unwrap();
    }
    for at in 0..500 {
        writeln!(text, "offer {} via W", &name(at)[..11]).unwrap();
    }
    let document = support::check(&[("a.org", &text)], "");
    let all = document["policies"][0]["findings"].as_array().unwrap();
    let said: Vec<&Value> = all.iter().filter(|it| it["rule"] == "name/unresolved").collect();
    assert!(said.len() > 490, "{}", said.len());
    assert!(said.iter().all(|it| it["help"].as_str().unwrap().starts_with("did you mean")));
    assert!(all.iter().all(|it| it["rule"] != "gap/not-offered" && it["rule"] != "name/unused"));
}

#[test]
fn misspelt_keywords_are_read_as_they_were_meant() {
    one(&[
        ("offer * exept U via W", "expected `except`, found `exept`"),
        ("offer *\n  excpt U via W", "expected `except`, found `excpt`"),
        ("responsible A exept B for inform", "expected `except`, found `exept`"),
        ("forbid C exept K to write R.x", "expected `except`, found `exept`"),
        ("forbid C to write R.* exept R.y", "expected `except`, found `exept`"),
        ("need update R.x or handle", "expected `for`, found `or`"),
        ("responsible A or inform", "expected `for`, found `or`"),
        ("handover A -> B of S within 2m shar 20%", "expected a clause, found `shar`"),
        ("forbid A to read R.x from 2026-01-01 untill 2027-01-01", "expected a clause, found `untill`"),
        ("handover A -> B of S within 2m share 20% becuse \"x\"", "expected a clause, found `becuse`"),
        ("forbid A to read R.x when four-eyes bby B", "expected `by`, found `bby`"),
        ("forbid A to read R.x when logged, four-eyes y B, notified", "expected `by`, found `y`"),
        ("forbid A ot read R.x", "expected a clause, found `ot`"),
        ("forbid A o read R.x", "expected a clause, found `o`"),
        ("forbid A t read R.x", "expected a clause, found `t`"),
        ("forbid A zo read R.x", "expected a clause, found `zo`"),
        ("responsible A for inform o S", "expected a clause, found `o`"),
        ("responsible A for inform f S", "expected a clause, found `f`"),
        ("responsible A for inform zf S", "expected a clause, found `zf`"),
        ("responsible A for inform a L", "expected a clause, found `a`"),
        ("responsible A for inform t L", "expected a clause, found `t`"),
        ("responsible A for inform zt L", "expected a clause, found `zt`"),
    ]);
    for word in ["ot", "o", "t", "zo"] {
        let said = wrong(&format!("{BASE}forbid A {word} read R.x\n"));
        assert_eq!(said[0][2], "did you mean `to`?");
    }
}

#[test]
fn commas_that_lack_lose_no_name() {
    one(&[
        ("forbid A B to read R.x", "expected `,` or a clause before `B`"),
        ("forbid A B C K to read R.x", "expected `,` or a clause before `B`"),
        ("forbid A to create update R.x", "expected `,` before `update`"),
        ("need create update R.x", "expected `,` before `update`"),
        (
            "responsible A for inform and intake and handle and deliver and advise and review of S",
            "expected `,`, found `and`",
        ),
        ("forbid A to read and create and update and delete and reopen and force R.x", "expected `,`, found `and`"),
        (
            "forbid A to read R.x when logged and reversible and notified and in-case and after-check and four-eyes by B",
            "expected `,`, found `and`",
        ),
    ]);
    let names: Vec<String> = (1..=40).map(|at| format!("S{at}")).collect();
    for divider in [" ", " and ", " & ", " / "] {
        let services = names.join("\nservice ");
        let text = format!("{BASE}service {services}\noffer {} via W\n", names.join(divider));
        assert_eq!(wrong(&text).len(), 1, "{divider}: {:#?}", wrong(&text));
        let document = support::check(&[("a.org", &text)], "");
        let all = document["policies"][0]["findings"].as_array().unwrap();
        assert!(all.iter().all(|it| it["rule"] != "gap/not-offered"), "{divider}");
    }
}

#[test]
fn signs_that_are_wrong_are_told_once() {
    one(&[
        (
            "channel T { medium: phone  target: 80% within 30s  peak: _240/h  handling: 4m }",
            "expected `240/h`, found `_240/h`",
        ),
        (
            "channel T { medium: phone  target: 80% within 30s  peak: 240/  handling: 4m }",
            "expected a unit of time after `240/`",
        ),
        ("offer S via W \"called \\\"x\\\"\"", "a text does not belong here"),
        ("/ Business, tax and law.\nforbid A to read R.x", "expected `//`, found `/`"),
        ("offer S via W {", "this block belongs to no declaration"),
        ("offer S via W {}", "this block belongs to no declaration"),
        ("responsible: A for: inform, of: S", "unexpected `:` after `responsible`"),
        ("responsible A for: inform of: S via W", "unexpected `:` after `for`"),
        ("forbid A to read R.x when: verified: low, four-eyes: by: B", "unexpected `:` after `when`"),
    ]);
    assert!(wrong(&format!("{BASE}forbid A to read R.*of S\n")).is_empty());
}

#[test]
fn blocks_that_lack_a_sign_are_blocks() {
    for (text, message, declared) in [
        (
            "channel P { medium: web\n  channel Q \"q\"  medium: app reply: 1 workday }\n}",
            "expected `{` before `medium`",
            &["P", "P/Q"][..],
        ),
        ("unit X { kind: back unit D ( kind: back ) }", "a block stands between braces, found `(`", &["X", "X/D"]),
        (
            "unit X { kind: back unit D [ kind: back; people: 3 ] unit E { kind: back } }",
            "a block stands between braces, found `[`",
            &["X", "X/D", "X/E"],
        ),
        (
            "unit Q \"q\"\n  kind: back\n  unit Q1 { kind: back }\n  unit Q2 { kind: back }\n}\nunit Z { kind: back }",
            "expected `{` before `kind`",
            &["Q", "Q/Q1", "Q/Q2", "Z"],
        ),
        ("unit Q \"q\"\n  kind: back\nunit Z { kind: back }", "the property `kind` stands in no block", &["Q", "Z"]),
        (
            "unit Q \"q {\n  kind: back\n  people: 3\n  staff: 3 fte\n}\nunit Z { kind: back }",
            "this text has no closing quote",
            &["Q", "Z"],
        ),
        ("unit Q \"q { kind: back }", "this text has no closing quote", &["Q"]),
        (
            "unit Q q\" {\n  kind: back\n  people: 3\n}\nunit Z { kind: back }",
            "this text has no opening quote",
            &["Q", "Z"],
        ),
        (
            "theme T {\n  service P Paspoort aanvragen\" {\n    complexity: simple\n  }\n  service P2\n}",
            "this text has no opening quote",
            &["T", "T/P", "T/P2"],
        ),
        (
            "channel P { medium: web\n  reply: 2 workdays\n  Sub \"x\" { medium: web }\n}",
            "expected a noun before `Sub`",
            &["P", "P/Sub"],
        ),
        (
            "audience Z { disjoint: yes\n  audienceBedrijven \"b\" { disjoint: no }\n}",
            "expected `audience Bedrijven`, found `audienceBedrijven`",
            &["Z", "Z/Bedrijven"],
        ),
        ("unit X:\n  kind: back\n  people: 3\nunit Z { kind: back }", "unexpected `:` after the name", &["X", "Z"]),
    ] {
        one(&[(text, message)]);
        let (names, _) = read(text);
        assert_eq!(names, declared, "{text}");
    }
}
