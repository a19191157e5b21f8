//! From the text of a `loket.toml` to settings, or to all that is wrong with it.

mod folders;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::thresholds::{Number, Thresholds};
use super::{By, Settings, SettingsError, rules, words};
use crate::model::words::Tasks;

type Value<'t> = Spanned<DeValue<'t>>;

const SECTIONS: &[&str] =
    &["policy", "requirements", "ceilings", "separation", "thresholds", "rules", "folders", "limits"];

/// Why a value is no good; the span is the value's unless the reader knows better.
struct Problem {
    message: String,
    help: Option<String>,
    span: Option<Range<usize>>,
}

type Read<T> = Result<T, Problem>;

/// What to write where the id of a rule lacks its quotes.
fn unquoted(text: &str, span: Option<Range<usize>>) -> Option<String> {
    let at = span?.start;
    let line = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let key = text.get(line..)?.split(['=', '\n']).next()?.trim();
    let is_id = |it: char| it.is_ascii_lowercase() || matches!(it, '-' | '/');
    (key.contains('/') && key.chars().all(is_id)).then(|| format!("put the id in quotes: `\"{key}\"`"))
}

pub(super) fn settings(text: &str) -> Result<Settings, Vec<SettingsError>> {
    let (document, broken) = DeTable::parse_recoverable(text);
    let mut errors: Vec<SettingsError> = broken
        .iter()
        .map(|error| SettingsError {
            message: format!("this is not TOML: {}", one_line(error.message())),
            help: unquoted(text, error.span()),
            span: error.span().unwrap_or(0..0),
        })
        .collect();
    let mut settings = Settings::default();
    if errors.is_empty() {
        for (section, value) in document.get_ref() {
            read_section(section.get_ref(), section.span(), value, &mut settings, &mut errors);
        }
    }
    if errors.is_empty() {
        errors.extend(unsilenced(document.get_ref(), &settings));
    }
    errors.sort_by_key(|error| (error.span.start, error.span.end));
    if errors.is_empty() { Ok(settings) } else { Err(errors) }
}

/// Lines that switch off what may not be ignored: of a folder, or of the policy where one of a rule and one of its group
/// say different things.
fn unsilenced(document: &DeTable<'_>, settings: &Settings) -> Vec<SettingsError> {
    let folders = document.get("folders").and_then(|it| it.get_ref().as_array()).into_iter().flatten();
    let folders = folders.filter_map(|it| it.get_ref().as_table().and_then(rules_of));
    let mut out: Vec<SettingsError> = rules_of(document).map_or_else(Vec::new, |lines| {
        let is_off = |rule: &str| settings.level(rule) == Some(None);
        let help = "give it a level of its own, or say which of the two is meant";
        silencing(lines, settings, &is_off, ("and is off", help))
    });
    for lines in folders {
        let help = "give it a level here, or drop `ignorable = false`";
        out.extend(silencing(lines, settings, &|_| true, ("and is off in this folder", help)));
    }
    out
}

fn rules_of<'d, 't>(table: &'d DeTable<'t>) -> Option<&'d DeTable<'t>> {
    table.get("rules")?.get_ref().as_table()
}

/// The lines of a table of rules that say `off` and reach a rule that may not be ignored.
fn silencing(
    lines: &DeTable<'_>,
    settings: &Settings,
    is_off: &dyn Fn(&str) -> bool,
    (so, help): (&str, &str),
) -> Vec<SettingsError> {
    let mut out = Vec::new();
    for (key, value) in lines {
        let name: &str = key.get_ref();
        let level = value.get_ref().as_table().and_then(|it| it.get("level")).unwrap_or(value);
        if level.get_ref().as_str() != Some("off") {
            continue;
        }
        let all = rules::CATALOGUE.iter().copied().chain(settings.own_rules()).chain([name]);
        let mut meant = all.filter(|&rule| rule == name || rules::group(rule) == name);
        if let Some(rule) = meant.find(|&rule| !settings.is_ignorable(rule) && is_off(rule)) {
            out.push(problem(format!("`{rule}` may not be ignored, {so}"), Some(help.to_owned())).at(value.span()));
        }
    }
    out
}

fn read_section(
    section: &str,
    at: Range<usize>,
    value: &Value<'_>,
    settings: &mut Settings,
    errors: &mut Vec<SettingsError>,
) {
    if !SECTIONS.contains(&section) {
        let problem = unknown("section", section, SECTIONS.iter().copied());
        errors.push(problem.at(at));
        return;
    }
    if section == "folders" {
        return folders::read(value, settings, errors);
    }
    let Some(table) = value.get_ref().as_table() else {
        errors.push(wrong("a section", value).at(value.span()));
        return;
    };
    for (key, value) in table {
        let name: &str = key.get_ref();
        let read = match section {
            "policy" => policy(name, value, settings),
            "requirements" => requirements(name, value, settings),
            "ceilings" => ceilings(name, value, settings),
            "separation" => separation(name, value, settings),
            "thresholds" => thresholds(name, value, settings),
            "rules" => folders::rule(name, value, &mut settings.rules, true),
            _ => limits(name, value, settings),
        };
        match read {
            Ok(true) => {}
            Ok(false) => errors.push(unknown_key(section, name).at(key.span())),
            Err(problem) => errors.push(problem.at(value.span())),
        }
    }
}

/// Each reader says whether it knows the key.
fn policy(key: &str, value: &Value<'_>, settings: &mut Settings) -> Read<bool> {
    match key {
        "name" => settings.name = Some(string(value)?.to_owned()),
        "catalogs" => settings.catalogs = list(value)?.iter().map(catalog).collect::<Read<_>>()?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn catalog(value: &Value<'_>) -> Read<String> {
    let path = string(value)?;
    if path.trim().is_empty() {
        return Err(problem("a catalogue needs the path of a directory", None).inside(value));
    }
    Ok(path.to_owned())
}

fn requirements(key: &str, value: &Value<'_>, settings: &mut Settings) -> Read<bool> {
    if key != "aspects" {
        return Ok(false);
    }
    let aspects = words::tasks().into_iter().filter(|(_, task)| !Tasks::PROCESS.has(*task)).collect::<Vec<_>>();
    settings.aspects = list(value)?.iter().map(|it| word("aspect", it, &aspects)).collect::<Read<Tasks>>()?;
    Ok(true)
}

fn ceilings(key: &str, value: &Value<'_>, settings: &mut Settings) -> Read<bool> {
    let Some((_, kind)) = words::kinds().into_iter().find(|(word, _)| word == key) else {
        return Ok(false);
    };
    let tier = integer(value, 0, 4)?;
    settings.ceilings.push((kind, u8::try_from(tier).expect("a tier is at most 4")));
    Ok(true)
}

fn separation(key: &str, value: &Value<'_>, settings: &mut Settings) -> Read<bool> {
    match key {
        "pairs" => {
            let tasks = words::tasks();
            for pair in list(value)? {
                let members = list(pair)?;
                let [one, other] = members else {
                    return Err(problem("a pair is two tasks, such as `[\"handle\", \"review\"]`", None).inside(pair));
                };
                let (one, other) = (word("task", one, &tasks)?, word("task", other, &tasks)?);
                if one == other {
                    return Err(problem("a pair needs two different tasks", None).inside(pair));
                }
                settings.separation.pairs.push((one, other));
            }
        }
        "by" => {
            let choices = [("units".to_owned(), By::Units), ("persons".to_owned(), By::Persons)];
            settings.separation.by = word("choice", value, &choices)?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn thresholds(key: &str, value: &Value<'_>, settings: &mut Settings) -> Read<bool> {
    let Some((pair, most)) = Thresholds::shape(key) else {
        return Ok(false);
    };
    let number = if pair {
        let Some([low, high]) = value.get_ref().as_array().map(|it| &it[..]) else {
            return Err(wrong("two numbers, such as `[5, 25]`", value));
        };
        let (low_number, high_number) = (number(low, most)?, number(high, most)?);
        if low_number > high_number {
            return Err(problem(format!("the low end {low_number} is above the high end {high_number}"), None));
        }
        Number::Pair(low_number, high_number)
    } else {
        Number::One(number(value, most)?)
    };
    settings.thresholds.set(key, number);
    Ok(true)
}

fn limits(key: &str, value: &Value<'_>, settings: &mut Settings) -> Read<bool> {
    let limits = &mut settings.limits;
    match key {
        // Nesting is walked by recursion: more than this could exhaust the stack.
        "nesting" => limits.nesting = number(value, 256)?,
        // Places in a file are numbers of 32 bits.
        "file-bytes" => limits.file_bytes = number(value, u32::MAX - 1)?,
        "files" => limits.files = count(value)?,
        "findings" => limits.findings = count(value)?,
        "pairs" => limits.pairs = count(value)?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn string<'v>(value: &'v Value<'_>) -> Read<&'v str> {
    value.get_ref().as_str().ok_or_else(|| wrong("a string", value))
}

fn list<'v, 't>(value: &'v Value<'t>) -> Read<&'v [Value<'t>]> {
    value.get_ref().as_array().map(|it| &it[..]).ok_or_else(|| wrong("a list", value))
}

fn integer(value: &Value<'_>, least: i64, most: i64) -> Read<i64> {
    let Some(integer) = value.get_ref().as_integer() else {
        return Err(wrong("a whole number", value));
    };
    let number = i64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix()).unwrap_or(i64::MAX);
    if (least..=most).contains(&number) {
        Ok(number)
    } else {
        Err(problem(format!("this number must be from {least} to {most}"), None).inside(value))
    }
}

fn number(value: &Value<'_>, most: u32) -> Read<u32> {
    integer(value, 0, i64::from(most)).map(|it| u32::try_from(it).expect("it is at most a u32"))
}

fn count(value: &Value<'_>) -> Read<usize> {
    number(value, u32::MAX).map(|it| usize::try_from(it).expect("a u32 fits"))
}

/// The thing that a word stands for.
fn word<T: Copy>(what: &str, value: &Value<'_>, known: &[(String, T)]) -> Read<T> {
    let text = string(value)?;
    match known.iter().find(|(word, _)| word == text) {
        Some((_, it)) => Ok(*it),
        None => Err(unknown(what, text, known.iter().map(|(word, _)| word.as_str())).inside(value)),
    }
}

fn unknown_key(section: &str, key: &str) -> Problem {
    match section {
        "policy" => unknown("key", key, ["name", "catalogs"].into_iter()),
        "requirements" => unknown("key", key, ["aspects"].into_iter()),
        "ceilings" => {
            let kinds = words::kinds();
            unknown("unit kind", key, kinds.iter().map(|(word, _)| word.as_str()))
        }
        "separation" => unknown("key", key, ["pairs", "by"].into_iter()),
        "thresholds" => unknown("threshold", key, Thresholds::KEYS.iter().copied()),
        "rules" => {
            let help = match rules::is_known(key) {
                Err(Some(nearest)) => format!("did you mean `{nearest}`?"),
                _ => "`loket rules` lists them all".to_owned(),
            };
            problem(format!("there is no rule or group `{key}`"), Some(help))
        }
        _ => unknown("limit", key, ["nesting", "file-bytes", "files", "findings", "pairs"].into_iter()),
    }
}

/// A word that is not one of a list: the nearest is suggested, else the list is shown.
fn unknown<'a>(what: &str, word: &str, known: impl Iterator<Item = &'a str> + Clone) -> Problem {
    let help = if let Some(nearest) = rules::nearest(word, known.clone()) {
        format!("did you mean `{nearest}`?")
    } else {
        let all: Vec<String> = known.map(|it| format!("`{it}`")).collect();
        format!("known are {}", all.join(", "))
    };
    problem(format!("there is no {what} `{word}`"), Some(help))
}

fn wrong(expected: &str, found: &Value<'_>) -> Problem {
    let kind = found.get_ref().type_str();
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    problem(format!("expected {expected}, found {article} {kind}"), None).inside(found)
}

fn problem(message: impl Into<String>, help: Option<String>) -> Problem {
    Problem { message: message.into(), help, span: None }
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Problem {
    /// Puts it at a value inside the one that is read.
    fn inside(self, value: &Value<'_>) -> Self {
        Self { span: self.span.or(Some(value.span())), ..self }
    }

    fn at(self, span: Range<usize>) -> SettingsError {
        SettingsError { message: self.message, help: self.help, span: self.span.unwrap_or(span) }
    }
}
