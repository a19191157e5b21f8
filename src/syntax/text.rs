//! What stands between quotes.

use std::borrow::Cow;

/// The text of a literal `"…"`, which may lack its closing quote; `fault` is told the offset, length and reason of every bad escape.
pub(super) fn unescape(literal: &str, mut fault: impl FnMut(usize, usize, &'static str)) -> Cow<'_, str> {
    let inner = inside(literal);
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let from = 1 + inner.len() - rest.len() + at;
        rest = &rest[at + 1..];
        let sign = rest.chars().next();
        let mut used = sign.map_or(0, char::len_utf8);
        match sign {
            Some(sign @ ('"' | '\\')) => text.push(sign),
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('u') if rest[1..].starts_with('{') => {
                if let Some(end) = rest.find('}') {
                    used = end + 1;
                    let digits = &rest[2..end];
                    let code = Some(digits).filter(|digits| {
                        !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|it| it.is_ascii_hexdigit())
                    });
                    match code.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32) {
                        Some(sign) => text.push(sign),
                        None => fault(from, used + 1, "is no character"),
                    }
                } else {
                    fault(from, 3, "has no closing brace");
                }
            }
            _ => fault(from, used + 1, "is no escape"),
        }
        rest = &rest[used..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The literal without its quotes.
fn inside(literal: &str) -> &str {
    let inner = literal.strip_prefix('"').unwrap_or(literal);
    inner.strip_suffix('"').unwrap_or(inner)
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escapes_are_resolved() {
        let none = |_, _, reason| unreachable!("{reason}");
        assert_eq!(unescape(r#""a \"b\" \\ \n\t \u{e9}""#, none), "a \"b\" \\ \n\t é");
        assert_eq!(unescape(r#""plain""#, none), "plain");
    }

    #[test]
    fn bad_escapes_are_told() {
        let mut faults = Vec::new();
        let text = unescape(r#""a\q \u{110000} \u{} \u""#, |at, len, reason| faults.push((at, len, reason)));
        assert_eq!(text, "a   ");
        assert_eq!(
            faults,
            [(2, 2, "is no escape"), (5, 10, "is no character"), (16, 4, "is no character"), (21, 2, "is no escape")]
        );
    }
}
