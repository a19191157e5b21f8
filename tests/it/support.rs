//! What several test modules need: a policy checked from texts.

use loket::policy::{FileInput, Input, check as check_policy};
use loket::settings::Settings;

/// 2026-11-01, in days since 1970-01-01.
pub(crate) const TODAY: i32 = 20_758;

/// Checks a policy of `(path, text)` files with the text of a `loket.toml`, and gives the JSON document.
pub(crate) fn check(files: &[(&str, &str)], settings: &str) -> serde_json::Value {
    let input = Input {
        root: ".".to_owned(),
        files: files
            .iter()
            .map(|(path, text)| FileInput { path: (*path).to_owned(), bytes: text.as_bytes().to_vec(), catalog: false })
            .collect(),
        settings: Settings::parse(settings).unwrap(),
        as_of: None,
        today: TODAY,
    };
    let mut out = Vec::new();
    loket::render::json::write(&mut out, &[check_policy(input)]).unwrap();
    serde_json::from_slice(&out).unwrap()
}
