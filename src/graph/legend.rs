//! What the kinds that a picture has mean, in words.

use std::collections::BTreeSet;

use super::{Edge, EdgeKind, Entry, Level, Node, NodeKind, Sample};

/// The legend of some boxes and lines: boxes, then lines, then marks.
pub(super) fn legend(nodes: &[Node], edges: &[Edge]) -> Vec<Entry> {
    let kinds: BTreeSet<Sample> = nodes
        .iter()
        .map(|it| Sample::Node(it.kind))
        .chain(edges.iter().map(|it| Sample::Edge(it.kind)))
        .chain(nodes.iter().flat_map(|it| &it.marks).map(|it| Sample::Mark(it.level)))
        .chain(edges.iter().flat_map(|it| &it.marks).map(|it| Sample::Mark(it.level)))
        .collect();
    kinds.into_iter().map(|of| Entry { of, text: words(of).to_owned() }).collect()
}

fn words(of: Sample) -> &'static str {
    match of {
        Sample::Node(kind) => node_words(kind),
        Sample::Edge(kind) => edge_words(kind),
        Sample::Mark(Level::Error) => "error found",
        Sample::Mark(Level::Warning) => "warning found",
        Sample::Mark(Level::Info) => "remark found",
        Sample::Mark(Level::Accepted) => "found and accepted",
    }
}

fn node_words(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Board => "board",
        NodeKind::Directorate => "directorate",
        NodeKind::Front => "front office",
        NodeKind::Kcc => "contact centre",
        NodeKind::Mid => "mid office",
        NodeKind::Back => "back office",
        NodeKind::Team => "integral team",
        NodeKind::Staff => "staff unit",
        NodeKind::Oversight => "oversight",
        NodeKind::Partner => "partner outside",
        NodeKind::Unit => "unit of no stated kind",
        NodeKind::Audience => "people",
        NodeKind::Live => "channel, answered at once",
        NodeKind::Later => "channel, answered later",
        NodeKind::Physical => "channel at a place",
        NodeKind::Service => "service",
        NodeKind::Theme => "theme",
        NodeKind::Record => "record",
        NodeKind::Field => "fields",
        NodeKind::Location => "location",
        NodeKind::Step => "step of the process",
        NodeKind::Gap => "held by nobody",
        NodeKind::End => "where the walk begins and ends",
        NodeKind::Rule => "rule that found something",
        NodeKind::Group => "taken together",
        NodeKind::Junction => "each on one side with each on the other",
    }
}

fn edge_words(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Reaches => "people come or are answered here",
        EdgeKind::Answers => "who is there for them",
        EdgeKind::Handover => "handover, in several ways or none stated",
        EdgeKind::Warm => "warm handover",
        EdgeKind::Cold => "cold handover",
        EdgeKind::Callback => "handover by calling back",
        EdgeKind::Appointment => "handover by appointment",
        EdgeKind::Forward => "forwarded",
        EdgeKind::Referral => "referred",
        EdgeKind::Stays => "the same unit goes on",
        EdgeKind::Broken => "nothing leads on",
        EdgeKind::Tier0 => "reads, and changes nothing in the record",
        EdgeKind::Tier1 => "tier 1: notes",
        EdgeKind::Tier2 => "tier 2: contact, internal and public data",
        EdgeKind::Tier3 => "tier 3: legal, personal and payment data",
        EdgeKind::Tier4 => "tier 4: special and authentic data, decisions, deletion",
        EdgeKind::Mandate => "mandate",
        EdgeKind::Onward => "mandate that goes on",
        EdgeKind::Delegate => "delegation: who gives no longer decides",
        EdgeKind::Chief => "steers everything",
        EdgeKind::Steers => "steers a part",
        EdgeKind::Touches => "is about",
    }
}
