//! Civil dates as days since 1970-01-01, in the proleptic Gregorian calendar, years 0001 to 9999.

use super::Days;

/// The day of `2026-01-31`, or nothing when it is no such day.
pub fn parse(text: &str) -> Option<i32> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0, |sum: i32, it| it.is_ascii_digit().then(|| sum * 10 + i32::from(it - b'0')))
    };
    day(number(0..4)?, number(5..7)?, number(8..10)?)
}

/// The day of a year, month and day of the month, when there is one.
pub fn day(year: i32, month: i32, of_month: i32) -> Option<i32> {
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=length(year, month)).contains(&of_month) {
        return None;
    }
    // Years begin in March, so that the leap day is the last of its year.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + of_month - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// The year, month and day of the month of a day.
pub fn civil(day: i32) -> (i64, u32, u32) {
    let day = i64::from(day) + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let of_month = of_year - (153 * shifted + 2) / 5 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let small = |it: i64| u32::try_from(it).unwrap_or(0);
    (year, small(month), small(of_month))
}

/// `2026-01-31`.
pub fn iso(day: i32) -> String {
    let (year, month, of_month) = civil(day);
    format!("{year:04}-{month:02}-{of_month:02}")
}

/// `2026-01-01/2026-06-30`; an open end is `..`.
pub fn interval(days: Days) -> String {
    let end = |day: i32, open: i32| if day == open { "..".to_owned() } else { iso(day) };
    format!("{}/{}", end(days.first, i32::MIN), end(days.last, i32::MAX))
}

/// The day of the week, Monday 0.
pub fn weekday(day: i32) -> u32 {
    u32::try_from((i64::from(day) + 3).rem_euclid(7)).unwrap_or(0)
}

fn length(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{Days, civil, day, interval, iso, parse, weekday};

    #[test]
    fn every_day_of_eight_centuries_comes_back() {
        let first = parse("1600-01-01").expect("a date");
        let last = parse("2400-12-31").expect("a date");
        for it in first..=last {
            assert_eq!(parse(&iso(it)), Some(it));
        }
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(parse("1970-01-01"), Some(0));
        assert_eq!(parse("1969-12-31"), Some(-1));
        assert_eq!(parse("2000-03-01"), Some(11_017));
        assert_eq!(parse("2026-11-01"), Some(20_758));
        assert_eq!(parse("0001-01-01"), Some(-719_162));
        assert_eq!(weekday(0), 3);
        assert_eq!(weekday(-1), 2);
    }

    #[test]
    fn leap_days_are_those_of_the_gregorian_calendar() {
        for (text, is) in [("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false), ("2000-02-29", true)] {
            assert_eq!(parse(text).is_some(), is, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2026-13-01",
            "2026-00-01",
            "2026-04-31",
            "2026-1-01",
            "0000-01-01",
            "20260101xx",
            "2026-01-0é",
            "２０26-01-01",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(day(i32::MAX, 1, 1), None);
    }

    #[test]
    fn intervals_are_iso_8601() {
        assert_eq!(interval(Days { first: 20_454, last: 20_634 }), "2026-01-01/2026-06-30");
        assert_eq!(interval(Days { first: 20_635, last: i32::MAX }), "2026-07-01/..");
        assert_eq!(interval(Days::ALWAYS), "../..");
    }

    #[test]
    fn absurd_days_do_no_harm() {
        assert_eq!(civil(i32::MAX).0, 5_881_580);
        assert!(iso(i32::MIN + 1).starts_with('-'));
    }
}
