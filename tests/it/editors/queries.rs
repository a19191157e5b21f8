//! The queries of the tree-sitter grammar, as each editor calls its captures and where it looks for them.

use std::fs;
use std::path::Path;

/// An editor's name of a capture, by the name in the source.
type Names = &'static [(&'static str, &'static str)];

/// A derived file, what it is made of, and the names of its editor.
pub(super) const COPIES: &[(&str, &str, Names)] = &[
    ("editors/vim/queries/loket/highlights.scm", "highlights.scm", &[]),
    ("editors/vim/queries/loket/folds.scm", "folds.scm", &[]),
    ("editors/vim/queries/loket/indents.scm", "indents.scm", &[]),
    ("editors/vim/queries/loket/locals.scm", "locals.scm", &[]),
    ("editors/helix/queries/loket/highlights.scm", "highlights.scm", HELIX),
    ("editors/helix/queries/loket/locals.scm", "locals.scm", HELIX),
    ("editors/zed/languages/loket/highlights.scm", "highlights.scm", ZED),
];

const HELIX: Names = &[
    ("character.special", "constant.character"),
    ("comment.documentation", "comment.line.documentation"),
    ("keyword.conditional", "keyword.control.conditional"),
    ("keyword.modifier", "keyword.storage.modifier"),
    ("keyword.type", "keyword.storage.type"),
    ("local.definition", "local.definition.type"),
    ("module", "namespace"),
    ("number", "constant.numeric"),
    ("property", "variable.other.member"),
    ("string.escape", "constant.character.escape"),
    ("variable.member", "variable.other.member"),
];

const ZED: Names = &[
    ("character.special", "string.special"),
    ("comment.documentation", "comment.doc"),
    ("constant.builtin", "constant"),
    ("function.builtin", "function"),
    ("keyword.conditional", "keyword"),
    ("keyword.modifier", "keyword"),
    ("keyword.operator", "keyword"),
    ("keyword.type", "keyword"),
    ("module", "namespace"),
    ("variable.member", "property"),
];

/// A query of the grammar with other names, and without its remarks.
pub(super) fn copy(from: &str, names: Names) -> String {
    let path = format!("editors/tree-sitter-loket/queries/{from}");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
    let mut out = format!("; Derived from {path} by `cargo test`.\n");
    let lines = text.lines().filter(|line| !line.starts_with(';')).map(str::trim_end);
    let mut last = "";
    for line in lines.filter(|line| !line.is_empty()) {
        // An empty line before each pattern that begins with its line.
        if line.starts_with(['(', '[']) && !last.is_empty() {
            out.push('\n');
        }
        out.push_str(&renamed(line, names));
        out.push('\n');
        last = line;
    }
    out
}

fn renamed(line: &str, names: Names) -> String {
    let mut out = String::new();
    for (at, part) in line.split('@').enumerate() {
        if at == 0 {
            out.push_str(part);
            continue;
        }
        let end = part.find(|c: char| !c.is_ascii_alphabetic() && c != '.').unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        let name = names.iter().find(|(it, _)| *it == name).map_or(name, |(_, it)| it);
        out.push('@');
        out.push_str(name);
        out.push_str(rest);
    }
    out
}
