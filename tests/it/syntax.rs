//! What is read, what is reported, and that no input harms.

use std::fmt::Write;

use loket::finding::Finding;
use loket::intern::Interner;
use loket::source::{FileId, Source, Span};
use loket::syntax::ast::{Ast, Extent};
use loket::syntax::{self, Limits, encoding};

struct Read {
    ast: Ast,
    names: Interner,
    findings: Vec<Finding>,
    extent: Extent,
}

fn read_with(text: &str, limits: Limits) -> Read {
    let (mut ast, mut names, mut findings) = (Ast::default(), Interner::default(), Vec::new());
    let extent = syntax::parse(FileId(0), text, &mut ast, &mut names, &limits, &mut findings);
    Read { ast, names, findings, extent }
}

fn read(text: &str) -> Read {
    read_with(text, Limits::default())
}

/// The findings of a text, one a line: place, message, help.
fn report(text: &str) -> String {
    let read = read(text);
    let source = Source::new("x.org".to_owned(), text.to_owned(), false);
    let mut lines = String::new();
    for finding in &read.findings {
        let (start, end) = (source.position(finding.span.start), source.position(finding.span.end));
        let help = finding.help.as_deref().unwrap_or_default();
        writeln!(lines, "{}:{}-{}:{} {}", start.line, start.column, end.line, end.column, finding.message)
            .expect("a string takes all");
        writeln!(lines, "  {help}").expect("a string takes all");
    }
    let (declarations, statements) = (read.extent.declarations.len(), read.extent.statements.len());
    writeln!(lines, "{declarations} declarations, {statements} statements").expect("a string takes all");
    lines
}

#[test]
fn the_language_reads_without_findings() {
    let declarations = read(include_str!("syntax/declarations.org"));
    assert_eq!(declarations.findings, []);
    assert_eq!(declarations.extent.declarations.len(), 19);
    let statements = read(include_str!("syntax/statements.org"));
    assert_eq!(statements.findings, []);
    assert_eq!(statements.extent.statements.len(), 15);
}

/// `errors.txt` holds texts, each with what is reported; `UPDATE_FIXTURES=1` writes it anew.
#[test]
fn errors_are_said_once_at_their_place() {
    let fixture = include_str!("syntax/errors.txt");
    let mut fresh = String::new();
    for case in fixture.split_terminator("----\n") {
        let (text, _) = case.split_once("====\n").expect("a case has a text and a report");
        write!(fresh, "{text}====\n{}----\n", report(text)).expect("a string takes all");
    }
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/syntax/errors.txt"), &fresh)
            .expect("the fixture can be written");
    } else {
        assert_eq!(fresh, fixture);
    }
}

#[test]
fn every_layout_reads_alike() {
    let plain = include_str!("syntax/statements.org");
    let tight =
        "offer A via B,C serving`at` at*\nhandover A->B<->C of D.\u{20}".trim_end_matches(['.', ' ']).to_owned();
    assert_eq!(report(&tight), "0 declarations, 2 statements\n");
    let windows = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
    assert_eq!(report(&windows), "0 declarations, 15 statements\n");
    let figures = "allow A to read B when verified low, four-eyes by C, logged up-to intern from 2026-01-01 because \"x\"\n\
                   handover A -> B <-> C warm within 2 workdays share 20 % of D until 2026-01-01\n\
                   handover A -> B within 2 workdays\nallow A to read B when verified low\n@id(\"x\")\nhandover A -> B within 2 h\n\
                   /// said before\nunit A { kind: back }\n"
        .replace(" %", "%");
    let declarations = include_str!("syntax/declarations.org");
    for gap in ["\n", "\r\n", "\t", "\r\n\t", " // a comment\n  ", "//\r\n// b\r\n", "\n\n"] {
        let spread = |text: &str| text.lines().map(|line| spread(line, gap) + "\n").collect::<String>();
        assert_eq!(report(&spread(plain)), "0 declarations, 15 statements\n", "{gap:?}");
        assert_eq!(report(&spread(&figures)), "1 declarations, 5 statements\n", "{gap:?}");
        assert_eq!(report(&spread(declarations)), "19 declarations, 0 statements\n", "{gap:?}");
    }
    let commented =
        "offer // a\n A // b\n , // c\n B // d\n via // e\n C except // f\n D // g\n until // h\n 2026-01-01 // i\n";
    assert_eq!(report(commented), "0 declarations, 1 statements\n");
}

/// A line with something else in the place of its blanks, but for those in texts and comments.
fn spread(line: &str, gap: &str) -> String {
    if line.trim_start().starts_with("//") {
        return line.to_owned();
    }
    let parts = line.split('"').enumerate();
    parts.map(|(at, part)| if at % 2 == 0 { part.replace(' ', gap) } else { format!("\"{part}\"") }).collect()
}

#[test]
fn spans_and_facts_are_kept() {
    let text = "/// one\n/// two\n@id(\"x\")\nunit KCC \"A \\\"b\\\"\" #t #u { kind: kcc  hours: mon-fri 09:00-17:00, thu -> fri; x-note: via `a` \"c\" }\n";
    let read = read(text);
    assert_eq!(read.findings, []);
    let unit = &read.ast.declarations[0];
    assert_eq!(read.names.name(unit.name.symbol), "KCC");
    assert_eq!(unit.label.as_deref(), Some("A \"b\""));
    assert_eq!(unit.tags.len(), 2);
    assert_eq!(unit.annotations.len(), 1);
    let doc = unit.doc.expect("it has one");
    assert_eq!(&text[doc.start as usize..doc.end as usize], "/// one\n/// two");
    assert_eq!(&text[unit.header.start as usize..unit.header.end as usize], "unit KCC \"A \\\"b\\\"\" #t #u");
    assert!(text[..unit.span.end as usize].ends_with('}'));
    let hours = &read.ast.properties[1];
    assert_eq!(hours.values.len(), 3);
    assert_eq!(&text[hours.span.start as usize..hours.span.end as usize], "hours: mon-fri 09:00-17:00, thu -> fri");
    assert!(read.ast.values[hours.values.range()][2].arrow);
}

#[test]
fn what_was_to_be_expected_is_never_granted() {
    for before in ["", "offer A\n", "handover A -> B within 2\n", "allow A to read B when logged\n"] {
        let read = read(&format!("{before}expects no allow K to write R.a\n"));
        let expected = read.ast.statements.last().and_then(|it| it.expect.as_ref());
        assert!(expected.is_some_and(|it| it.no), "{before}");
    }
}

#[test]
fn outlines_and_long_files_are_refused_once() {
    for outline in [
        "* Heading\nresponsible x",
        "\u{feff}\n** TODO a",
        "#+TITLE: x",
        ":PROPERTIES:\n:ID: 1",
        "# -*- mode: org -*-",
        "# Notes\n#\n\n* Top",
        "# Notes\n#+TITLE: x",
    ] {
        let read = read(outline);
        assert_eq!(read.findings.iter().map(|it| it.rule).collect::<Vec<_>>(), ["syntax/org-mode"]);
    }
    let read = read_with("offer A", Limits { file_bytes: 3, ..Limits::default() });
    assert_eq!(read.findings.len(), 1);
    assert_eq!(read.extent.statements.len(), 0);
}

#[test]
fn deep_nesting_is_skipped_and_the_rest_is_read() {
    let text = format!("unit A {}{}\noffer B\n", "{ unit C ".repeat(10_000), "}".repeat(10_000));
    let read = read(&text);
    assert_eq!(read.findings.len(), 1, "{:?}", &read.findings[..2]);
    assert_eq!(read.extent.statements.len(), 1);
}

#[test]
fn keywords_are_listed() {
    assert_eq!(syntax::keywords().count(), 44);
    assert!(syntax::is_keyword("up-to") && !syntax::is_keyword("intake"));
}

#[test]
fn only_keyword_rules_spell_words() {
    let grammar = include_str!("../../grammar/org.pest");
    let pairs = pest_meta::parser::parse(pest_meta::parser::Rule::grammar_rules, grammar).expect("the grammar is one");
    let rules = pest_meta::parser::consume_rules(pairs).expect("its rules are sound");
    for rule in rules {
        let documented =
            grammar.contains(&format!("\n{} = ", rule.name)) && !grammar.contains(&format!("\n\n{} = ", rule.name));
        assert!(documented, "`{}` lacks its line", rule.name);
        let word = rule.name.strip_prefix("kw_").map(|name| name.replace('_', "-"));
        let mut spelled = Vec::new();
        for node in rule.expr.iter_top_down() {
            if let pest_meta::ast::Expr::Str(text) = node
                && text.contains(char::is_alphabetic)
            {
                spelled.push(text);
            }
        }
        assert_eq!(spelled, word.into_iter().collect::<Vec<_>>(), "`{}`", rule.name);
    }
}

/// A small generator: the same texts in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("less than a usize")
    }
}

/// All places that a tree knows of.
fn spans(ast: &Ast) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    out.extend(ast.declarations.iter().flat_map(|it| [it.span, it.header, it.name.span]));
    out.extend(ast.declarations.iter().filter_map(|it| it.doc));
    out.extend(ast.properties.iter().flat_map(|it| [it.span, it.key.span]));
    out.extend(ast.values.iter().map(|it| it.span).chain(ast.atoms.iter().map(|it| it.span)));
    out.extend(ast.selectors.iter().map(|it| it.span).chain(ast.terms.iter().map(|it| it.span)));
    out.extend(ast.hops.iter().map(|it| it.units.span).chain(ast.safeguards.iter().map(|it| it.span)));
    out.extend(ast.annotations.iter().map(|it| it.span).chain(ast.tags.iter().map(|it| it.span)));
    for statement in &ast.statements {
        out.extend([statement.span, statement.keyword]);
        out.extend([statement.from, statement.until].into_iter().flatten().map(|it| it.span));
        let Some(extras) = &statement.extras else { continue };
        out.extend(extras.up_to.map(|it| it.span).into_iter().chain(extras.mode.map(|it| it.1)).chain(extras.onward));
        out.extend([&extras.within, &extras.share].into_iter().flatten().map(|it| it.1));
    }
    out
}

#[test]
fn no_text_harms() {
    let good = [
        include_str!("syntax/declarations.org"),
        include_str!("syntax/statements.org"),
        include_str!("syntax/errors.txt"),
    ];
    let signs: Vec<&[u8]> = vec![
        b"{",
        b"}",
        b"\"",
        b"`",
        b"@",
        b"(",
        b")",
        b",",
        b"->",
        b"<->",
        b":",
        b";",
        b".",
        b"*",
        b"#",
        b"//",
        b"///",
        b"\\",
        b"\n",
        b"\r",
        b"\0",
        b"\xff",
        "\u{202e}".as_bytes(),
        "\u{301}".as_bytes(),
        b"expect ",
        b"no ",
        b"via ",
        b"unit ",
        b"offer ",
        b"to ",
        b"-",
        b"'",
        b"\n}\n",
        b"except ",
        b"/*",
        b"=>",
        b" and ",
        b" up to ",
        "“".as_bytes(),
        "”".as_bytes(),
        "→".as_bytes(),
        "\u{a0}".as_bytes(),
        "\u{ad}".as_bytes(),
        "\u{2028}".as_bytes(),
        "\u{200d}".as_bytes(),
        "\u{3164}".as_bytes(),
        "\u{e0100}".as_bytes(),
        "–".as_bytes(),
        b" - ",
        b" / ",
        b" %",
        b"=",
        b">",
        b"\"A\"",
        b"\"unit\", \"b\"",
        b"@ id (",
        b"when ",
        b" or ",
        b"/// doc\n",
        b"\nexpects ",
    ];
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let rounds = std::env::var("FUZZ_ROUNDS").ok().and_then(|it| it.parse().ok()).unwrap_or(3_000);
    for _ in 0..rounds {
        let mut bytes = good[dice.below(good.len())].as_bytes().to_vec();
        let from = dice.below(bytes.len());
        bytes.drain(..from);
        bytes.truncate(1 + dice.below(700));
        for _ in 0..=dice.below(12) {
            let at = dice.below(bytes.len());
            match dice.below(4) {
                0 => {
                    bytes.remove(at);
                    bytes.push(b' ');
                }
                1 => bytes[at] = u8::try_from(dice.below(256)).expect("a byte"),
                _ => {
                    let sign = signs[dice.below(signs.len())];
                    bytes.splice(at..at, sign.iter().copied());
                }
            }
        }
        let (text, _) = encoding::decode(bytes);
        let read = read(&text);
        for finding in &read.findings {
            let place = finding.span.start as usize..finding.span.end as usize;
            assert!(text.get(place.clone()).is_some(), "{place:?} of {text:?}: {}", finding.message);
            assert!(!finding.message.is_empty() && finding.help.as_deref() != Some(""), "{}", finding.message);
        }
        for span in spans(&read.ast) {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} of {text:?}");
        }
    }
}
