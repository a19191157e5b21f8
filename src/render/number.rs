//! Counts and times for people.

use std::time::Duration;

/// `1 policy`, `2 policies`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count as u128), if count == 1 { one } else { many })
}

/// Digits in groups of three: `1 203`.
pub(super) fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// Exact below a million, else two figures and a power: `2.1 × 10⁹`.
pub(super) fn rounded(number: u128) -> String {
    let digits = number.to_string();
    if digits.len() < 7 {
        return grouped(number);
    }
    let mut power = digits.len() - 1;
    let unit = 10_u128.pow(u32::try_from(power).expect("a u128 has 39 digits at most") - 1);
    let mut tenths = (number + unit / 2) / unit;
    if tenths == 100 {
        tenths = 10;
        power += 1;
    }
    let power: String = power.to_string().chars().map(superscript).collect();
    format!("{}.{} × 10{power}", tenths / 10, tenths % 10)
}

fn superscript(digit: char) -> char {
    match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        _ => '⁹',
    }
}

pub(super) fn time(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1000.0;
    if millis < 10.0 {
        format!("{millis:.1} ms")
    } else if millis < 1000.0 {
        format!("{millis:.0} ms")
    } else {
        format!("{:.1} s", millis / 1000.0)
    }
}
