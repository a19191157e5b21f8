//! A graph in the making: boxes that know what findings call them, and lines that gather the statements behind them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{EdgeKind, Emphasis, NodeKind, Place};
use crate::finding::Dimension;
use crate::model::{Days, StatementId};
use crate::source::Span;
use crate::space::Space;
use crate::space::claim::Claim;
use crate::space::filter::Filter;
use crate::space::region::RegionId;
use crate::space::set::SetId;

/// How many lines of words stand at a line of a graph before the rest is counted.
const WORDS: usize = 3;
/// How many characters a line of words may have before it is cut; formats wrap what is shorter.
const WIDE: usize = 120;

/// What a view draws, before findings are marked on it.
#[derive(Debug)]
pub(super) struct Draft<'s, 'a> {
    pub(super) space: &'s Space<'a>,
    pub(super) filter: &'s Filter,
    /// The cells that are looked at: touchpoints and audiences of the filter, on the day.
    pub(super) window: RegionId,
    /// The services of the filter that exist on the day.
    pub(super) services: SetId,
    pub(super) nodes: Vec<DraftNode>,
    edges: BTreeMap<Key, Gathered>,
    pub(super) notes: Vec<String>,
    /// Nodes of units by their ids.
    pub(super) units: FxHashMap<u32, usize>,
}

/// The ends and the kind of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) kind: EdgeKind,
    pub(super) both: bool,
}

#[derive(Debug)]
pub(super) struct DraftNode {
    pub(super) id: String,
    pub(super) kind: NodeKind,
    pub(super) label: Vec<String>,
    pub(super) parent: Option<usize>,
    pub(super) rank: Option<u32>,
    /// The name in its declaration.
    pub(super) span: Option<Span>,
    pub(super) about: About,
}

/// What findings know a box by.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Names as they stand in the boxes of findings; one of them is enough.
    pub(super) names: Vec<(Dimension, String)>,
    /// Of a unit: its id.
    pub(super) unit: Option<u32>,
    /// The rule itself.
    pub(super) rule: Option<String>,
}

/// What lies behind a line.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    words: Vec<String>,
    pub(super) statements: Vec<StatementId>,
}

impl Gathered {
    /// The words at the line, cut where there are too many.
    pub(super) fn label(&self) -> Vec<String> {
        let mut out: Vec<String> = self.words.iter().take(WORDS).map(|it| cut(it)).collect();
        match self.words.len() {
            more if more == WORDS + 1 => out.push(cut(&self.words[WORDS])),
            more if more > WORDS => out.push(format!("and {} more", more - WORDS)),
            _ => {}
        }
        out
    }
}

/// A text on one line, cut when it is long.
pub(super) fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= WIDE { line } else { line.chars().take(WIDE - 1).chain(['…']).collect() }
}

impl<'s, 'a> Draft<'s, 'a> {
    pub(super) fn new(space: &'s Space<'a>, filter: &'s Filter) -> Self {
        let day = space.sets.run(0, 1);
        let dimensions = &space.dimensions;
        let there = |leaf: &u32| space.sets.has(dimensions.service_periods[*leaf as usize], 0);
        let passing = space.sets.intersection(filter.services, dimensions.passing);
        let ended = space.sets.members(passing).filter(|leaf| !there(leaf));
        let services = space.sets.difference(filter.services, space.sets.from_members(ended));
        let mut window = space.within(filter, day);
        if let Some(existence) = dimensions.existence {
            window = space.regions.intersection(&space.sets, window, existence);
        }
        Self {
            space,
            filter,
            window,
            services,
            nodes: Vec::new(),
            edges: BTreeMap::new(),
            notes: Vec::new(),
            units: FxHashMap::default(),
        }
    }

    /// Whether something exists on the day that is drawn.
    pub(super) fn exists(&self, days: Days) -> bool {
        let day = self.space.dimensions.periods[0].first;
        days.first <= day && day <= days.last
    }

    /// Whether a unit exists on the day that is drawn.
    pub(super) fn unit_exists(&self, unit: u32) -> bool {
        self.exists(self.space.model.units[unit as usize].thing.exists)
    }

    /// The cells of a claim on the day, within the filters.
    pub(super) fn region_of(&self, claim: &Claim) -> RegionId {
        self.space.regions.intersection(&self.space.sets, claim.region, self.window)
    }

    /// Whether a claim says something on the day, within the filters but for units.
    pub(super) fn meets(&self, claim: &Claim) -> bool {
        let space = self.space;
        !space.sets.disjoint(claim.services, self.services)
            && claim.tasks.overlaps(self.filter.tasks)
            && !space.regions.disjoint(&space.sets, claim.region, self.window)
    }

    /// Adds a box; the one around it must be there already.
    pub(super) fn node(&mut self, node: DraftNode) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Adds words and statements to a line, which is there from then on.
    pub(super) fn edge(&mut self, key: Key, words: &[String], statements: &[StatementId]) {
        let gathered = self.edges.entry(key).or_default();
        for words in words.iter().filter(|it| !it.is_empty()) {
            if !gathered.words.contains(words) {
                gathered.words.push(words.clone());
            }
        }
        for statement in statements {
            if !gathered.statements.contains(statement) {
                gathered.statements.push(*statement);
            }
        }
    }

    /// The lines in their order.
    pub(super) fn edges(&self) -> &BTreeMap<Key, Gathered> {
        &self.edges
    }

    /// The line of a file at which something begins.
    pub(super) fn place(&self, span: Span) -> Place {
        let source = self.space.sources.get(span.file);
        Place { file: source.path.clone(), line: source.position(span.start).line }
    }

    /// The place of a statement.
    pub(super) fn statement_span(&self, id: StatementId) -> Span {
        self.space.model.ast.statements[id.at()].span
    }
}

impl Key {
    pub(super) fn new(from: usize, to: usize, kind: EdgeKind) -> Self {
        Self { from, to, kind, both: false }
    }
}

/// Whether the findings and the question leave a thing as it is, make it stronger or weaker.
pub(super) fn emphasis(asked: bool, strong: bool) -> Emphasis {
    match (asked, strong) {
        (false, _) => Emphasis::Plain,
        (true, true) => Emphasis::Strong,
        (true, false) => Emphasis::Faint,
    }
}
