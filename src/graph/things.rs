//! Declared things as boxes: their ids, kinds and words, and the boxes around them.

use std::collections::BTreeSet;

use super::NodeKind;
use super::draft::{About, Draft, DraftNode, cut};
use crate::finding::Dimension;
use crate::model::words::UnitKind;
use crate::model::{AudienceId, Channel, ChannelId, Thing, Unit, UnitId, date};
use crate::space::set::SetId;

impl NodeKind {
    fn of(kind: Option<UnitKind>) -> Self {
        match kind {
            Some(UnitKind::Board) => NodeKind::Board,
            Some(UnitKind::Directorate) => NodeKind::Directorate,
            Some(UnitKind::Front) => NodeKind::Front,
            Some(UnitKind::Kcc) => NodeKind::Kcc,
            Some(UnitKind::Mid) => NodeKind::Mid,
            Some(UnitKind::Back) => NodeKind::Back,
            Some(UnitKind::Team) => NodeKind::Team,
            Some(UnitKind::Staff) => NodeKind::Staff,
            Some(UnitKind::Oversight) => NodeKind::Oversight,
            Some(UnitKind::Partner) => NodeKind::Partner,
            None => NodeKind::Unit,
        }
    }

    pub(super) fn of_channel(channel: &Channel) -> Self {
        match (channel.physical, channel.sync) {
            (true, _) => NodeKind::Physical,
            (false, true) => NodeKind::Live,
            (false, false) => NodeKind::Later,
        }
    }
}

impl Draft<'_, '_> {
    /// The name of a thing, and its label where it has another one.
    pub(super) fn names(&self, thing: &Thing) -> Vec<String> {
        let name = self.space.model.text(thing.symbol);
        let label = thing.label.as_deref().filter(|label| !label.trim().is_empty() && *label != name);
        std::iter::once(name.to_owned()).chain(label.map(cut)).collect()
    }

    /// Adds boxes for units that exist on the day, with the units around them.
    pub(super) fn add_units(&mut self, wanted: &BTreeSet<u32>, rank: Option<u32>) {
        let units = &self.space.model.units;
        let mut all = BTreeSet::new();
        for &unit in wanted.iter().filter(|&&unit| self.unit_exists(unit)) {
            let mut at = Some(unit);
            while let Some(unit) = at.filter(|&unit| all.insert(unit)) {
                at = units[unit as usize].thing.parent;
            }
        }
        for unit in all {
            let thing = &units[unit as usize].thing;
            let around = thing.parent.and_then(|it| self.units.get(&it).copied());
            let node = self.unit_node(unit, around, rank);
            let at = self.node(node);
            self.units.insert(unit, at);
        }
    }

    /// The box of a unit.
    pub(super) fn unit_node(&self, unit: u32, parent: Option<usize>, rank: Option<u32>) -> DraftNode {
        let it = &self.space.model.units[unit as usize];
        let name = self.space.model.unit_name(UnitId(unit)).to_owned();
        let mut label = self.names(&it.thing);
        label.extend(Some(self.unit_facts(it)).filter(|it| !it.is_empty()));
        DraftNode {
            id: format!("unit:{name}"),
            kind: NodeKind::of(it.kind),
            label,
            parent,
            rank,
            span: Some(it.thing.span),
            about: About { names: vec![(Dimension::Unit, name)], unit: Some(unit), rule: None },
        }
    }

    /// "kcc · first line · 22 agents"
    fn unit_facts(&self, unit: &Unit) -> String {
        let mut out: Vec<String> = unit.kind.map(|it| it.word().to_owned()).into_iter().collect();
        out.extend(unit.line.map(|it| format!("line {it}")));
        let agents: u32 = unit.agents.iter().map(|it| it.count).fold(0, u32::saturating_add);
        if agents > 0 {
            out.push(format!("{agents} agents"));
        } else if let Some(staff) = unit.staff {
            out.push(format!("{} fte", staff.value()));
        } else if let Some(people) = unit.people {
            out.push(format!("{people} people"));
        }
        match unit.outsourced_to {
            Some(to) => out.push(cut(&format!("outsourced to {}", self.space.model.text(to)))),
            None if unit.outsourced => out.push("outsourced".to_owned()),
            None => {}
        }
        if unit.thing.exists.last != i32::MAX {
            out.push(format!("until {}", date::iso(unit.thing.exists.last)));
        }
        out.join(" · ")
    }

    /// Adds boxes for audiences, with those around them, and gives the box of each by its id. Where none is declared there is one box
    /// for everybody, in place 0.
    pub(super) fn add_audiences(&mut self, audiences: SetId, rank: u32) -> Vec<Option<usize>> {
        let model = self.space.model;
        if model.audiences.is_empty() {
            let node = DraftNode {
                id: "audience:*".to_owned(),
                kind: NodeKind::Audience,
                label: vec!["Everybody".to_owned()],
                parent: None,
                rank: Some(rank),
                span: None,
                about: About::default(),
            };
            return vec![Some(self.node(node))];
        }
        let mut out = vec![None; model.audiences.len()];
        for (id, audience) in (0_u32..).zip(&model.audiences) {
            let own = self.space.dimensions.audience_sets[id as usize];
            if self.space.sets.disjoint(own, audiences) || !self.exists(audience.thing.exists) {
                continue;
            }
            let name = model.audience_name(AudienceId(id)).to_owned();
            let mut label = self.names(&audience.thing);
            label.extend(audience.size.map(|size| format!("{size} people")));
            let node = DraftNode {
                id: format!("audience:{name}"),
                kind: NodeKind::Audience,
                label,
                parent: audience.thing.parent.and_then(|it| out[it as usize]),
                rank: Some(rank),
                span: Some(audience.thing.span),
                about: About { names: vec![(Dimension::Audience, name)], ..About::default() },
            };
            out[id as usize] = Some(self.node(node));
        }
        out
    }

    /// The widest audiences whose leaves all lie in a set, of those that have a box: by their places in `boxes`.
    pub(super) fn audience_boxes(&self, audiences: SetId, boxes: &[Option<usize>]) -> Vec<usize> {
        let model = self.space.model;
        if model.audiences.is_empty() {
            return boxes.iter().flatten().copied().collect();
        }
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(audience) = model.audiences.get(at) {
            let own = self.space.sets.intersection(self.space.dimensions.audience_sets[at], self.filter.audiences);
            if own.is_empty() || self.space.sets.disjoint(own, audiences) {
                at = audience.thing.end as usize;
            } else if self.space.sets.is_subset(own, audiences) {
                out.extend(boxes[at]);
                at = audience.thing.end as usize;
            } else {
                at += 1;
            }
        }
        out
    }

    /// The words for a channel at some of its places.
    pub(super) fn channel_words(&self, id: ChannelId) -> Vec<String> {
        let channel = &self.space.model.channels[id.at()];
        let mut label = self.names(&channel.thing);
        let mut facts: Vec<String> = channel.medium.map(|it| it.word().to_owned()).into_iter().collect();
        if channel.general == Some(true) {
            facts.push("general entrance".to_owned());
        }
        if channel.thing.exists.last != i32::MAX {
            facts.push(format!("until {}", date::iso(channel.thing.exists.last)));
        }
        if !facts.is_empty() {
            label.push(facts.join(" · "));
        }
        label
    }

    /// The services of a set in few words: their names where they are one or two, else how many; nothing for all that are looked at.
    pub(super) fn some_services(&self, services: SetId) -> String {
        let space = self.space;
        let services = space.sets.intersection(services, self.services);
        if services == self.services && space.sets.len(services) != 1 {
            return "all services".to_owned();
        }
        let names = space.service_cover_of(services, 3);
        match names.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one}, {two}"),
            _ => format!("{} services", space.sets.len(services)),
        }
    }

    /// The audiences of a set: the widest of which all is meant.
    pub(super) fn some_audiences(&self, audiences: SetId) -> String {
        let names = self.space.audience_cover(audiences);
        let more = names.len().saturating_sub(3);
        let shown = names.len() - if more > 1 { more } else { 0 };
        let rest = if more > 1 { format!(" and {more} more") } else { String::new() };
        format!("{}{rest}", names[..shown].join(", "))
    }

    /// The widest units of a set that exist on the day: a unit with all nested in it, else each by itself.
    pub(super) fn widest(&self, units: SetId) -> Vec<u32> {
        let all = &self.space.model.units;
        let mut out = Vec::new();
        for &(start, end) in self.space.sets.runs(units).iter() {
            let mut at = start;
            while at < end {
                let last = all[at as usize].thing.end;
                if self.unit_exists(at) {
                    out.push(at);
                }
                at = if last <= end { last } else { at + 1 };
            }
        }
        out
    }

    /// Whether the filter on units lets one of some units through; all are through where there is none.
    pub(super) fn wants_any(&self, units: SetId) -> bool {
        !self.space.sets.disjoint(units, self.filter.units)
    }
}
