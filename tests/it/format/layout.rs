//! Files that nobody laid out: made-up items, and any white space and comments between their words.

use loket::syntax::tokens::{Kind, Token, Tokens};

/// Numbers from a seed.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words[self.roll(words.len())]
    }
}

const NAMES: &[&str] = &[
    "KCC",
    "Burgerzaken",
    "Publieksbalie",
    "`app`",
    "Überlingen",
    "Jeugd_en_Gezin",
    "*",
    "#melding",
    "Uitkeringsadministratie",
    "宽度",
    "Noord-Oost",
];
const DATA: &[&str] = &["Klant.adres", "Zaak.*", "personal", "Klant.telefoon", "`Zaak`.status", "*"];
const TEXTS: &[&str] =
    &["\"art. 4\"", "\"a // b\"", "\"een \\\"loket\\\", { 2 }\"", "\"Mandaatregister 2026, A1\"", "\"\""];

/// A list of names, sometimes a long one.
fn list(dice: &mut Dice, names: &[&str]) -> String {
    let count = if dice.roll(12) == 0 { 12 + dice.roll(12) } else { 1 + dice.roll(3) };
    let mut out: Vec<&str> = (0..count).map(|_| dice.pick(names)).collect();
    let except = (dice.roll(8) == 0).then(|| format!(" except {}", dice.pick(names)));
    out.dedup();
    out.join(", ") + &except.unwrap_or_default()
}

fn statement(dice: &mut Dice, sorted: bool) -> String {
    let mut clauses: Vec<String> = Vec::new();
    let mut clause = |dice: &mut Dice, word: &str, names: &[&str]| {
        if dice.roll(2) == 0 {
            let names = list(dice, names);
            clauses.push(format!("{word} {names}"));
        }
    };
    let tasks = ["inform", "intake", "handle", "decide"];
    let head = dice.roll(5);
    let subject = match head {
        0 => format!("offer {}", list(dice, NAMES)),
        1 => {
            let word = dice.pick(&["responsible", "accountable", "consulted", "informed", "supporting"]);
            format!("{word} {}", list(dice, NAMES))
        }
        2 => {
            let word = dice.pick(&["allow", "forbid"]);
            let (units, operations) = (list(dice, NAMES), list(dice, &["read", "update", "create"]));
            format!("{word} {units} to {operations} {}", list(dice, DATA))
        }
        3 => format!("need {} {}", list(dice, &["read", "write"]), list(dice, DATA)),
        _ => {
            let word = dice.pick(&["handover", "mandate"]);
            let hops: Vec<&str> =
                (0..2 + dice.roll(2)).map(|_| dice.pick(&["KCC", "Burgerzaken", "Juridisch"])).collect();
            format!("{word} {}", hops.join(if word == "mandate" { " -> " } else { " <-> " }))
        }
    };
    let chain = subject.starts_with("handover");
    if matches!(head, 1 | 3) || subject.starts_with("mandate") {
        clause(dice, "for", &tasks);
    }
    if head != 0 {
        clause(dice, "of", NAMES);
    }
    if !subject.starts_with("mandate") {
        clause(dice, "via", NAMES);
        clause(dice, "serving", NAMES);
        clause(dice, "at", NAMES);
    }
    if head == 2 && dice.roll(2) == 0 {
        let guards =
            ["verified low", "four-eyes by Juridisch", "logged", "four-eyes", "verified high, logged, in-case"];
        clauses.push(format!("when {}", dice.pick(&guards)));
    }
    if chain && dice.roll(2) == 0 {
        clauses.push(dice.pick(&["warm", "callback", "forward"]).to_owned());
        clauses.push(format!("within {}", dice.pick(&["2m", "2 workdays", "4h"])));
    }
    if dice.roll(4) == 0 {
        clauses.push(format!("{} 2027-01-01", dice.pick(&["from", "until"])));
    }
    if dice.roll(3) == 0 {
        clauses.push(format!("because {}", dice.pick(TEXTS)));
    }
    if !sorted && clauses.len() > 1 {
        let by = dice.roll(clauses.len());
        clauses.rotate_left(by);
    }
    let expect =
        dice.pick(&["", "", "", "", "expect ", "expect no ", "expect \"so it is\" ", "expect no \"never, never\" "]);
    clauses.insert(0, format!("{expect}{subject}"));
    clauses.join(" ")
}

fn declaration(dice: &mut Dice, depth: usize) -> String {
    let noun = dice.pick(&["unit", "channel", "service", "audience"]);
    let mut out = format!("{noun} {}", dice.pick(&["KCC", "`unit`", "Burgerzaken", "Überlingen", "Balie_2"]));
    if dice.roll(2) == 0 {
        out += " ";
        out += dice.pick(TEXTS);
    }
    if dice.roll(4) == 0 {
        out += " #a #b-c";
    }
    if dice.roll(5) == 0 {
        return out;
    }
    out += " {";
    let properties = [
        "kind: back",
        "from: 2026-01-01",
        "agents: 18 via Telefoon, 4 via Balie",
        "hours: mon-fri 09:00-17:00, thu 17:00-20:00",
        "process: inform, intake -> handle -> decide",
        "x-note: \"a: b\"",
        "target: 80% within 30s",
    ];
    for _ in 0..dice.roll(5) {
        out += dice.pick(&[" ", "\n", "; ", "  "]);
        out += dice.pick(&properties);
    }
    while depth > 0 && dice.roll(3) == 0 {
        out += dice.pick(&[" ", "\n"]);
        out += &declaration(dice, depth - 1).replace("service", noun).replace("unit ", &format!("{noun} "));
    }
    out + " }"
}

/// A file of sound items. `sorted`: all clauses stand in the order of the form.
pub(super) fn file(dice: &mut Dice, sorted: bool) -> String {
    let mut out = String::new();
    for _ in 0..=dice.roll(25) {
        out += dice.pick(&[
            "",
            "",
            "",
            "/// Said of it.\n",
            "@review(2026-09-01)\n",
            "@source(\"b\")\n",
            "// Said.\n",
            "\n",
        ]);
        out += &if dice.roll(3) == 0 { declaration(dice, 3) } else { statement(dice, sorted) };
        out += "\n";
    }
    out
}

/// Other white space between the words of a text, and numbered comments in some places.
pub(super) fn shuffled(text: &str, dice: &mut Dice, comments: bool) -> String {
    let mut out = String::new();
    let mut last: Option<Token> = None;
    let mut count = 0;
    let wild = dice.roll(3);
    for token in Tokens::new(text, 0, u32::try_from(text.len()).unwrap()) {
        if let Some(before) = last {
            let gap = &text[before.end as usize..token.start as usize];
            let ended = matches!(before.kind, Kind::Comment | Kind::Doc);
            if ended {
                out += dice.pick(&["\n", "\n", "\n\n\n", "\n  "]);
            }
            if stays(before, token, gap) {
                out += dice.pick(&[" ", "  ", "\t"]);
            } else if comments && !gap.is_empty() && dice.roll(9) == 0 {
                count += 1;
                out += if ended { "" } else { dice.pick(&["\n", " ", "\n\n"]) };
                out.extend(["// note ", &count.to_string(), dice.pick(&["\n", "  \n", "\n\n"])]);
            } else if gap.is_empty() && (before.kind == Kind::At || dice.roll(3) > 0) {
            } else if gap.contains('\n') && dice.roll(3) > 0 {
                out += gap;
            } else {
                out += [" ", "   ", "\t", "\n", "\n  ", "\n\n\n "][dice.roll(2 + 2 * wild)];
            }
        }
        out += &text[token.start as usize..token.end as usize];
        last = Some(token);
    }
    out + dice.pick(&["\n", "", "\n\n \n"])
}

/// Whether a word must stay on the line of the one before: the level of a safeguard, the unit of a figure.
fn stays(before: Token, token: Token, gap: &str) -> bool {
    let word = |kind| matches!(kind, Kind::Word | Kind::Keyword(_));
    !gap.contains('\n') && word(token.kind) && (word(before.kind) || before.kind == Kind::Quantity)
}

/// A text with something wrong in it.
pub(super) fn broken(text: &str, dice: &mut Dice) -> String {
    const PIECES: &[&str] = &[
        "{", "}", "\"", "`", "(", ")", "@", ",", ";", "//", "\n", "\r\n", " -> ", "expect ", "offer ", "unit ", "for ",
        "é", "\u{a0}", "/// x\n", "#", "\u{202e}", "\t",
    ];
    let mut signs: Vec<char> = text.chars().collect();
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(signs.len() + 1);
        match dice.roll(3) {
            0 => drop(signs.drain(at..(at + 1 + dice.roll(12)).min(signs.len()))),
            1 => drop(signs.splice(at..at, dice.pick(PIECES).chars())),
            _ => {
                let from = dice.roll(signs.len() + 1);
                let piece: Vec<char> = signs[from..(from + 40).min(signs.len())].to_vec();
                drop(signs.splice(at..at, piece));
            }
        }
    }
    signs.into_iter().collect()
}
