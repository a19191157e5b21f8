//! Other numbers for a policy, to see what they would do.

use crate::model::value::Rate;
use crate::model::{Agents, ChannelId, Model, UnitId, suggest};
use crate::space::first_line::is_live;

/// A number to put in the place of what a policy states.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// `KCC=20`, `KCC/Telefoon=20`: a unit with all nested in it has so many agents.
    Agents { unit: String, channel: Option<String>, count: u32 },
    /// `Telefoon=240/h`
    Peak { channel: String, rate: Rate },
}

/// Why a change does not fit a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing of that name is declared. The noun, the name and the likely one.
    Unknown { noun: &'static str, name: String, near: Option<String> },
    /// The unit answers on no channel, or on several.
    Which { unit: String, channels: Vec<String> },
    /// The unit is not there for who comes through the channel.
    Elsewhere { unit: String, channel: String },
    /// Nobody waits on the channel until somebody is free, so no row is about it.
    Later { channel: String },
}

impl Change {
    /// Changes a model. Tells whose agents it has changed, and for which channel.
    pub(crate) fn apply(&self, model: &mut Model) -> Result<Option<(UnitId, ChannelId)>, Unfit> {
        match self {
            Change::Peak { channel, rate } => {
                let channel = find_channel(model, channel).and_then(|it| waiting(model, it))?;
                model.channels[channel.at()].peak = Some(*rate);
                Ok(None)
            }
            Change::Agents { unit, channel, count } => {
                let unit = find_unit(model, unit)?;
                let channel = match channel {
                    Some(channel) => find_channel(model, channel).and_then(|it| waiting(model, it))?,
                    None => only_channel(model, unit)?,
                };
                set_agents(model, unit, channel, *count);
                Ok(Some((unit, channel)))
            }
        }
    }
}

/// A channel, when it is one on which people wait.
fn waiting(model: &Model, channel: ChannelId) -> Result<ChannelId, Unfit> {
    let later = || Unfit::Later { channel: model.channel_name(channel).to_owned() };
    if is_live(&model.channels[channel.at()]) { Ok(channel) } else { Err(later()) }
}

/// The channel on which a unit or somebody in it has agents, when it is one.
fn only_channel(model: &Model, unit: UnitId) -> Result<ChannelId, Unfit> {
    let units = &model.units[unit.at()..model.units[unit.at()].thing.end as usize];
    let mut channels: Vec<ChannelId> = units.iter().flat_map(|it| it.agents.iter().map(|it| it.channel)).collect();
    channels.sort_unstable();
    channels.dedup();
    match channels[..] {
        [one] => Ok(one),
        _ => Err(Unfit::Which {
            unit: model.unit_name(unit).to_owned(),
            channels: channels.iter().map(|&it| model.channel_name(it).to_owned()).collect(),
        }),
    }
}

/// Puts a number in the place of what a unit and those in it state for a channel.
fn set_agents(model: &mut Model, unit: UnitId, channel: ChannelId, count: u32) {
    let end = model.units[unit.at()].thing.end as usize;
    let stated = model.units[unit.at()].agents.iter().find(|it| it.channel == channel).map(|it| it.span);
    for it in &mut model.units[unit.at()..end] {
        it.agents.retain(|it| it.channel != channel);
    }
    let it = &mut model.units[unit.at()];
    let span = stated.unwrap_or(it.thing.span);
    it.agents.push(Agents { count, channel, span });
}

fn find_unit(model: &mut Model, name: &str) -> Result<UnitId, Unfit> {
    let symbol = model.names.intern(name);
    let found = model.units.iter().position(|it| it.thing.symbol == symbol);
    let id = found.ok_or_else(|| {
        let names: Vec<&str> = model.units.iter().map(|it| model.text(it.thing.symbol)).collect();
        unknown("unit", name, &names)
    })?;
    Ok(UnitId(crate::source::offset(id)))
}

fn find_channel(model: &mut Model, name: &str) -> Result<ChannelId, Unfit> {
    let symbol = model.names.intern(name);
    let found = model.channels.iter().position(|it| it.thing.symbol == symbol);
    let id = found.ok_or_else(|| {
        let names: Vec<&str> = model.channels.iter().map(|it| model.text(it.thing.symbol)).collect();
        unknown("channel", name, &names)
    })?;
    Ok(ChannelId(crate::source::offset(id)))
}

fn unknown(noun: &'static str, name: &str, names: &[&str]) -> Unfit {
    let near = suggest::among(name, names.iter().copied()).map(|at| names[at].to_owned());
    Unfit::Unknown { noun, name: name.to_owned(), near }
}
