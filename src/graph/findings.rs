//! The part of the organisation that findings touch: a box for every rule that found something, and lines to what it is about.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::draft::{About, Draft, DraftNode, Key};
use super::{EdgeKind, NodeKind};
use crate::finding::{Dimension, Finding};
use crate::model::asked::Side;
use crate::model::{ChannelId, RecordId, ServiceId};
use crate::syntax::ast::Noun;

/// What a rule touches, as ids of units, channels, services and records, each with the number of findings.
#[derive(Debug, Default)]
struct Touched {
    findings: usize,
    units: BTreeMap<u32, usize>,
    channels: BTreeMap<u32, usize>,
    services: BTreeMap<u32, usize>,
    records: BTreeMap<u32, usize>,
}

/// Things by their names.
struct Names<'m> {
    units: FxHashMap<&'m str, u32>,
    channels: FxHashMap<&'m str, u32>,
    services: FxHashMap<&'m str, u32>,
    records: FxHashMap<&'m str, u32>,
}

pub(super) fn draw(draft: &mut Draft<'_, '_>, findings: &[&Finding]) {
    let names = names(draft);
    let mut rules: BTreeMap<&str, Touched> = BTreeMap::new();
    for finding in findings {
        let mut here = Touched::default();
        for (dimension, subjects) in &finding.subjects {
            let (of, ids) = match dimension {
                Dimension::Unit => (&names.units, &mut here.units),
                Dimension::Channel => (&names.channels, &mut here.channels),
                Dimension::Service => (&names.services, &mut here.services),
                Dimension::Record => (&names.records, &mut here.records),
                Dimension::Task
                | Dimension::Operation
                | Dimension::Field
                | Dimension::Touchpoint
                | Dimension::Location
                | Dimension::Audience
                | Dimension::Period => continue,
            };
            ids.extend(subjects.iter().filter_map(|it| of.get(it.as_str())).map(|&id| (id, 1)));
        }
        if !passes(draft, &here) {
            continue;
        }
        let rule = rules.entry(finding.id()).or_default();
        rule.findings += 1;
        for (all, some) in [
            (&mut rule.units, here.units),
            (&mut rule.channels, here.channels),
            (&mut rule.services, here.services),
            (&mut rule.records, here.records),
        ] {
            for (id, count) in some {
                *all.entry(id).or_default() += count;
            }
        }
    }
    let mut rule_boxes = BTreeMap::new();
    for (&rule, touched) in &rules {
        let many =
            if touched.findings == 1 { "1 finding".to_owned() } else { format!("{} findings", touched.findings) };
        let node = draft.node(DraftNode {
            id: format!("rule:{rule}"),
            kind: NodeKind::Rule,
            label: vec![rule.to_owned(), many],
            parent: None,
            rank: Some(0),
            span: None,
            about: About { rule: Some(rule.to_owned()), ..About::default() },
        });
        rule_boxes.insert(rule, node);
    }
    let all = |of: fn(&Touched) -> &BTreeMap<u32, usize>| -> BTreeSet<u32> {
        rules.values().flat_map(|it| of(it).keys().copied()).collect()
    };
    let (channels, services, records) = (all(|it| &it.channels), all(|it| &it.services), all(|it| &it.records));
    draft.add_units(&all(|it| &it.units), Some(1));
    let channels = add_channels(draft, &channels);
    let services = add_services(draft, &services);
    let records = add_records(draft, &records);
    for (rule, touched) in rules {
        let Some(&from) = rule_boxes.get(rule) else { continue };
        let units = draft.units.clone();
        for (ids, boxes) in [
            (&touched.units, &units),
            (&touched.channels, &channels),
            (&touched.services, &services),
            (&touched.records, &records),
        ] {
            for (id, count) in ids {
                let words = if *count > 1 { format!("{count}×") } else { String::new() };
                if let Some(&to) = boxes.get(id) {
                    draft.edge(Key::new(from, to, EdgeKind::Touches), &[words], &[]);
                }
            }
        }
    }
}

fn names<'m>(draft: &Draft<'m, '_>) -> Names<'m> {
    let model = draft.space.model;
    let mut services = FxHashMap::default();
    for (id, it) in (0_u32..).zip(&model.services) {
        if it.noun == Noun::Service {
            services.insert(model.text(it.thing.symbol), id);
        }
    }
    Names {
        units: (0_u32..).zip(&model.units).map(|(id, it)| (model.text(it.thing.symbol), id)).collect(),
        channels: (0_u32..).zip(&model.channels).map(|(id, it)| (model.text(it.thing.symbol), id)).collect(),
        services,
        records: (0_u32..).zip(&model.records).map(|(id, it)| (model.text(it.thing.symbol), id)).collect(),
    }
}

/// Whether the filters let a finding through: on each side where it names something, one thing at least.
fn passes(draft: &Draft<'_, '_>, here: &Touched) -> bool {
    let (space, filter) = (draft.space, draft.filter);
    let dimensions = &space.dimensions;
    let any = |side: Side, ids: &BTreeMap<u32, usize>, is_in: &dyn Fn(u32) -> bool| {
        !filter.has(side) || ids.is_empty() || ids.keys().any(|&id| is_in(id))
    };
    let fields = |id: u32| {
        let record = &space.model.records[id as usize];
        !space.sets.disjoint(space.sets.run(record.first_field, record.all_fields_end), filter.fields)
    };
    any(Side::Units, &here.units, &|id| space.sets.has(filter.units, id))
        && any(Side::Services, &here.services, &|id| {
            !space.sets.disjoint(dimensions.service_sets[id as usize], filter.services)
        })
        && any(Side::Channels, &here.channels, &|id| {
            !space.sets.disjoint(dimensions.own_channel_sets[id as usize], filter.touchpoints)
        })
        && any(Side::Data, &here.records, &fields)
}

fn add_channels(draft: &mut Draft<'_, '_>, wanted: &BTreeSet<u32>) -> FxHashMap<u32, usize> {
    let mut out = FxHashMap::default();
    for &id in wanted {
        let channel = &draft.space.model.channels[id as usize];
        let name = draft.space.model.channel_name(ChannelId(id)).to_owned();
        let node = DraftNode {
            id: format!("channel:{name}"),
            kind: NodeKind::of_channel(channel),
            label: draft.channel_words(ChannelId(id)),
            parent: channel.thing.parent.and_then(|it| out.get(&it).copied()),
            rank: Some(1),
            span: Some(channel.thing.span),
            about: About { names: vec![(Dimension::Channel, name)], ..About::default() },
        };
        out.insert(id, draft.node(node));
    }
    out
}

/// Services, in the themes around them.
fn add_services(draft: &mut Draft<'_, '_>, wanted: &BTreeSet<u32>) -> FxHashMap<u32, usize> {
    let model = draft.space.model;
    let mut all = BTreeSet::new();
    for &id in wanted {
        let mut at = Some(id);
        while let Some(id) = at.filter(|&id| all.insert(id)) {
            at = model.services[id as usize].thing.parent;
        }
    }
    let mut out = FxHashMap::default();
    for id in all {
        let service = &model.services[id as usize];
        let name = model.service_name(ServiceId(id)).to_owned();
        let is_theme = service.noun == Noun::Theme;
        let node = DraftNode {
            id: format!("{}:{name}", if is_theme { "theme" } else { "service" }),
            kind: if is_theme { NodeKind::Theme } else { NodeKind::Service },
            label: draft.names(&service.thing),
            parent: service.thing.parent.and_then(|it| out.get(&it).copied()),
            rank: (!is_theme).then_some(1),
            span: Some(service.thing.span),
            about: About { names: vec![(Dimension::Service, name)], ..About::default() },
        };
        out.insert(id, draft.node(node));
    }
    out
}

fn add_records(draft: &mut Draft<'_, '_>, wanted: &BTreeSet<u32>) -> FxHashMap<u32, usize> {
    let mut out = FxHashMap::default();
    for &id in wanted {
        let record = &draft.space.model.records[id as usize];
        let name = draft.space.model.record_name(RecordId(id)).to_owned();
        let node = DraftNode {
            id: format!("record:{name}"),
            kind: NodeKind::Record,
            label: draft.names(&record.thing),
            parent: record.thing.parent.and_then(|it| out.get(&it).copied()),
            rank: Some(1),
            span: Some(record.thing.span),
            about: About { names: vec![(Dimension::Record, name)], ..About::default() },
        };
        out.insert(id, draft.node(node));
    }
    out
}
