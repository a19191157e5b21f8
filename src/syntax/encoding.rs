//! Bytes to text, without moving any offset.

/// The text of a file, and what was wrong with its bytes: at which offset, and how.
/// A byte that is not UTF-8 becomes `_`, so that the rest can be read at its place. What is not text at all becomes none.
pub fn decode(bytes: Vec<u8>) -> (String, Option<(u32, String)>) {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return (String::new(), Some((0, "the file is UTF-16, and policies are UTF-8".to_owned())));
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return (String::new(), Some((offset(at), "the file holds a NUL byte: it is no text".to_owned())));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let message = format!("the byte 0x{:02x} is not UTF-8", bytes[at]);
            (mend(&bytes), Some((offset(at), message)))
        }
    }
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
    }

    #[test]
    fn what_is_no_text_is_empty() {
        assert_eq!(decode(b"\xff\xfeu\0".to_vec()).0, "");
        assert_eq!(
            decode(b"ab\0c".to_vec()),
            (String::new(), Some((2, "the file holds a NUL byte: it is no text".to_owned())))
        );
    }
}
