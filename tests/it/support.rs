//! What several test modules need: a policy checked from texts.

use loket::policy::{FileInput, Input, check as check_policy};
use loket::settings::Settings;

/// 2026-11-01, in days since 1970-01-01.
pub(crate) const TODAY: i32 = 20_758;

/// Checks a policy of `(path, text)` files with the text of a `loket.toml`, and gives the JSON document.
pub(crate) fn check(files: &[(&str, &str)], settings: &str) -> serde_json::Value {
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    check_bytes(&files, settings)
}

/// The same for files that need not be text.
pub(crate) fn check_bytes(files: &[(String, Vec<u8>)], settings: &str) -> serde_json::Value {
    let mut out = Vec::new();
    loket::render::json::write(&mut out, &[check_policy(input_of_bytes(files, settings))]).unwrap();
    serde_json::from_slice(&out).unwrap()
}

/// A policy of `(path, text)` files with the text of a `loket.toml`.
pub(crate) fn input(files: &[(&str, &str)], settings: &str) -> Input {
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    input_of_bytes(&files, settings)
}

pub(crate) fn input_of_bytes(files: &[(String, Vec<u8>)], settings: &str) -> Input {
    let files =
        files.iter().map(|(path, bytes)| FileInput { path: path.clone(), bytes: bytes.clone(), catalog: false });
    Input {
        root: ".".to_owned(),
        files: files.collect(),
        settings: Settings::parse(settings).unwrap(),
        as_of: None,
        today: TODAY,
    }
}

/// The files of an example: lines `#- path` begin one, `<EB>` is the byte EB, and `<202E>` the character U+202E.
pub(crate) fn split(example: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in example.replace("<202E>", "\u{202e}").lines() {
        if let Some(path) = line.strip_prefix("#- ") {
            files.push((path.to_owned(), Vec::new()));
            continue;
        }
        if files.is_empty() {
            files.push(("policy.org".to_owned(), Vec::new()));
        }
        let (_, bytes) = files.last_mut().expect("there is a file");
        let mut parts = line.split("<EB>");
        bytes.extend(parts.next().unwrap_or_default().bytes());
        for part in parts {
            bytes.push(0xEB);
            bytes.extend(part.bytes());
        }
        bytes.push(b'\n');
    }
    files
}
