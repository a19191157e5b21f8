//! The levels of `[rules]`, and those of `[[folders]]`.

use toml::de::DeTable;

use super::super::levels::{Folder, Levels, Line, Preset, To};
use super::super::{Settings, SettingsError};
use super::{Problem, Read, Value, list, problem, rules, string, unknown, unknown_key, word, wrong};
use crate::finding::Level;

/// The key among rules that is none.
const PRESET: &str = "preset";

const LEVELS: [(&str, To); 4] = [
    ("off", To::Off),
    ("info", To::Level(Level::Info)),
    ("warning", To::Level(Level::Warning)),
    ("error", To::Level(Level::Error)),
];

/// Reads a line of a table of rules. Only the policy's own table says what is ignorable.
pub(super) fn rule(key: &str, value: &Value<'_>, levels: &mut Levels, whole: bool) -> Read<bool> {
    if key == PRESET {
        levels.preset = Some(word("preset", value, &named(&Preset::ALL))?);
        return Ok(true);
    }
    if rules::is_known(key).is_err() {
        return Ok(false);
    }
    let mut line = Line::default();
    match value.get_ref().as_table() {
        Some(table) => long_form(table, whole, &mut line)?,
        None if value.get_ref().is_str() => line.level = Some(level(value)?),
        None => return Err(wrong("a level, or a table such as `{ level = \"error\", ignorable = false }`", value)),
    }
    if line.ignorable == Some(false) && line.level == Some(To::Off) {
        let help = "drop `ignorable`, or give it a level".to_owned();
        return Err(problem("a rule that is off finds nothing that could be ignored", Some(help)).inside(value));
    }
    levels.lines.insert(key.to_owned(), line);
    Ok(true)
}

/// `{ level = "error", ignorable = false }`
fn long_form(table: &DeTable<'_>, whole: bool, line: &mut Line) -> Read<()> {
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "level" => line.level = Some(level(value)?),
            "ignorable" if whole => {
                let yes = value.get_ref().as_bool().ok_or_else(|| wrong("`true` or `false`", value))?;
                line.ignorable = Some(yes);
            }
            "ignorable" => {
                let help = "say it under `[rules]`".to_owned();
                let message = "what may not be ignored is so in the whole policy";
                return Err(Problem { span: Some(key.span()), ..problem(message, Some(help)) });
            }
            other => {
                let problem = unknown("key", other, ["level", "ignorable"].into_iter());
                return Err(Problem { span: Some(key.span()), ..problem });
            }
        }
    }
    Ok(())
}

fn level(value: &Value<'_>) -> Read<To> {
    word("level", value, &named(&LEVELS))
}

fn named<T: Copy>(all: &[(&str, T)]) -> Vec<(String, T)> {
    all.iter().map(|&(word, it)| (word.to_owned(), it)).collect()
}

/// Reads all `[[folders]]`.
pub(super) fn read(value: &Value<'_>, settings: &mut Settings, errors: &mut Vec<SettingsError>) {
    let Ok(folders) = list(value) else {
        errors.push(wrong("`[[folders]]`, a table for each folder", value).at(value.span()));
        return;
    };
    for folder in folders {
        match folder.get_ref().as_table() {
            Some(table) => {
                let Some(read) = one(table, folder, errors) else { continue };
                if settings.folders.iter().any(|it| it.path == read.path) {
                    let help = Some("write its rules in one table".to_owned());
                    errors.push(problem(format!("`{}` has two tables", read.path), help).at(read.span));
                } else {
                    settings.folders.push(read);
                }
            }
            None => errors.push(wrong("a table", folder).at(folder.span())),
        }
    }
}

/// One folder: its path, and a table of rules.
fn one(table: &DeTable<'_>, whole: &Value<'_>, errors: &mut Vec<SettingsError>) -> Option<Folder> {
    let mut folder = Folder { path: String::new(), span: whole.span(), levels: Levels::default() };
    let before = errors.len();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "path" => match path(value) {
                Ok(path) => (folder.path, folder.span) = (path, value.span()),
                Err(problem) => errors.push(problem.at(value.span())),
            },
            "rules" => match value.get_ref().as_table() {
                Some(rules) => lines(rules, &mut folder.levels, errors),
                None => errors.push(wrong("a table of rules", value).at(value.span())),
            },
            other => errors.push(unknown("key", other, ["path", "rules"].into_iter()).at(key.span())),
        }
    }
    if errors.len() == before && folder.path.is_empty() {
        let help = "write `path = \"pilot\"`, from the policy's root".to_owned();
        errors.push(problem("a folder needs a path", Some(help)).at(whole.span()));
    }
    (errors.len() == before).then_some(folder)
}

fn lines(table: &DeTable<'_>, levels: &mut Levels, errors: &mut Vec<SettingsError>) {
    for (key, value) in table {
        match rule(key.get_ref(), value, levels, false) {
            Ok(true) => {}
            Ok(false) => errors.push(unknown_key("rules", key.get_ref()).at(key.span())),
            Err(problem) => errors.push(problem.at(value.span())),
        }
    }
}

/// A path below the root, without `./` and slashes at its ends.
fn path(value: &Value<'_>) -> Read<String> {
    let text = string(value)?;
    let help = || Some("write it from the policy's root, with forward slashes, such as `pilot/oost`".to_owned());
    let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.is_empty() || parts.contains(&"..") || text.starts_with('/') || text.contains('\\') {
        return Err(problem(format!("`{text}` is no folder of the policy"), help()).inside(value));
    }
    Ok(parts.join("/"))
}
