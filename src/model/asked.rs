//! Filters: selectors of the language that stand outside any statement, with the meaning that the policy gives their names.

use super::resolve::Resolver;
use super::tables::{Space, Tables};
use super::unresolved::Unresolved;
use super::{Meaning, Model};
use crate::finding::{Finding, Level};
use crate::source::{Source, Sources, Span, offset};
use crate::syntax;
use crate::syntax::ast::{Ast, Noun, Selector};

/// What a filter chooses among, in the order in which the filters of a command are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    Units,
    Tasks,
    Data,
    Services,
    Channels,
    Audiences,
    Locations,
}

impl Side {
    pub const ALL: [Side; 7] =
        [Side::Units, Side::Tasks, Side::Data, Side::Services, Side::Channels, Side::Audiences, Side::Locations];

    /// How the command line spells the filter.
    pub fn flag(self) -> &'static str {
        match self {
            Side::Units => "--unit",
            Side::Tasks => "--for",
            Side::Data => "--to",
            Side::Services => "--of",
            Side::Channels => "--via",
            Side::Audiences => "--serving",
            Side::Locations => "--at",
        }
    }

    fn space(self) -> Space {
        match self {
            Side::Units => Space::Unit,
            Side::Tasks => Space::Task,
            Side::Data => Space::Record,
            Side::Services => Space::Service,
            Side::Channels => Space::Channel,
            Side::Audiences => Space::Audience,
            Side::Locations => Space::Location,
        }
    }
}

/// The filters of a command, with the meaning of every term.
#[derive(Debug, Default)]
pub struct Asked {
    /// The command line as a source, one filter a line.
    pub sources: Sources,
    /// One for each of the terms.
    pub meanings: Vec<Meaning>,
    ast: Ast,
    selectors: [Option<Selector>; Side::ALL.len()],
}

/// Filters that this policy cannot understand: why, at places of the command line.
#[derive(Debug)]
pub struct Refused {
    pub sources: Sources,
    pub findings: Vec<Finding>,
}

/// The path of the source that the filters are.
const PATH: &str = "command line";

impl Asked {
    /// Reads filters, each given once, and gives every name in them the meaning it has in the policy.
    pub fn read(flags: &[(Side, String)], model: &mut Model) -> Result<Self, Refused> {
        let mut text = String::new();
        let mut begins = Vec::with_capacity(flags.len());
        for (side, value) in flags {
            text.push_str(side.flag());
            begins.push(text.len() + 1);
            text.extend([" ", value.as_str(), "\n"]);
        }
        let mut asked = Asked::default();
        let file = asked.sources.push(Source::new(PATH.to_owned(), text, false));
        let mut findings = Vec::new();
        for ((side, value), &at) in flags.iter().zip(&begins) {
            let told = findings.len();
            let read = syntax::selector(file, offset(at), value, &mut asked.ast, &mut model.names, &mut findings);
            if read.is_none() && findings.len() == told {
                let flag = side.flag();
                let span = Span::new(file, offset(at - flag.len() - 1), offset(at - 1));
                let message = format!("expected a name after `{flag}`");
                findings.push(Finding::new("syntax/error", Level::Error, span, message).help("name what to show"));
            }
            asked.selectors[*side as usize] = read;
        }
        if findings.is_empty() {
            asked.resolve(model, &mut findings);
        }
        if findings.is_empty() { Ok(asked) } else { Err(Refused { sources: asked.sources, findings }) }
    }

    fn resolve(&mut self, model: &Model, findings: &mut Vec<Finding>) {
        let mut tables = Tables::new(&model.names);
        tables.declare(model, &model.ast.tags);
        let services: Vec<Noun> = model.services.iter().map(|it| it.noun).collect();
        let mut unresolved = Unresolved::new(&model.names, &tables, &services);
        let mut resolver = Resolver::new(&self.ast, &model.names, &tables, &mut unresolved, findings);
        for side in Side::ALL {
            if let Some(selector) = &self.selectors[side as usize] {
                resolver.selector(selector, side.space());
            }
        }
        self.meanings = resolver.meanings();
        unresolved.report(&self.sources, findings);
    }

    /// The filter of a side; `None` where there is none and all is meant.
    pub fn selector(&self, side: Side) -> Option<Selector> {
        self.selectors[side as usize]
    }
}
