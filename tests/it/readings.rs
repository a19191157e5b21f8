//! Two readings of the same text: as it is read, items by hand where that is enough, and by the grammar alone.

use std::fs;

use loket::intern::{Interner, Symbol};
use loket::source::FileId;
use loket::syntax::ast::Ast;
use loket::syntax::{self, Limits};
use proptest::prelude::*;

type Parse =
    fn(FileId, &str, &mut Ast, &mut Interner, &Limits, &mut Vec<loket::finding::Finding>) -> syntax::ast::Extent;

/// What comes of a text.
struct Reading {
    /// All of it but what is wrong.
    tree: String,
    declarations: usize,
    statements: usize,
    /// What is wrong.
    told: String,
    sound: bool,
}

fn reading(text: &str, parse: Parse) -> Reading {
    let (mut ast, mut names, mut findings) = (Ast::default(), Interner::default(), Vec::new());
    parse(FileId(0), text, &mut ast, &mut names, &Limits::default(), &mut findings);
    let names: Vec<&str> = (0_u32..).take(names.len()).map(|at| names.name(Symbol(at))).collect();
    Reading {
        tree: format!("{ast:#?}\n{names:#?}"),
        declarations: ast.declarations.len(),
        statements: ast.statements.len(),
        told: format!("{findings:#?}"),
        sound: findings.is_empty(),
    }
}

fn readings(text: &str) -> [Reading; 2] {
    [reading(text, syntax::parse), reading(text, syntax::parse_by_grammar)]
}

fn same(text: &str, plain: &str, grammar: &str) {
    let mut pairs = plain.lines().zip(grammar.lines()).enumerate();
    let differs = pairs.find(|(_, (plain, grammar))| plain != grammar);
    assert!(plain == grammar, "two readings of\n{text}\ndiffer by hand and by the grammar: {differs:?}");
}

/// Sound texts become the same tree; of others no item more is lost, and no mistake goes untold.
fn alike(text: &str) {
    let [plain, grammar] = readings(text);
    assert_eq!(plain.sound, grammar.sound, "only one of the two readings finds a mistake in\n{text}");
    let items = (plain.declarations + plain.statements, grammar.declarations + grammar.statements);
    assert!(items.0 >= items.1, "{} instead of {} items in\n{text}", items.0, items.1);
    if plain.sound {
        same(text, &plain.tree, &grammar.tree);
    }
}

/// The same tree, and the same mistakes in the same words.
fn identical(text: &str) {
    let [plain, grammar] = readings(text);
    same(text, &plain.told, &grammar.told);
    same(text, &plain.tree, &grammar.tree);
}

/// The words and signs of statements, and some of what goes wrong between them.
const WORDS: &[&str] = &[
    "allow",
    "forbid",
    "responsible",
    "accountable",
    "offer",
    "need",
    "handover",
    "mandate",
    "delegate",
    "expect",
    "no",
    "to",
    "for",
    "of",
    "via",
    "serving",
    "at",
    "when",
    "up-to",
    "from",
    "until",
    "because",
    "within",
    "share",
    "onward",
    "warm",
    "callback",
    "except",
    "by",
    "unit",
    "service",
    "read",
    "handle",
    "logged",
    "verified",
    "low",
    "four-eyes",
    "KCC",
    "Burgerzaken",
    "Zaak.status",
    "Klant.*",
    "A.b.c",
    "*",
    "#tag",
    "`name`",
    "`a b`",
    "`open",
    "`x`.y",
    "A.`of`",
    "`x`.`to`",
    "A.`open",
    "Überlingen",
    "é-",
    "2026-01-01",
    "2026-02-30",
    "2",
    "workdays",
    "20%",
    "\"why\"",
    "\"a \\\" b\"",
    "\"open",
    "\"\\\"",
    ",",
    ",",
    ",",
    "->",
    "<->",
    "{",
    "}",
    "(",
    ")",
    ";",
    ":",
    "@accept(\"x\")",
    "@",
    "/// doc\n",
    "// note\n",
    "//// note\n",
    "x: y",
    "-",
    ".",
    "\u{200b}",
    "\u{3164}",
    "B\u{200d}ack",
    "A\u{fe0f}",
    "\"A\"",
    "–",
    "=",
    "@ id (\"x\")",
    "\u{a0}",
    "\u{202e}",
    "\u{c}",
    "=>",
    "→",
    "<=>",
    "-->",
    "and",
    "&",
    "/",
    "with",
    "in",
    "up",
    "“why”",
    "'why'",
    "“open",
    "# note\n",
    "-- note\n",
    "/* note */",
    "/*",
    "\r",
    "allow.x",
    "aloow",
    "unit A { kind: front }",
    "kind:",
];
const GAPS: &[&str] = &[" ", " ", " ", " ", "\n", "\n", "\n    ", "", "  ", "\t", " // note\n", "\r\n", "\n\n"];

/// Items that are sound, in which something may be put.
const SOUND: &[&str] = &[
    "allow KCC to read, update Klant.adres, Zaak.* except Zaak.status of Paspoort via Balie when logged, verified low because \"why\"",
    "responsible KCC for intake, handle of Paspoort, Rijbewijs via Telefoon serving Burgers at Stadhuis until 2026-01-31",
    "handover KCC -> Burgerzaken <-> Post of * warm within 2 workdays share 20%",
    "need update Klant.adres for handle of Verhuizing",
    "expect no \"reason\" allow * to delete * of #zorg up-to confidential",
    "mandate Raad -> College -> Burgerzaken for decide of Paspoort onward",
    "forbid Balie to delete Zaak.* when four-eyes by Post, logged",
    "offer Paspoort via Balie, Website",
    "/// said before",
    "unit KCC \"Klant\" #t #u { kind: front; hours: mon-fri 09:00-17:00, sat 10:00-12:00 }",
    "service S { process: intake -> handle, decide  channel: a unit: b /// doc\n service T { x: \"y\" 80% within 4m30s } }",
    "record R { `f`: text personal // note\n g: number /// doc\n h: #t * }",
    "theme T { theme U service V { } }",
    "location A",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(WORDS).prop_map(str::to_owned),
        3 => prop::sample::select(SOUND).prop_map(|it| format!("\n{it}\n")),
        4 => (prop::sample::select(SOUND), any::<prop::sample::Index>(), prop::sample::select(WORDS)).prop_map(
            |(sound, at, word)| {
                let words: Vec<&str> = sound.split(' ').collect();
                let at = at.index(words.len() + 1);
                format!("{} {word} {}", words[..at].join(" "), words[at..].join(" "))
            }
        ),
        2 => (prop::sample::select(SOUND), any::<prop::sample::Index>()).prop_map(|(sound, at)| {
            let mut words: Vec<&str> = sound.split(' ').collect();
            words.remove(at.index(words.len()));
            words.join(" ")
        }),
    ];
    prop::collection::vec((piece, prop::sample::select(GAPS)), 0..24)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap.to_owned()]).collect())
}

/// One item in which a word is too much, or missing, or stands twice.
fn single() -> impl Strategy<Value = String> {
    let word = prop_oneof![3 => Just(""), 3 => prop::sample::select(WORDS)];
    (prop::sample::select(SOUND), any::<prop::sample::Index>(), 0..3_usize, word).prop_map(
        |(sound, at, twice, word)| {
            let words: Vec<&str> = sound.split(' ').collect();
            let at = at.index(words.len());
            let mut made = words[..at].to_vec();
            made.extend(std::iter::repeat_n(words[at], twice));
            made.extend(Some(word).filter(|it| !it.is_empty()));
            made.extend(&words[at + 1..]);
            made.join(" ")
        },
    )
}

/// Sound items with blanks, line ends and comments between their words.
fn sound() -> impl Strategy<Value = String> {
    let gap = prop::sample::select(&[" ", "\n  ", "\t", "  ", " // note\n", "\r\n", " // a\n\n// b\n"][..]);
    let gaps = prop::collection::vec(prop_oneof![9 => Just(" "), 1 => gap], 0..40);
    prop::collection::vec((prop::sample::select(SOUND), gaps), 0..8).prop_map(|items| {
        let mut text = String::new();
        for (item, gaps) in items {
            let mut gaps = gaps.into_iter().chain(std::iter::repeat(" "));
            text.extend(item.split(' ').flat_map(|word| [word, gaps.next().unwrap_or_default()]));
            text.push('\n');
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reads_as_the_grammar_does(text in soup()) {
        alike(&text);
    }

    #[test]
    fn one_item_is_read_with_all_its_mistakes(text in single()) {
        identical(&text);
    }

    #[test]
    fn blanks_and_comments_change_nothing(text in sound()) {
        alike(&text);
    }
}

#[test]
fn reads_policies_as_the_grammar_does() {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/policies"))];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "org") {
                let bytes = fs::read(path).expect("a policy can be read");
                let text = String::from_utf8_lossy(&bytes);
                alike(&text);
                alike(&text.replace('\n', "\r\n"));
                read += 1;
            }
        }
    }
    assert!(read > 50, "{read} files");
}

/// Texts that random ones brought to light.
#[test]
fn texts_that_were_read_wrongly_once() {
    let texts = [
        "expect\n\n/// said before\n\"open\n",
        "forbid Balie to delete Zaak.* when four-eyes \r Post, logged",
        "/// said before \r  allow KCC to read Klant.adres\n",
        "service S { channel: a /// doc\n // note\n service T }\n",
        "need read \nexpect no \"reason\" allow * to delete *\n",
    ];
    for text in texts {
        alike(text);
    }
}
