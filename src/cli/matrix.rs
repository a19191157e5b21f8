//! `loket matrix`.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::args::{Matrix as Arguments, MatrixFormat};
use super::check::today;
use super::failure::{self, Failure};
use super::filters::heed;
use super::paths::Paths;
use super::put::put;
use super::{Exit, find, load, output};
use crate::matrix::{Ask, Matrix};
use crate::model::asked::Side;
use crate::policy;
use crate::render::human::Look;
use crate::render::matrix::{csv, human, json, markdown, xlsx};

/// Columns of a table that is written to a file.
const WIDTH: usize = 120;

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let flags = arguments.filters.given();
    let format = format(arguments)?;
    usage(arguments, format, &flags)?;
    let paths = Paths::new()?;
    let found = find::policy_at(&arguments.path, arguments.config.as_deref(), &paths)?;
    let loaded = load::load(found, &paths, arguments.as_of, today())?;
    let ask = Ask {
        view: arguments.view.view(),
        tasks: arguments.tasks,
        channels: arguments.channels,
        empty: arguments.empty,
        statements: matches!(format, MatrixFormat::Json | MatrixFormat::Xlsx),
    };
    let matrix = policy::matrix(loaded.input, &flags, ask).map_err(|it| Failure::Filters(Box::new(it)))?;
    if let Some(path) = &arguments.output {
        to_file(path, &matrix, format)?;
    } else {
        let mut out = output::stdout();
        write(&mut out, &matrix, format, output::look(arguments.color, 0))?;
        out.flush()?;
    }
    Ok(Exit::Clean)
}

/// The format that is asked for, by name or by the ending of the file.
fn format(arguments: &Arguments) -> Result<MatrixFormat, Failure> {
    if let Some(format) = arguments.format {
        return Ok(format);
    }
    let Some(file) = &arguments.output else { return Ok(MatrixFormat::Human) };
    let ending = file.extension().map(|it| it.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "txt" => Ok(MatrixFormat::Human),
        "md" | "markdown" => Ok(MatrixFormat::Markdown),
        "csv" => Ok(MatrixFormat::Csv),
        "xlsx" => Ok(MatrixFormat::Xlsx),
        "json" => Ok(MatrixFormat::Json),
        _ => Err(Failure::Usage(format!("`{}` does not tell the format; add `--format`", failure::shown(file)))),
    }
}

fn usage(arguments: &Arguments, format: MatrixFormat, flags: &[(Side, String)]) -> Result<(), Failure> {
    let view = arguments.view.view();
    heed(flags, view.sides(), view.name())?;
    for (given, flag, only) in [
        (arguments.tasks, "--tasks", crate::matrix::View::Responsibility),
        (arguments.channels, "--channels", crate::matrix::View::Coverage),
    ] {
        if given && view != only {
            return Err(Failure::Usage(format!("`{flag}` is for `{}`, not for `{}`", only.name(), view.name())));
        }
    }
    if format == MatrixFormat::Xlsx && arguments.output.is_none() && io::stdout().is_terminal() {
        return Err(Failure::Usage("a workbook is nothing for a terminal: name a file with `--output`".to_owned()));
    }
    Ok(())
}

fn write(out: &mut impl Write, matrix: &Matrix, format: MatrixFormat, look: Look) -> Result<(), Failure> {
    match format {
        MatrixFormat::Human => human::write(out, matrix, look)?,
        MatrixFormat::Markdown => markdown::write(out, matrix)?,
        MatrixFormat::Csv => csv::write(out, matrix)?,
        MatrixFormat::Json => json::write(out, matrix)?,
        MatrixFormat::Xlsx => out.write_all(&xlsx::bytes(matrix).map_err(Failure::Usage)?)?,
    }
    Ok(())
}

fn to_file(path: &Path, matrix: &Matrix, format: MatrixFormat) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    write(&mut bytes, matrix, format, Look { color: false, width: WIDTH, limit: 0 })?;
    let unwritable = |error| Failure::Unwritable { path: failure::shown(path), reason: failure::reason(&error) };
    put(path, &bytes).map_err(unwritable)
}
