//! Where items begin and end in every policy and example, written down for the tests of the tree-sitter grammar.

use std::fs;
use std::path::{Path, PathBuf};

use loket::intern::Interner;
use loket::source::FileId;
use loket::syntax::ast::Ast;
use loket::syntax::{self, Limits};
use serde_json::{Value, json};

use crate::support::split;

/// Writes each text and `boundaries.json`: per text its file, where it comes from, how many syntax errors it has, and its
/// items as `[declaration or statement, first byte, byte behind the last]`. `.ci/editors` compares.
#[test]
fn boundaries_are_written_down() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editors");
    fs::create_dir_all(&folder).unwrap();
    let mut document = Vec::new();
    for (at, (origin, bytes)) in texts().into_iter().enumerate() {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let file = format!("{at:03}.org");
        fs::write(folder.join(&file), &text).unwrap();
        document.push(described(&file, &origin, &text));
    }
    assert!(document.len() > 280, "{} texts", document.len());
    fs::write(folder.join("boundaries.json"), serde_json::to_string(&document).unwrap()).unwrap();
}

fn described(file: &str, origin: &str, text: &str) -> Value {
    let (mut ast, mut names, mut findings) = (Ast::default(), Interner::default(), Vec::new());
    syntax::parse(FileId(0), text, &mut ast, &mut names, &Limits::default(), &mut findings);
    let declarations = ast.declarations.iter().map(|it| ("declaration", it.span.start, it.span.end));
    let statements = ast.statements.iter().map(|it| ("statement", it.span.start, it.span.end));
    let mut items: Vec<(&str, u32, u32)> = declarations.chain(statements).collect();
    items.sort_by_key(|it| (it.1, it.2));
    let errors = findings.iter().filter(|it| it.rule == "syntax/error").count();
    json!({ "file": file, "origin": origin, "errors": errors, "outline": findings.iter().any(|it| it.rule == "syntax/org-mode"), "items": items })
}

/// The policies, the examples of the rules' pages and of the documents, and the texts of the syntax tests.
fn texts() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = Vec::new();
    for path in files(&root.join("policies"), "org").into_iter().chain(files(&root.join("tests/it/syntax"), "org")) {
        out.push((shown(root, &path), fs::read(&path).unwrap()));
    }
    for path in files(&root.join("docs"), "md") {
        let text = fs::read_to_string(&path).unwrap();
        for example in text.split("```org\n").skip(1).map(|it| it.split("```").next().unwrap()) {
            out.extend(split(example).into_iter().map(|(_, bytes)| (shown(root, &path), bytes)));
        }
    }
    out
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if path.is_dir() {
            out.extend(files(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            out.push(path);
        }
    }
    out.sort();
    out
}
