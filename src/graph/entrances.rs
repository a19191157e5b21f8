//! Touchpoints as boxes: all that have the same neighbours are one, so that forty counters and twelve channels that all do the same
//! are one line to read.

use std::collections::BTreeMap;

use super::NodeKind;
use super::draft::{About, Draft, DraftNode};
use crate::finding::Dimension;
use crate::model::ChannelId;
use crate::space::block::Axis;
use crate::space::set::SetId;

/// How many names a box has before the rest is counted.
const NAMES: usize = 3;

/// Touchpoints that no line tells apart: the box of a channel, or a box around several.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entrance {
    pub(super) touchpoints: SetId,
    pub(super) node: usize,
}

/// Where a box goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) rank: u32,
    pub(super) around: Option<usize>,
}

impl Draft<'_, '_> {
    /// Adds boxes for some touchpoints, in groups that none of `cuts` splits.
    pub(super) fn add_entrances(&mut self, touchpoints: SetId, cuts: &[SetId], spot: Spot) -> Vec<Entrance> {
        if self.space.model.channels.is_empty() {
            let label = vec!["Any channel".to_owned()];
            let node = self.entrance("channel:*".to_owned(), NodeKind::Group, label, spot);
            return vec![Entrance { touchpoints, node }];
        }
        let mut out = Vec::new();
        let groups = self.alike(touchpoints, cuts);
        // What is all that a box holds needs no box of its own in it.
        let held = spot.around.filter(|_| groups.len() == 1);
        for group in groups {
            let mut by_channel: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for at in self.space.sets.members(group) {
                if let Some(touchpoint) = self.space.dimensions.touchpoints[at as usize] {
                    by_channel.entry(touchpoint.channel.0).or_default().push(at);
                }
            }
            let several = by_channel.len() > 1;
            let around = if several && held.is_some() {
                out.extend(held.map(|node| Entrance { touchpoints: group, node }));
                held
            } else if several {
                let label = vec![self.together(&by_channel)];
                let node = self.entrance(String::new(), NodeKind::Group, label, spot);
                self.nodes[node].rank = None;
                out.push(Entrance { touchpoints: group, node });
                Some(node)
            } else {
                spot.around
            };
            for (channel, members) in by_channel {
                let own = self.space.sets.from_members(members);
                let node = self.channel_node(ChannelId(channel), own, touchpoints, Spot { around, ..spot });
                if several {
                    // A box around channels is known by the first of them, which is in no other.
                    let first = self.nodes[node].id.clone();
                    let group = around.filter(|&it| self.nodes[it].id.is_empty());
                    if let Some(group) = group {
                        self.nodes[group].id = format!("group:{first}");
                    }
                } else {
                    out.push(Entrance { touchpoints: group, node });
                }
            }
        }
        out
    }

    /// The names of some channels, with their places where all have the same.
    fn together(&self, by_channel: &BTreeMap<u32, Vec<u32>>) -> String {
        let names = by_channel.keys().map(|&id| self.space.model.channel_name(ChannelId(id)).to_owned());
        let names = some(&names.collect::<Vec<_>>());
        let places = by_channel.values().map(|members| self.places(self.space.sets.from_members(members.clone())));
        let mut places: Vec<Vec<String>> = places.collect();
        places.dedup();
        match places.as_slice() {
            [places] if !places.is_empty() => format!("{names} at {}", some(places)),
            _ => names,
        }
    }

    /// The box of a channel at some of its touchpoints.
    fn channel_node(&mut self, id: ChannelId, here: SetId, shown: SetId, spot: Spot) -> usize {
        let space = self.space;
        let channel = &space.model.channels[id.at()];
        let name = space.model.channel_name(id).to_owned();
        let own = space.sets.intersection(space.dimensions.own_channel_sets[id.at()], shown);
        let places = self.places(here);
        let mut label = self.channel_words(id);
        if !places.is_empty() {
            let at = format!("at {}", some(&places));
            // What tells boxes of one channel apart belongs to the name.
            if here == own { label.push(at) } else { label[0] = format!("{name} {at}") }
        }
        let id =
            if here == own { format!("channel:{name}") } else { format!("touchpoint:{name}@{}", places.join(",")) };
        let node = self.entrance(id, NodeKind::of_channel(channel), label, spot);
        let names = space.sets.members(here);
        let names = names.map(|it| (Dimension::Touchpoint, space.name(Axis::Touchpoint, it)));
        self.nodes[node].about.names = names.chain((here == own).then_some((Dimension::Channel, name))).collect();
        self.nodes[node].span = Some(channel.thing.span);
        node
    }

    fn entrance(&mut self, id: String, kind: NodeKind, label: Vec<String>, spot: Spot) -> usize {
        let (parent, rank) = (spot.around, Some(spot.rank));
        self.node(DraftNode { id, kind, label, parent, rank, span: None, about: About::default() })
    }

    /// The parts of a set that lie wholly within or outside each of the cuts, in the order of their first members.
    fn alike(&self, set: SetId, cuts: &[SetId]) -> Vec<SetId> {
        let sets = &self.space.sets;
        let mut groups: BTreeMap<Vec<bool>, Vec<u32>> = BTreeMap::new();
        for member in sets.members(set) {
            let side = cuts.iter().map(|&cut| sets.has(cut, member)).collect();
            groups.entry(side).or_default().push(member);
        }
        let mut groups: Vec<Vec<u32>> = groups.into_values().collect();
        groups.sort_unstable();
        groups.into_iter().map(|members| sets.from_members(members)).collect()
    }

    /// The names of the places of touchpoints.
    fn places(&self, touchpoints: SetId) -> Vec<String> {
        let at = self.space.sets.members(touchpoints);
        let located = at.filter_map(|it| self.space.dimensions.touchpoints[it as usize].and_then(|it| it.location));
        located.map(|id| self.space.model.location_name(id).to_owned()).collect()
    }
}

/// The first of some names, and how many more there are.
fn some(names: &[String]) -> String {
    let more = names.len().saturating_sub(NAMES);
    if more > 1 { format!("{} and {more} more", names[..NAMES].join(", ")) } else { names.join(", ") }
}
