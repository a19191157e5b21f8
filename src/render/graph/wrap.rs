//! Words of a graph in lines that fit in a picture.

use crate::render::safe;

/// How wide the words in a box are, and those at a line, in characters.
pub const BOX: usize = 34;
pub const LINE: usize = 40;

/// Lines that are at most so many characters wide, without anything that a terminal could obey. They break between words where
/// that is possible; what follows a break belongs to the line above.
pub fn wrapped(lines: &[String], width: usize) -> Vec<String> {
    let mut out = Vec::new();
    for line in lines {
        let line = safe::text(line);
        let mut now = String::new();
        let mut length = 0;
        for word in line.split(' ').filter(|it| !it.is_empty()) {
            let more = word.chars().count();
            if length > 0 && length + 1 + more > width {
                out.push(std::mem::take(&mut now));
                length = 0;
            }
            if length > 0 {
                now.push(' ');
                length += 1;
            }
            for char in word.chars() {
                if length >= width {
                    out.push(std::mem::take(&mut now));
                    length = 0;
                }
                now.push(char);
                length += 1;
            }
        }
        out.push(now);
    }
    out
}
