//! Counts, days and money as they are said.

use super::super::number;
use super::prose::{list, name};
use crate::describe::Named;
use crate::describe::writing::Entrance;

/// A space at which no line ends.
const HARD: &str = "\u{a0}";

/// How many names a sentence holds.
const NAMES: usize = 8;

pub(super) fn names(all: &[Named]) -> String {
    list(&all.iter().map(|it| name(it.said())).collect::<Vec<_>>(), NAMES)
}

/// Channels with their places: "Telefoon and Balie at Oost". They go by their names: the label is often a number or an address.
pub(super) fn entrances(all: &[Entrance]) -> String {
    let entrance = |it: &Entrance| {
        let places = it.at.as_ref().map_or_else(String::new, |at| format!(" at {}", names(at)));
        format!("{}{places}", name(&it.channel.name))
    };
    list(&all.iter().map(entrance).collect::<Vec<_>>(), NAMES)
}

/// "1 board", "4 boards"
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    counted_figure(f64::from(u32::try_from(count).unwrap_or(u32::MAX)), one, many)
}

/// Likewise, of a figure that is said as a whole number.
pub(super) fn counted_figure(number: f64, one: &str, many: &str) -> String {
    let said = figure(number);
    let what = if said == "1" { one } else { many };
    format!("{said} {what}")
}

/// A whole number in groups of three, which stay on one line.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "figures of policies are small and not negative"
)]
pub(super) fn figure(number: f64) -> String {
    number::grouped(number.round().max(0.0) as u128).replace(' ', HARD)
}

/// "34", "34.5"
pub(super) fn decimal(number: f64) -> String {
    if (number - number.round()).abs() < 0.05 { figure(number) } else { format!("{number:.1}") }
}

/// "298 million", "1.2 billion", "940 000"
pub(super) fn money(amount: f64) -> String {
    let said = |amount: f64, word: &str| format!("{}{HARD}{word}", decimal(amount));
    if amount >= 1e9 {
        said(amount / 1e9, "billion")
    } else if amount >= 1e6 {
        said(amount / 1e6, "million")
    } else {
        figure(amount)
    }
}

/// "80 %"; only nothing is 0 % and only everything is 100 %.
pub(super) fn percent(part: f64) -> String {
    let rounded = (part * 100.0).round();
    if part > 0.0 && rounded < 1.0 {
        format!("less than 1{HARD}%")
    } else if part < 1.0 && rounded > 99.0 {
        format!("more than 99{HARD}%")
    } else {
        format!("{rounded}{HARD}%")
    }
}

/// "1 November 2026" of "2026-11-01".
pub(super) fn day(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<&str> = iso.rsplitn(3, '-').collect();
    let month = parts.get(1).and_then(|it| it.parse::<usize>().ok()).and_then(|it| MONTHS.get(it.wrapping_sub(1)));
    match (&parts[..], month) {
        ([day, _, year], Some(month)) => format!("{} {month} {year}", day.trim_start_matches('0')),
        _ => iso.to_owned(),
    }
}

/// "no", "one", "two", …, "13".
pub(super) fn small(count: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(count).map_or_else(|| number::grouped(count as u128).replace(' ', HARD), |it| (*it).to_owned())
}

/// "a municipality", "an agency"
pub(super) fn article(noun: &str) -> String {
    let vowel = noun.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {}", if vowel { "an" } else { "a" }, name(noun))
}

/// With a capital at the beginning.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::{day, money, percent, small};

    #[test]
    fn figures_are_said_as_people_say_them() {
        assert_eq!(money(298_000_000.0), "298\u{a0}million");
        assert_eq!(money(9_400_000.0), "9.4\u{a0}million");
        assert_eq!(money(1_250.0), "1\u{a0}250");
        assert_eq!(percent(0.004), "less than 1\u{a0}%");
        assert_eq!(percent(0.999), "more than 99\u{a0}%");
        assert_eq!(percent(0.855), "86\u{a0}%");
        assert_eq!(day("2026-11-01"), "1 November 2026");
        assert_eq!(small(2), "two");
        assert_eq!(small(40), "40");
    }
}
