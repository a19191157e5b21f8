//! Files, places in them, and the way from byte offsets to lines and columns.
//! Knows nothing of the language.

use std::cell::OnceCell;

/// A file of a policy, by its place in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of bytes `start..end` of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }

    /// The stretch from the start of `self` to the end of `other`, which lies in the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end, ..self }
    }
}

/// A place for people: `line` and `column` count from 1, columns in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// One file: its path as shown to people (relative, with forward slashes) and its text.
#[derive(Debug)]
pub struct Source {
    pub path: String,
    pub text: String,
    /// Whether the file belongs to a catalogue: it is read for its declarations.
    pub catalog: bool,
    lines: OnceCell<Vec<u32>>,
    /// The characters before each multiple of [`STRIDE`] bytes.
    sums: OnceCell<Vec<u32>>,
}

/// Columns of places further than this from the start of their line are counted from kept sums, so that many
/// findings on one long line do not each read all of it.
const STRIDE: usize = 4096;

impl Source {
    pub fn new(path: String, text: String, catalog: bool) -> Self {
        Self { path, text, catalog, lines: OnceCell::new(), sums: OnceCell::new() }
    }

    /// The byte offsets at which lines begin; the first is 0.
    pub fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(ends.map(|at| offset(at + 1))).collect()
        })
    }

    /// The position of a byte offset; an offset beyond the end is the end.
    pub fn position(&self, at: u32) -> Position {
        let lines = self.lines();
        let line = lines.partition_point(|&start| start <= at) - 1;
        let start = lines[line] as usize;
        let end = (at as usize).min(self.text.len());
        Position { line: offset(line + 1), column: offset(self.characters(start, end) + 1) }
    }

    /// A stretch that is to be taken away, with its lines where nothing else stands on them: from the start of the first to the
    /// start of the line after the last, and one of the empty lines around it where there would be two. Where something else
    /// does, the blanks between the two go with it.
    pub fn lines_of(&self, span: Span) -> Span {
        let text = self.text.as_bytes();
        let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r');
        let (start, end) = (span.start as usize, span.end as usize);
        let before = text[..start].iter().rev().take_while(is_blank).count();
        let after = text[end..].iter().take_while(is_blank).count();
        let first = start - before;
        let last = end + after;
        let begins = first == 0 || text[first - 1] == b'\n';
        let ends = last == text.len() || text[last] == b'\n';
        if !(begins && ends) {
            let first = if ends { first } else { start };
            let mark = usize::from(ends && last > end && text[last - 1] == b'\r');
            return Span { start: offset(first), end: offset(last - mark), ..span };
        }
        let mut last = (last + 1).min(text.len());
        let is_empty_after = |at: usize| {
            let blanks = text[at..].iter().take_while(is_blank).count();
            (at + blanks == text.len() || text[at + blanks] == b'\n').then_some((at + blanks + 1).min(text.len()))
        };
        let line_before = text[..first.saturating_sub(1)].iter().rev().take_while(|it| **it != b'\n');
        let empty_before = first == 0 || line_before.into_iter().all(|it| is_blank(&it));
        if let Some(next) = is_empty_after(last).filter(|_| empty_before && last < text.len()) {
            last = next;
        }
        Span { start: offset(first), end: offset(last), ..span }
    }

    /// How many characters begin between two byte offsets.
    fn characters(&self, start: usize, end: usize) -> usize {
        let count =
            |from: usize, to: usize| self.text.as_bytes()[from..to].iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        if end - start <= STRIDE {
            return count(start, end);
        }
        let sums = self.sums.get_or_init(|| {
            let strides = (0..self.text.len() / STRIDE).map(|at| count(at * STRIDE, (at + 1) * STRIDE));
            let sums = strides.scan(0, |sum, characters| {
                *sum += characters;
                Some(offset(*sum))
            });
            std::iter::once(0).chain(sums).collect()
        });
        let before = |at: usize| sums[at / STRIDE] as usize + count(at - at % STRIDE, at);
        before(end) - before(start)
    }
}

/// A length or offset in a source, all of which are shorter than 4 GiB.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("sources are shorter than 4 GiB")
}

/// All files of one policy, sorted by path.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    pub fn push(&mut self, source: Source) -> FileId {
        self.files.push(source);
        FileId(offset(self.files.len() - 1))
    }

    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(at, source)| (FileId(offset(at)), source))
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &str {
        &self.get(span.file).text[span.start as usize..span.end as usize]
    }
}
