//! The shapes of values: text to numbers, rates, durations, opening hours. Knows no properties and no names of things.

use super::exact::Exact;
use super::vocabulary;
use super::words::{Link, Measure, Set, TimeUnit, Weekday, Word};

/// A number of things per unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub count: Exact,
    pub per: TimeUnit,
}

impl Rate {
    /// How many in a unit of time, by the calendar: a day has 24 hours, a year 365 days.
    pub fn in_a(self, unit: TimeUnit) -> Exact {
        self.count.times(Exact::of(seconds(unit), seconds(self.per)))
    }

    /// How many per hour, as a float.
    pub fn per_hour(self) -> f64 {
        self.in_a(TimeUnit::Hour).value()
    }

    /// How many per year, as a float.
    pub fn per_year(self) -> f64 {
        self.in_a(TimeUnit::Year).value()
    }
}

fn seconds(unit: TimeUnit) -> u128 {
    unit.entry().seconds.unwrap_or(86_400).into()
}

/// How long something takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Duration {
    /// In seconds.
    Clock(u32),
    Workdays(u32),
}

impl Duration {
    /// Whether it is no longer than another. A working day lasts at least a day of the clock.
    pub fn is_within(self, most: Duration) -> bool {
        let day = 24 * 60 * 60;
        match (self, most) {
            (Duration::Clock(time), Duration::Clock(most)) | (Duration::Workdays(time), Duration::Workdays(most)) => {
                time <= most
            }
            (Duration::Clock(time), Duration::Workdays(most)) => u64::from(time) <= u64::from(most) * day,
            (Duration::Workdays(time), Duration::Clock(_)) => time == 0,
        }
    }

    /// Seconds by the clock; a working day is none.
    pub fn seconds(self) -> Option<u32> {
        match self {
            Duration::Clock(seconds) => Some(seconds),
            Duration::Workdays(_) => None,
        }
    }
}

/// How many are answered in how much time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// From 0 to 1.
    pub share: Exact,
    pub within: Duration,
}

/// Minutes of the week as half-open intervals `start..end`, Monday 00:00 is 0: ascending, disjoint, not touching.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Hours(pub Vec<(u16, u16)>);

/// The minutes of a week.
pub const WEEK: u16 = 7 * DAY;
const DAY: u16 = 24 * 60;

impl Hours {
    /// Adds up intervals that may overlap, touch, or run over the end of the week.
    pub fn of(intervals: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let week = u32::from(WEEK);
        let mut parts: Vec<(u32, u32)> = Vec::new();
        for (start, end) in intervals {
            if end > week {
                parts.push((start.min(week), week));
                parts.push((0, (end - week).min(week)));
            } else {
                parts.push((start, end));
            }
        }
        parts.retain(|it| it.0 < it.1);
        parts.sort_unstable();
        let mut merged: Vec<(u16, u16)> = Vec::new();
        for (start, end) in parts {
            let (start, end) = (minute(start), minute(end));
            match merged.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        Hours(merged)
    }

    /// Open at this minute of the week.
    pub fn at(&self, minute: u16) -> bool {
        self.0.iter().any(|&(start, end)| (start..end).contains(&minute))
    }

    /// Minutes a week.
    pub fn minutes(&self) -> u32 {
        self.0.iter().map(|&(start, end)| u32::from(end - start)).sum()
    }
}

fn minute(at: u32) -> u16 {
    u16::try_from(at).unwrap_or(WEEK).min(WEEK)
}

/// A number of digits with `_` between them and at most one point: `84_500`, `4.5`. Finite, at most 15 digits before the point.
pub fn amount(text: &str) -> Option<f64> {
    let (whole, part) = digits(text)?;
    format!("{whole}.{part}").parse().ok().filter(|it: &f64| *it < 1e15)
}

/// The same exactly, to the 18th decimal.
pub fn decimal(text: &str) -> Option<Exact> {
    let (whole, part) = digits(text)?;
    amount(text)?;
    let part = part.get(..18).unwrap_or(&part);
    let below = 10_u128.pow(u32::try_from(part.len()).ok()?);
    let above = whole.parse::<u128>().ok()?.checked_mul(below)?;
    let part = if part.is_empty() { 0 } else { part.parse().ok()? };
    Some(Exact::of(above.checked_add(part)?, below))
}

/// The digits before and after the point.
fn digits(text: &str) -> Option<(String, String)> {
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let sound = |it: &str| {
        it.bytes().all(|b| b.is_ascii_digit() || b == b'_')
            && it.bytes().next().is_some_and(|b| b.is_ascii_digit())
            && it.bytes().last().is_some_and(|b| b.is_ascii_digit())
            && !it.contains("__")
    };
    let bare = |it: &str| it.replace('_', "");
    (sound(whole) && part.is_none_or(sound)).then(|| (bare(whole), part.map_or_else(String::new, bare)))
}

/// A whole number below 2³².
pub fn count(text: &str) -> Option<u32> {
    if text.contains('.') {
        return None;
    }
    amount(text)?;
    text.chars().filter(|&c| c != '_').collect::<String>().parse().ok()
}

/// `14 fte`, `4.5fte`.
pub fn fte(text: &str) -> Option<Exact> {
    let (number, unit) = leading(text)?;
    if unit == Measure::Fte.word() { decimal(number) } else { None }
}

/// `180/h`, `9_800/y`.
pub fn rate(text: &str) -> Option<Rate> {
    let (number, unit) = text.split_once('/')?;
    let unit = unit.trim();
    let per = TimeUnit::ALL.iter().copied().find(|it| it.entry().per.contains(&unit))?;
    Some(Rate { count: decimal(number.trim())?, per })
}

/// `4m30s`, `2m`, `24h`, `2 workdays`, `3 weeks`; parts of the clock may follow one another.
pub fn duration(text: &str) -> Option<Duration> {
    let mut rest = text.trim();
    let mut seconds: u32 = 0;
    let mut first = true;
    while !rest.is_empty() {
        let (number, tail) = leading(rest)?;
        let length = tail.find(|c: char| c.is_ascii_digit() || c.is_whitespace()).unwrap_or(tail.len());
        let (form, tail) = tail.split_at(length);
        let unit = TimeUnit::ALL.iter().copied().find(|it| it.entry().forms.contains(&form))?;
        rest = tail.trim_start();
        let number = count(number)?;
        match unit.entry().seconds {
            None if first && rest.is_empty() => return Some(Duration::Workdays(number)),
            None => return None,
            Some(each) => seconds = seconds.checked_add(number.checked_mul(each)?)?,
        }
        first = false;
    }
    if first { None } else { Some(Duration::Clock(seconds)) }
}

/// A duration in working days.
pub fn reply(text: &str) -> Option<Duration> {
    duration(text).filter(|it| matches!(it, Duration::Workdays(_)))
}

/// `80%` as 0.8, from 0 to 1.
pub fn percentage(text: &str) -> Option<Exact> {
    let number = decimal(text.strip_suffix('%')?.trim_end())?.times(Exact::percent(1));
    (number <= Exact::ONE).then_some(number)
}

/// `80% within 30s`.
pub fn target(text: &str) -> Option<Target> {
    let mut words = text.split_whitespace();
    let share = percentage(words.next()?)?;
    if words.next()? != Link::Within.word() {
        return None;
    }
    let rest: Vec<&str> = words.collect();
    Some(Target { share, within: duration(&rest.join(" "))? })
}

/// `1`, `2` or `3`.
pub fn line(text: &str) -> Option<u8> {
    match count(text)? {
        it @ 1..=3 => u8::try_from(it).ok(),
        _ => None,
    }
}

/// Opening hours from the words of each comma-separated part. Days stand before times and may stand alone before a comma
/// (`mon, wed 09:00-12:00`); times without days are for the days before them, else for every day. An end at or before its
/// start is on the next day.
pub fn hours<'a>(parts: impl IntoIterator<Item = Vec<&'a str>>) -> Option<Hours> {
    let mut days: Vec<usize> = Vec::new();
    let mut closed = true;
    let mut found = Vec::new();
    for word in parts.into_iter().flatten() {
        if let Some(range) = weekdays(word) {
            if closed {
                days.clear();
            }
            closed = false;
            days.extend(range);
        } else {
            let (start, end) = times(word)?;
            closed = true;
            let every: Vec<usize> = (0..7).collect();
            for &day in if days.is_empty() { &every } else { &days } {
                let midnight = u32::try_from(day).ok()? * u32::from(DAY);
                found.push((midnight + start, midnight + end));
            }
        }
    }
    (closed && !found.is_empty()).then(|| Hours::of(found))
}

/// `mon`, `mon-fri`, `sat-mon`.
fn weekdays(word: &str) -> Option<Vec<usize>> {
    let find = |it: &str| Weekday::find(it).map(|it| it as usize);
    match word.split_once('-') {
        None => find(word).map(|it| vec![it]),
        Some((first, last)) => {
            let (first, last) = (find(first)?, find(last)?);
            Some((0..=(last + 7 - first) % 7).map(|it| (first + it) % 7).collect())
        }
    }
}

/// `09:00-17:00` in minutes; the end is after the start, beyond 24:00 when it is on the next day.
fn times(word: &str) -> Option<(u32, u32)> {
    let (start, end) = word.split_once('-')?;
    let (start, end) = (clock(start)?, clock(end)?);
    let day = u32::from(DAY);
    if start == day {
        return None;
    }
    Some((start, if end <= start { end + day } else { end }))
}

/// `09:00`, `9:00`, `24:00`.
fn clock(text: &str) -> Option<u32> {
    let (hour, minute) = text.split_once(':')?;
    if minute.len() != 2 || !(1..=2).contains(&hour.len()) || hour.contains('_') || minute.contains('_') {
        return None;
    }
    let (hour, minute) = (count(hour)?, count(minute)?);
    (minute < 60 && (hour < 24 || (hour == 24 && minute == 0))).then_some(hour * 60 + minute)
}

/// The number a text begins with, and the rest after spaces.
fn leading(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '_' && c != '.').unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    (!number.is_empty()).then(|| (number, rest.trim_start()))
}

/// One word of a closed list, and the likely one for a misspelling.
pub fn word<W: Word>(text: &str) -> Result<W, Option<W>> {
    if let Some(it) = W::find(text) {
        return Ok(it);
    }
    let words = vocabulary::get().words(set::<W>());
    Err(super::suggest::among(text, words.iter().map(|it| it.word)).and_then(|at| W::ALL.get(at).copied()))
}

fn set<W: Word>() -> Set {
    W::SET
}

#[cfg(test)]
mod tests {
    use super::{
        Duration, Hours, TimeUnit, WEEK, amount, count, decimal, duration, fte, hours, line, percentage, rate, reply,
        target, word,
    };
    use crate::model::exact::Exact;
    use crate::model::words::Medium;

    #[test]
    fn numbers_have_separators() {
        assert_eq!(count("84_500"), Some(84_500));
        assert_eq!(amount("4.5"), Some(4.5));
        for text in ["", "_1", "1_", "1__0", "1.", ".5", "1.2.3", "-1", "1e9", "٣", "99999999999999999999"] {
            assert_eq!((amount(text), decimal(text)), (None, None), "{text}");
        }
        assert_eq!(decimal("1_000.250"), Some(Exact::of(4001, 4)));
        assert_eq!(decimal("000_000_000_000_000_001"), Some(Exact::ONE));
        assert_eq!(decimal("0.0000000000000000019"), Some(Exact::of(1, 1_000_000_000_000_000_000)));
        assert_eq!(decimal("999_999_999_999_999.9999999999999999999"), None);
        assert_eq!(count("4294967296"), None);
        assert_eq!(count("1.5"), None);
        assert_eq!(line("3"), Some(3));
        assert_eq!(line("4"), None);
        assert_eq!(fte("14 fte"), Some(14.into()));
        assert_eq!(fte("4.5fte"), Some(Exact::of(9, 2)));
        assert_eq!(fte("14"), None);
    }

    #[test]
    fn rates_are_per_time() {
        let it = rate("9_800/y").expect("a rate");
        assert_eq!((it.count, it.per), (9800.into(), TimeUnit::Year));
        assert_eq!(rate("180/h").expect("a rate").in_a(TimeUnit::Hour), 180.into());
        assert_eq!(rate("24/day").expect("a rate").in_a(TimeUnit::Hour), Exact::ONE);
        assert_eq!(rate("2/month").expect("a rate").in_a(TimeUnit::Year), 24.into());
        assert_eq!(rate("0.1/s").expect("a rate").in_a(TimeUnit::Hour), 360.into());
        for text in ["180", "180/", "/h", "180/m", "180/fortnight", "180/h/h"] {
            assert_eq!(rate(text), None, "{text}");
        }
    }

    #[test]
    fn durations_are_of_the_clock_or_of_workdays() {
        for (text, is) in [
            ("4m30s", Duration::Clock(270)),
            ("4m 30s", Duration::Clock(270)),
            ("2m", Duration::Clock(120)),
            ("24h", Duration::Clock(86_400)),
            ("3 weeks", Duration::Clock(1_814_400)),
            ("2 workdays", Duration::Workdays(2)),
            ("1workday", Duration::Workdays(1)),
        ] {
            assert_eq!(duration(text), Some(is), "{text}");
        }
        for text in ["", "2", "m", "2 parsecs", "2 workdays 3h", "3h 2 workdays", "4000000000h", "1.5h"] {
            assert_eq!(duration(text), None, "{text}");
        }
        assert_eq!(reply("5 workdays"), Some(Duration::Workdays(5)));
        assert_eq!(reply("5h"), None);
    }

    #[test]
    fn percentages_end_at_a_hundred() {
        assert_eq!(percentage("30%"), Some(Exact::percent(30)));
        assert_eq!(percentage("99.9%"), Some(Exact::of(999, 1000)));
        assert_eq!(percentage("100.000000001%"), None);
        assert_eq!(percentage("101%"), None);
        assert_eq!(percentage("30"), None);
        let it = target("80% within 30s").expect("a target");
        assert_eq!((it.share, it.within), (Exact::percent(80), Duration::Clock(30)));
        assert_eq!(target("80% in 30s"), None);
        assert_eq!(target("80% within"), None);
    }

    fn week(text: &str) -> Option<Vec<(u16, u16)>> {
        hours(text.split(',').map(|part| part.split_whitespace().collect())).map(|it| it.0)
    }

    #[test]
    fn hours_are_minutes_of_the_week() {
        assert_eq!(week("tue 10:00-16:00"), Some(vec![(2040, 2400)]));
        assert_eq!(week("mon, wed 09:00-12:00"), Some(vec![(540, 720), (3420, 3600)]));
        assert_eq!(week("mon 09:00-12:00 13:00-17:00"), Some(vec![(540, 720), (780, 1020)]));
        assert_eq!(week("mon 09:00-12:00, 13:00-17:00"), Some(vec![(540, 720), (780, 1020)]));
        assert_eq!(week("mon-fri 09:00-17:00, thu 17:00-20:00").map(|it| it[3]), Some((4860, 5520)));
        assert_eq!(week("mon-sun 00:00-24:00"), Some(vec![(0, WEEK)]));
        assert_eq!(week("00:00-24:00"), Some(vec![(0, WEEK)]));
    }

    #[test]
    fn hours_may_overlap_and_run_over_midnight() {
        assert_eq!(week("mon 09:00-12:00, mon 11:00-13:00"), Some(vec![(540, 780)]));
        assert_eq!(week("mon 22:00-06:00"), Some(vec![(1320, 1800)]));
        assert_eq!(week("sun 22:00-06:00"), Some(vec![(0, 360), (9960, WEEK)]));
        assert_eq!(week("sat-mon 10:00-11:00"), Some(vec![(600, 660), (7800, 7860), (9240, 9300)]));
        let it = Hours::of([(0, 60), (60, 120), (9000, 20_000)]);
        assert_eq!(it.0, [(0, WEEK)]);
        assert_eq!(it.minutes(), u32::from(WEEK));
        assert!(it.at(0));
    }

    #[test]
    fn what_are_no_hours_is_none() {
        for text in [
            "",
            "mon",
            "mon 9-17",
            "mon 09:00",
            "mon 25:00-26:00",
            "mon 09:60-10:00",
            "mon 24:00-01:00",
            "mon-fry 09:00-10:00",
            "maandag 09:00-10:00",
        ] {
            assert_eq!(week(text), None, "{text}");
        }
    }

    #[test]
    fn a_misspelt_word_has_a_likely_one() {
        assert_eq!(word::<Medium>("phone"), Ok(Medium::Phone));
        assert_eq!(word::<Medium>("phon"), Err(Some(Medium::Phone)));
        assert_eq!(word::<Medium>("pigeon"), Err(None));
    }
}
