//! Bytes to text. No offset moves, but in a file of another encoding.

/// The text of a file, and what was wrong with its bytes: at which offset of the text, and how.
/// A byte that is not UTF-8 becomes `_`, and a NUL a blank, so that the rest can be read at its place. UTF-16 is read
/// for what it says. What is not text at all becomes none.
pub fn decode(bytes: Vec<u8>) -> (String, Option<(u32, String)>) {
    if let Some(text) = wide(&bytes) {
        return (text, Some((0, "the file is UTF-16, and policies are UTF-8".to_owned())));
    }
    let nul = memchr::memchr(0, &bytes);
    if nul.is_some() && stretches(&bytes) > STRETCHES {
        return (String::new(), nul.map(|at| (offset(at), "the file holds NUL bytes: it is no text".to_owned())));
    }
    let (mut text, bad) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            (mend(&bytes), Some((at, format!("the byte 0x{:02x} is not UTF-8", bytes[at]))))
        }
    };
    let nul = nul.map(|at| (at, "the file holds a NUL byte".to_owned()));
    if nul.is_some() {
        text = text.replace('\0', " ");
    }
    let first = bad.into_iter().chain(nul).min_by_key(|it| it.0);
    (text, first.map(|(at, message)| (offset(at), message)))
}

/// More stretches of NUL bytes than these no text holds by accident.
const STRETCHES: usize = 8;

/// How many stretches of NUL bytes there are, as far as it matters.
fn stretches(bytes: &[u8]) -> usize {
    let ends = memchr::memchr_iter(0, bytes).filter(|&at| bytes.get(at + 1) != Some(&0));
    ends.take(STRETCHES + 1).count()
}

/// The text of a file that is UTF-16: with a mark of its order, or with a letter of ASCII first.
fn wide(bytes: &[u8]) -> Option<String> {
    let little = match bytes {
        [0xff, 0xfe, ..] => true,
        [0xfe, 0xff, ..] => false,
        [first, 0, second, 0, ..] if *first > 0 && *second > 0 => true,
        [0, first, 0, second, ..] if *first > 0 && *second > 0 => false,
        _ => return None,
    };
    let unit = |it: &[u8]| {
        let pair = [it[0], it[1]];
        if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    };
    let units = bytes.chunks_exact(2).map(unit);
    let text: String = char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some(text.trim_start_matches('\u{feff}').replace('\0', " "))
}

/// Every byte that belongs to no character becomes `_`.
fn mend(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '_'));
    }
    text
}

/// Offsets saturate: longer files are refused for their length.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn offsets_stay() {
        let (text, fault) = decode(b"unit A\xffB\n\xe2\x82C\n".to_vec());
        assert_eq!(text, "unit A_B\n__C\n");
        assert_eq!(fault, Some((6, "the byte 0xff is not UTF-8".to_owned())));
        assert_eq!(decode("\u{feff}unit Ü".into()), ("\u{feff}unit Ü".to_owned(), None));
        let nul = Some((2, "the file holds a NUL byte".to_owned()));
        assert_eq!(decode(b"ab\0c\xffd\0\0\0".to_vec()), ("ab c_d   ".to_owned(), nul));
    }

    #[test]
    fn utf_16_is_read() {
        let text = "unit Ü { kind: back } // 𝄞";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [[&[0xff, 0xfe], &*little].concat(), [&[0xfe, 0xff], &*big].concat(), little, big] {
            let (read, fault) = decode(bytes);
            assert_eq!((read.as_str(), fault.map(|it| it.0)), (text, Some(0)));
        }
        assert_eq!(decode(b"\xff\xfe\x00\xd8u".to_vec()).0, "\u{fffd}");
    }

    #[test]
    fn what_is_no_text_is_empty() {
        let (text, fault) = decode(b"a\0bc".repeat(9));
        assert_eq!((text.as_str(), fault), ("", Some((1, "the file holds NUL bytes: it is no text".to_owned()))));
    }
}
