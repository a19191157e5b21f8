//! Touchpoints as boxes: those of a channel that have the same neighbours are one box, so that forty counters that all do the
//! same are one line to read.

use std::collections::BTreeMap;

use super::NodeKind;
use super::draft::{About, Draft, DraftNode, cut};
use crate::finding::Dimension;
use crate::model::ChannelId;
use crate::space::block::Axis;
use crate::space::set::SetId;

/// How many places a box names before the rest is counted.
const PLACES: usize = 4;

/// A box of touchpoints.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entrance {
    pub(super) touchpoints: SetId,
    pub(super) node: usize,
}

impl Draft<'_, '_> {
    /// Adds boxes for some touchpoints, split where any of `cuts` splits them. Channels nest as in the policy.
    pub(super) fn add_entrances(&mut self, touchpoints: SetId, cuts: &[SetId], rank: u32) -> Vec<Entrance> {
        self.add_entrances_in(touchpoints, cuts, rank, None)
    }

    /// The same, all of them within a box.
    pub(super) fn add_entrances_in(
        &mut self,
        touchpoints: SetId,
        cuts: &[SetId],
        rank: u32,
        around: Option<usize>,
    ) -> Vec<Entrance> {
        let space = self.space;
        let mut out = Vec::new();
        if space.model.channels.is_empty() {
            let node = self.entrance_node("channel:*".to_owned(), NodeKind::Group, vec!["Any channel".to_owned()], rank, around);
            return vec![Entrance { touchpoints, node }];
        }
        let mut boxes: Vec<Option<usize>> = vec![None; space.model.channels.len()];
        for (id, channel) in (0..).map(ChannelId).zip(&space.model.channels) {
            let all = space.sets.intersection(space.dimensions.channel_sets[id.at()], touchpoints);
            let own = space.sets.intersection(space.dimensions.own_channel_sets[id.at()], touchpoints);
            if all.is_empty() {
                continue;
            }
            let parent = channel.thing.parent.and_then(|it| boxes[it as usize]).or(around);
            let groups = self.alike(own, cuts);
            let name = space.model.channel_name(id).to_owned();
            let kind = NodeKind::of_channel(channel);
            let mut words = self.channel_words(id);
            let outer = groups.len() > 1 || all != own;
            if outer || groups.is_empty() {
                let node = self.entrance_node(format!("channel:{name}"), kind, words.clone(), rank, parent);
                self.nodes[node].about.names.push((Dimension::Channel, name.clone()));
                self.nodes[node].span = Some(channel.thing.span);
                self.nodes[node].rank = None;
                boxes[id.at()] = Some(node);
            }
            let alone = groups.len() == 1 && all == own;
            for group in groups {
                let places = self.places(group);
                let (id, label) = if alone {
                    words.extend((!places.is_empty() && channel.physical).then(|| self.place_words(&places)));
                    (format!("channel:{name}"), words.clone())
                } else {
                    let shown = self.place_words(&places);
                    let first = if places.is_empty() { name.clone() } else { shown };
                    (format!("touchpoint:{name}@{}", places.join(",")), vec![first])
                };
                let parent = boxes[self.channel_at(group)].or(parent);
                let node = self.entrance_node(id, kind, label, rank, parent);
                let names = space.sets.members(group).into_iter().map(|it| (Dimension::Touchpoint, space.name(Axis::Touchpoint, it)));
                self.nodes[node].about.names.extend(names);
                if alone {
                    self.nodes[node].about.names.push((Dimension::Channel, name.clone()));
                    self.nodes[node].span = Some(channel.thing.span);
                }
                out.push(Entrance { touchpoints: group, node });
            }
        }
        out
    }

    fn entrance_node(
        &mut self,
        id: String,
        kind: NodeKind,
        label: Vec<String>,
        rank: u32,
        parent: Option<usize>,
    ) -> usize {
        self.node(DraftNode { id, kind, label, parent, rank: Some(rank), span: None, about: About::default() })
    }

    fn channel_at(&self, touchpoints: SetId) -> usize {
        let first = self.space.sets.first(touchpoints).unwrap_or_default();
        self.space.dimensions.touchpoints[first as usize].map_or(0, |it| it.channel.at())
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
        let at = self.space.sets.members(touchpoints).into_iter();
        let located = at.filter_map(|it| self.space.dimensions.touchpoints[it as usize].and_then(|it| it.location));
        located.map(|id| self.space.model.location_name(id).to_owned()).collect()
    }

    fn place_words(&self, places: &[String]) -> String {
        let more = places.len().saturating_sub(PLACES);
        let more = if more > 1 { more } else { 0 };
        let mut words = places[..places.len() - more].join(", ");
        if more > 0 {
            words.push_str(&format!(" and {more} more"));
        }
        cut(&words)
    }
}
