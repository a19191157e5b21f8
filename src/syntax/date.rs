//! Calendar days.

/// Why a word is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoDate {
    /// It is not written `2026-01-31`.
    Shape,
    /// It is written so, but the calendar does not have it.
    Day,
}

/// Days since 1970-01-01 of a date written `2026-01-31`.
pub(super) fn day(word: &str) -> Result<i32, NoDate> {
    let bytes = word.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(NoDate::Shape);
    }
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |sum, digit| {
            if digit.is_ascii_digit() { Ok(sum * 10 + i32::from(digit - b'0')) } else { Err(NoDate::Shape) }
        })
    };
    let (year, month, day) = (number(&bytes[..4])?, number(&bytes[5..7])?, number(&bytes[8..])?);
    if !(1..=12).contains(&month) || day < 1 || day > days_in(year, month) {
        return Err(NoDate::Day);
    }
    // Counted from 1 March of the year 0, so that the leap day is the last of its year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Ok(days + (153 * month + 2) / 5 + day - 1 - 719_468)
}

/// The length of a month.
pub(super) fn days_in(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{NoDate, day};

    #[test]
    fn days_count_from_1970() {
        assert_eq!(day("1970-01-01"), Ok(0));
        assert_eq!(day("2000-03-01"), Ok(11_017));
        assert_eq!(day("1969-12-31"), Ok(-1));
        assert_eq!(day("2024-02-29"), Ok(19_782));
        assert_eq!(day("0000-01-01"), Ok(-719_528));
    }

    #[test]
    fn no_days() {
        assert_eq!(day("2026-02-30"), Err(NoDate::Day));
        assert_eq!(day("2100-02-29"), Err(NoDate::Day));
        assert_eq!(day("2026-13-01"), Err(NoDate::Day));
        assert_eq!(day("2026-00-10"), Err(NoDate::Day));
        assert_eq!(day("2026-1-1"), Err(NoDate::Shape));
        assert_eq!(day("1-1-2026x"), Err(NoDate::Shape));
        assert_eq!(day("2026-01-0a"), Err(NoDate::Shape));
    }
}
