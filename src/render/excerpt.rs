//! The lines around the places of one finding, out of all its files, as one small text with marks in it.
//! Control characters are gone from it and long lines are cut, so that whoever draws it need not care.

use std::collections::BTreeSet;

use super::safe;
use crate::finding::Finding;
use crate::source::{FileId, Position, Source, Sources};

/// Characters of a line that are shown.
const WIDTH: usize = 160;
/// Bytes that are kept before the first mark of a line that is cut.
const LEAD: usize = 48;

/// The text, and where each of its lines comes from. Files follow each other, the anchor's first.
#[derive(Debug)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// The paths of the files, harmless to print.
    pub(super) paths: Vec<String>,
    pub(super) lines: Vec<Line>,
    /// The first one is the anchor.
    pub(super) marks: Vec<Mark>,
}

#[derive(Debug)]
pub(super) struct Line {
    /// Its first byte in the text.
    pub(super) start: usize,
    /// The place of its file's path in `paths`.
    pub(super) file: usize,
    /// Its number in the file, from 0.
    pub(super) number: u32,
}

/// A place of the finding; `start..end` are bytes of the text, on one line.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) message: String,
    pub(super) place: Position,
}

/// A mark on its way from a file to the text.
struct Place<'f> {
    order: usize,
    number: u32,
    start: usize,
    end: usize,
    message: &'f str,
}

impl Excerpt {
    pub(super) fn of(finding: &Finding, sources: &Sources) -> Self {
        let anchor = std::iter::once((finding.span, finding.note.as_str()));
        let spans: Vec<_> = anchor.chain(finding.labels.iter().map(|it| (it.span, it.message.as_str()))).collect();
        let mut files: Vec<FileId> = spans.iter().map(|(span, _)| span.file).collect();
        files.sort_by_key(|&file| (file != finding.span.file, file));
        files.dedup();

        let mut out = Self { text: String::new(), paths: Vec::new(), lines: Vec::new(), marks: Vec::new() };
        let mut marks = Vec::with_capacity(spans.len());
        for file in files {
            let source = sources.get(file);
            let places = spans
                .iter()
                .enumerate()
                .filter(|(_, (span, _))| span.file == file)
                .map(|(order, &(span, message))| place(source, order, span.start, span.end, message))
                .collect::<Vec<_>>();
            out.paths.push(safe::text(&source.path).into_owned());
            out.add_lines(source, &places, &mut marks);
        }
        marks.sort_by_key(|(order, _)| *order);
        for (_, mark) in marks {
            match out.marks.iter_mut().find(|it| (it.start, it.end) == (mark.start, mark.end)) {
                Some(known) => known.add(&mark.message),
                None => out.marks.push(mark),
            }
        }
        out
    }

    /// Adds the lines around some places of the newest file.
    fn add_lines(&mut self, source: &Source, places: &[Place<'_>], marks: &mut Vec<(usize, Mark)>) {
        let last = source.lines().len() - 1;
        let wanted: BTreeSet<usize> = places
            .iter()
            .flat_map(|it| it.number.saturating_sub(1)..=it.number + 1)
            .map(|number| number as usize)
            .filter(|&number| number < last || (number == last && !line(source, number).1.is_empty()))
            .chain(places.iter().map(|it| it.number as usize))
            .collect();
        for number in wanted {
            let (start, text) = line(source, number);
            self.lines.push(Line { start: self.text.len(), file: self.paths.len() - 1, number: small(number) });
            let own: Vec<&Place<'_>> = places.iter().filter(|it| it.number as usize == number).collect();
            let (from, to) = window(text, own.iter().map(|it| it.start - start).min());
            if from > 0 {
                self.text.push('…');
            }
            // Where each byte of the window comes to stand.
            let mut stands = Vec::with_capacity(to - from + 1);
            for char in text[from..to].chars() {
                stands.resize(stands.len() + char.len_utf8(), self.text.len());
                self.text.push(if char == '\t' { char } else { safe::shown(char).unwrap_or(char) });
            }
            stands.push(self.text.len());
            if to < text.len() {
                self.text.push('…');
            }
            self.text.push('\n');
            for it in own {
                let stand = |at: usize| stands[at.saturating_sub(start + from).min(to - from)];
                let mark = Mark {
                    start: stand(it.start),
                    end: stand(it.end),
                    message: safe::text(it.message).into_owned(),
                    place: source.position(small(it.start)),
                };
                marks.push((it.order, mark));
            }
        }
    }
}

impl Mark {
    /// Says something more about the same place.
    fn add(&mut self, message: &str) {
        if self.message.is_empty() {
            message.clone_into(&mut self.message);
        } else if !message.is_empty() && !self.message.split("; ").any(|it| it == message) {
            self.message = format!("{}; {message}", self.message);
        }
    }
}

/// A place cut to its first line.
fn place<'f>(source: &Source, order: usize, start: u32, end: u32, message: &'f str) -> Place<'f> {
    let number = source.lines().partition_point(|&it| it <= start) - 1;
    let (first, text) = line(source, number);
    let last = first + text.trim_end().len();
    let start = (start as usize).min(first + text.len());
    let end = (end as usize).min(last).max(start);
    Place { order, number: small(number), start, end, message }
}

/// The first byte of a line, and its text without its end.
fn line(source: &Source, number: usize) -> (usize, &str) {
    let lines = source.lines();
    let start = lines[number] as usize;
    let end = lines.get(number + 1).map_or(source.text.len(), |&next| next as usize);
    (start, source.text[start..end].trim_end_matches(['\r', '\n']))
}

/// Which bytes of a line are shown, so that its first mark is among them.
fn window(text: &str, mark: Option<usize>) -> (usize, usize) {
    if text.len() <= WIDTH || (text.len() <= 4 * WIDTH && text.chars().count() <= WIDTH) {
        return (0, text.len());
    }
    let mut from = mark.unwrap_or(0).saturating_sub(LEAD);
    if from <= LEAD {
        from = 0;
    }
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let to = text[from..].char_indices().nth(WIDTH).map_or(text.len(), |(at, _)| from + at);
    (from, to)
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("sources are shorter than 4 GiB")
}
