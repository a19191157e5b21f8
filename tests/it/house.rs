//! The layers of ARCHITECTURE.md: who may use whom, and which crate is known where.

use std::fs;
use std::path::{Path, PathBuf};

/// Each place and what it may use of `crate::`, itself included.
const LAYERS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("intern", &["source"]),
    ("layout", &[]),
    ("finding", &["source"]),
    ("syntax", &["finding", "intern", "source"]),
    ("format", &["finding", "intern", "source", "syntax"]),
    ("model", &["finding", "intern", "source", "syntax"]),
    ("settings", &["finding", "model"]),
    ("phrase", &["finding", "model", "source", "space", "syntax"]),
    ("space", &["finding", "model", "phrase", "settings", "source", "syntax"]),
    ("capacity", &["model", "source", "space"]),
    ("check", &["checks", "finding", "settings", "source", "space"]),
    ("checks", &["check", "finding", "intern", "model", "phrase", "source", "space", "syntax"]),
    ("describe", &["model", "source", "space", "syntax"]),
    ("matrix", &["model", "source", "space", "syntax"]),
    ("baseline", &["finding", "source"]),
    ("graph", &["finding", "model", "phrase", "source", "space", "syntax"]),
    ("govern", &["check", "finding", "model", "settings", "source", "syntax"]),
    (
        "policy",
        &[
            "baseline", "capacity", "check", "describe", "finding", "govern", "graph", "intern", "matrix", "model",
            "settings", "source", "space", "syntax",
        ],
    ),
    ("fix", &["finding", "policy", "source"]),
    (
        "render",
        &[
            "baseline", "capacity", "check", "checks", "describe", "finding", "graph", "layout", "matrix", "phrase",
            "policy", "settings", "source",
        ],
    ),
    (
        "cli",
        &[
            "baseline", "capacity", "check", "checks", "finding", "fix", "format", "graph", "matrix", "model",
            "policy", "render", "settings", "source", "syntax",
        ],
    ),
];

/// Words that only some places may hold.
const ROOMS: &[(&str, &[&str])] = &[
    ("miette::", &["src/render/human.rs"]),
    ("pest::", &["src/syntax.rs", "src/syntax/"]),
    ("rust_xlsxwriter::", &["src/render/matrix/xlsx.rs"]),
    ("clap::", &["src/cli.rs", "src/cli/"]),
    ("indicatif::", &["src/cli/"]),
    ("ignore::", &["src/cli/"]),
    ("rayon::", &["src/cli/"]),
    ("petgraph::", &["src/space/"]),
    ("quick_xml::", &["src/render/"]),
    ("notify::", &["src/cli/"]),
    ("clap_complete::", &["src/cli/"]),
    ("clap_mangen::", &["src/cli/"]),
    ("imara_diff::", &["src/cli/"]),
    ("tempfile::", &["src/cli/"]),
    ("unicode_width::", &["src/format/", "src/render/matrix/", "src/render/svg/"]),
    ("std::fs", &["src/cli/"]),
    ("std::env", &["src/cli/"]),
    ("std::time::SystemTime", &["src/cli/"]),
    ("io::stdout", &["src/cli/"]),
    ("io::stdin", &["src/cli/"]),
    ("io::stderr", &["src/cli/"]),
    ("toml::de", &["src/settings/"]),
];

#[test]
fn imports_point_down() {
    for (path, text) in sources() {
        let Some(layer) = layer(&path) else { continue };
        let (_, may) = LAYERS.iter().find(|(it, _)| *it == layer).unwrap_or_else(|| panic!("{path} is in no layer"));
        for used in used(&text) {
            assert!(used == layer || may.contains(&used.as_str()), "{path} uses crate::{used}");
        }
    }
}

#[test]
fn every_crate_stays_in_its_room() {
    for (path, text) in sources() {
        for (word, rooms) in ROOMS {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let holds = code.into_iter().any(|line| line.contains(word));
            assert!(!holds || rooms.iter().any(|room| path.starts_with(room)), "{path} uses {word}");
        }
    }
}

#[test]
fn no_rule_uses_another() {
    for (path, text) in sources() {
        let inside = path.strip_prefix("src/checks/").is_some_and(|it| it.contains('/'));
        assert!(!inside || !text.contains("crate::checks"), "{path} uses another rule");
    }
}

#[test]
fn files_are_short() {
    for (path, text) in sources() {
        assert!(text.lines().count() <= 500, "{path} has {} lines", text.lines().count());
    }
}

#[test]
fn nothing_is_left_to_do() {
    for (path, text) in sources() {
        for word in ["todo!", "unimplemented!", "dbg!", "TODO", "FIXME", "XXX"] {
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
}

/// The layer of a file: `model` of `src/model/words.rs` and of `src/model.rs`. `lib.rs` and `main.rs` have none.
fn layer(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let layer = inside.split(['/', '.']).next()?;
    (!["lib", "main"].contains(&layer)).then_some(layer)
}

/// The first words after `crate::`, in groups of imports too.
fn used(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let group = rest.strip_prefix('{').and_then(|it| it.split_once('}')).map_or(rest, |(group, _)| group);
        let names = if rest.starts_with('{') { group.split(',').collect() } else { vec![rest] };
        for name in names {
            let name: String = name.trim().chars().take_while(|it| it.is_ascii_lowercase() || *it == '_').collect();
            out.extend(Some(name).filter(|it| !it.is_empty() && it != "rule"));
        }
    }
    out
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src")];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    let shown = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
    files.iter().map(|path| (shown(path), fs::read_to_string(path).unwrap())).collect()
}
