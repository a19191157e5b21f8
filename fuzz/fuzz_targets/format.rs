//! Any text can be formatted: the result means the same, and formatting it again changes nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use loket::format::{Outcome, format};
use loket::syntax::Limits;

fuzz_target!(|text: &str| {
    let limits = Limits::default();
    let made = match format(text, &limits) {
        Outcome::Formatted { text, .. } => text,
        Outcome::Refused(_) => return,
        Outcome::Mistaken => panic!("the form means something else"),
    };
    match format(&made, &limits) {
        Outcome::Formatted { text, .. } => assert_eq!(text, made),
        other => panic!("{other:?}"),
    }
});
