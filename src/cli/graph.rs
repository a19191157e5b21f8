//! `loket graph`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{Color, Graph, GraphFormat, ViewWord};
use super::check::today;
use super::failure::{self, Failure};
use super::filters::heed;
use super::paths::Paths;
use super::{Exit, find, load, output, put};
use crate::graph::ask::{Ask, Undrawn};
use crate::graph::{self, View};
use crate::policy;
use crate::render::graph::mermaid::{self, CHARACTERS, EDGES, TooLarge};
use crate::render::graph::{dot, graphml, json, text};
use crate::render::svg;

/// How many services are named where one was asked for.
const LISTED: usize = 8;

pub(super) fn run(arguments: &Graph) -> Result<Exit, Failure> {
    let (service, path) = names(arguments)?;
    let format = format(arguments)?;
    let (view, filters) = (view(arguments.view), arguments.filters.given());
    heed(&filters, view.sides(), view.word())?;
    let paths = Paths::new()?;
    let found = find::policy_at(&path, arguments.config.as_deref(), &paths)?;
    let loaded = load::load(found, &paths, arguments.as_of, today())?;
    let ask = Ask {
        view,
        service,
        focus: arguments.focus.clone().map(|unit| (unit, arguments.depth)),
        highlight: arguments.highlight.clone(),
        filters,
    };
    let root = loaded.input.root.clone();
    let drawn = policy::graph(loaded.input, &ask).map_err(|why| refusal(why, &root))?;
    let bytes = bytes(&drawn, format, arguments)?;
    if let Some(file) = &arguments.output {
        put::put(file, &bytes)
            .map_err(|error| Failure::Unwritable { path: failure::shown(file), reason: failure::reason(&error) })?;
    } else {
        let mut out = output::stdout();
        out.write_all(&bytes)?;
        out.flush()?;
    }
    Ok(Exit::Clean)
}

/// The service that is drawn, and the path of the policy.
fn names(arguments: &Graph) -> Result<(Option<String>, PathBuf), Failure> {
    let here = || PathBuf::from(".");
    match (arguments.view, arguments.rest.as_slice()) {
        (ViewWord::Service, [name, path]) => Ok((Some(name.clone()), path.into())),
        (ViewWord::Service, [name]) if !Path::new(name).is_dir() => Ok((Some(name.clone()), here())),
        (_, [path]) => Ok((None, path.into())),
        (_, []) => Ok((None, here())),
        (_, [_, more, ..]) => Err(Failure::Usage(format!("unexpected argument `{}`", output::harmless(more)))),
    }
}

/// The format that is asked for, by name or by the ending of the file.
fn format(arguments: &Graph) -> Result<GraphFormat, Failure> {
    if let Some(format) = arguments.format {
        return Ok(format);
    }
    let Some(file) = &arguments.output else { return Ok(GraphFormat::Text) };
    let ending = file.extension().map(|it| it.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "txt" => Ok(GraphFormat::Text),
        "dot" | "gv" => Ok(GraphFormat::Dot),
        "mmd" | "mermaid" => Ok(GraphFormat::Mermaid),
        "svg" => Ok(GraphFormat::Svg),
        "graphml" => Ok(GraphFormat::Graphml),
        "json" => Ok(GraphFormat::Json),
        _ => Err(Failure::Usage(format!("`{}` does not tell the format; add `--format`", failure::shown(file)))),
    }
}

fn view(word: ViewWord) -> View {
    match word {
        ViewWord::Units => View::Units,
        ViewWord::Channels => View::Channels,
        ViewWord::Handovers => View::Handovers,
        ViewWord::Rights => View::Rights,
        ViewWord::Mandates => View::Mandates,
        ViewWord::Steering => View::Steering,
        ViewWord::Service => View::Service,
        ViewWord::Findings => View::Findings,
    }
}

fn bytes(graph: &graph::Graph, format: GraphFormat, arguments: &Graph) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    match format {
        GraphFormat::Text => {
            let color = if arguments.output.is_some() && arguments.color == Color::Auto {
                Color::Never
            } else {
                arguments.color
            };
            text::write(&mut out, graph, output::look(color, 0))?;
        }
        GraphFormat::Dot => dot::write(&mut out, graph)?,
        GraphFormat::Mermaid => match mermaid::text(graph) {
            Ok(chart) => out.extend(chart.into_bytes()),
            Err(why) => return Err(Failure::Usage(too_large(why))),
        },
        GraphFormat::Svg => svg::write(&mut out, graph)?,
        GraphFormat::Graphml => graphml::write(&mut out, graph)?,
        GraphFormat::Json => json::write(&mut out, graph)?,
    }
    Ok(out)
}

/// What to do where Mermaid would draw nothing.
fn too_large(why: TooLarge) -> String {
    let (has, most) = match why {
        TooLarge::Edges(edges) => (format!("{edges} lines with its legend"), format!("{EDGES}")),
        TooLarge::Characters(characters) => (format!("{characters} characters"), format!("{CHARACTERS}")),
    };
    format!(
        "the graph has {has}, and Mermaid draws at most {most}; draw a part (`--focus UNIT`, `--of SERVICES`, `--via CHANNELS`, \
         `--unit UNITS`), or take a format without a limit"
    )
}

fn refusal(why: Undrawn, root: &str) -> Failure {
    match why {
        Undrawn::Filters(refused) => Failure::Filters(Box::new(refused)),
        Undrawn::Unknown { noun, name, near } => {
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Failure::Usage(format!("there is no {noun} `{}` in `{root}`{near}", output::harmless(&name)))
        }
        Undrawn::Several { name, services } if services.is_empty() => {
            Failure::Usage(format!("`{name}` has no services; there is nothing to walk through"))
        }
        Undrawn::Several { name, services } => {
            Failure::Usage(format!("`{name}` is several services; name one of them: {}", list(&services)))
        }
        Undrawn::Unnamed { services } if services.is_empty() => {
            Failure::Usage(format!("`{root}` declares no services"))
        }
        Undrawn::Unnamed { services } => Failure::Usage(format!(
            "name the service to draw: `loket graph service NAME`; there are {}",
            list(&services)
        )),
        Undrawn::NoOwnRule { name, near } => Failure::NoOwnRule { root: root.to_owned(), name, nearest: near },
    }
}

fn list(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(LISTED).map(|it| format!("`{it}`")).collect();
    let more = if names.len() > LISTED { format!(" and {} more", names.len() - LISTED) } else { String::new() };
    format!("{}{more}", shown.join(", "))
}
