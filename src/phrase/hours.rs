//! Opening hours in words.

use crate::model::value::Hours;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The words of the language for them.
const WORDS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// "Thursday 17:00–20:00", "Monday–Friday 08:00–09:00 and Saturday 09:00–12:00": days with the same times are told together, in
/// the order of their first. A stretch over midnight is told by the day on which it begins.
pub fn hours(hours: &Hours) -> String {
    let said = |((start, end), of): &Times| {
        format!("{} {}–{}", days(of), clock(*start), clock(if *end > DAY { *end - DAY } else { *end }))
    };
    joined(&times(hours).iter().map(said).collect::<Vec<_>>())
}

/// The same as a policy writes it: "mon-fri 08:00-09:00, sat 09:00-12:00".
pub fn written(hours: &Hours) -> String {
    let mut out = Vec::new();
    for ((start, end), of) in times(hours) {
        let end = clock(if end > DAY { end - DAY } else { end });
        for (first, last) in runs(&of) {
            let days =
                if first == last { WORDS[first].to_owned() } else { format!("{}-{}", WORDS[first], WORDS[last]) };
            out.push(format!("{days} {}-{end}", clock(start)));
        }
    }
    out.join(", ")
}

/// From when until when, in minutes of the day, and on which days. What ends on the next day ends after 24:00.
type Times = ((u32, u32), Vec<usize>);

fn times(hours: &Hours) -> Vec<Times> {
    let mut groups: Vec<Times> = Vec::new();
    let mut add = |day: usize, times: (u32, u32)| match groups.iter_mut().find(|group| group.0 == times) {
        Some(group) => group.1.push(day),
        None => groups.push((times, vec![day])),
    };
    for &(start, end) in &hours.0 {
        let (mut start, end) = (u32::from(start), u32::from(end));
        while start < end {
            let midnight = start / DAY * DAY;
            // Up to a night's rest into the next day it is one evening; what is longer is told day by day.
            let evening = end - start < DAY && end - midnight <= DAY + DAY / 2;
            let stop = if evening { end } else { end.min(midnight + DAY) };
            add((start / DAY) as usize, (start - midnight, stop - midnight));
            start = stop;
        }
    }
    groups
}

/// All of them: whoever makes a rota needs every interval.
fn joined(parts: &[String]) -> String {
    match parts {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => parts.concat(),
    }
}

/// "Monday", "Monday–Friday", "Tuesday and Thursday"
fn days(of: &[usize]) -> String {
    let mut parts = Vec::new();
    for (first, last) in runs(of) {
        match last - first {
            0 => parts.push(DAYS[first].to_owned()),
            1 => parts.extend([DAYS[first].to_owned(), DAYS[last].to_owned()]),
            _ => parts.push(format!("{}–{}", DAYS[first], DAYS[last])),
        }
    }
    joined(&parts)
}

/// Days that follow each other, each with the last of them.
fn runs(of: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &day in of {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == day => run.1 = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

/// "09:00", and "24:00" at the end of a day.
fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::{DAY, hours, times, written};
    use crate::model::value::{self, Hours};

    #[track_caller]
    fn said(text: &str, words: &str) {
        let parts = text.split(',').map(|part| part.split_whitespace().collect());
        let read = value::hours(parts).expect("hours");
        assert_eq!(hours(&read), words);
        // What is to be written says the same.
        let text = written(&read);
        let parts = text.split(',').map(|part| part.split_whitespace().collect());
        assert_eq!(value::hours(parts), Some(read), "{text}");
    }

    #[test]
    fn days_with_the_same_times_are_told_together() {
        said("thu 17:00-20:00", "Thursday 17:00–20:00");
        said("mon-fri 08:00-09:00", "Monday–Friday 08:00–09:00");
        said("tue 10:00-16:00, thu 10:00-16:00", "Tuesday and Thursday 10:00–16:00");
        said("mon 09:00-12:00, tue 09:00-12:00", "Monday and Tuesday 09:00–12:00");
        said(
            "mon-wed 09:00-12:00, fri 09:00-12:00, sat 10:00-11:00",
            "Monday–Wednesday and Friday 09:00–12:00 and Saturday 10:00–11:00",
        );
        said("mon 09:00-12:00, mon 13:00-17:00", "Monday 09:00–12:00 and Monday 13:00–17:00");
    }

    #[test]
    fn nights_belong_to_the_evening_before() {
        said("fri 22:00-02:00", "Friday 22:00–02:00");
        said("mon-tue 00:00-24:00", "Monday and Tuesday 00:00–24:00");
        said("00:00-24:00", "Monday–Sunday 00:00–24:00");
        said(
            "mon 17:00-24:00, tue 00:00-24:00, wed 00:00-09:00",
            "Monday 17:00–24:00, Tuesday 00:00–24:00 and Wednesday 00:00–09:00",
        );
        said(
            "mon-tue 09:00-24:00, tue 00:00-09:00, wed 00:00-08:00",
            "Monday 09:00–24:00, Tuesday 00:00–24:00 and Wednesday 00:00–08:00",
        );
    }

    /// From any hour of the week to any other, all that is open is told, and once.
    #[test]
    fn no_minute_is_lost() {
        for start in 0..7 * 24 {
            for end in start + 1..=7 * 24 {
                let open = Hours(vec![(start * 60, end * 60)]);
                let mut told = vec![0; 7 * 24 * 60];
                for ((from, until), days) in times(&open) {
                    for day in days {
                        for minute in from..until {
                            told[(u32::try_from(day).expect("a day of the week") * DAY + minute) as usize] += 1;
                        }
                    }
                }
                let wanted = |minute: usize| usize::from((start as usize * 60..end as usize * 60).contains(&minute));
                assert!(
                    (0..told.len()).all(|minute| told[minute] == wanted(minute)),
                    "{start}-{end}: {}",
                    hours(&open)
                );
            }
        }
    }
}
