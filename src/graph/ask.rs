//! What to draw, in the names of a policy, and what is wrong with them.

use unicode_normalization::UnicodeNormalization;

use super::View;
use super::draw::Question;
use crate::model::asked::{Refused, Side};
use crate::model::{Model, ServiceId, UnitId, suggest};
use crate::syntax::ast::Noun;

/// What to draw, in names.
#[derive(Clone, Debug)]
pub struct Ask {
    pub view: View,
    /// The service, of the view of one service.
    pub service: Option<String>,
    /// Only what is at most so many lines away from a unit.
    pub focus: Option<(String, usize)>,
    /// Rules or groups whose findings are to stand out.
    pub highlight: Vec<String>,
    /// The filters.
    pub filters: Vec<(Side, String)>,
}

/// Why something cannot be drawn.
#[derive(Debug)]
pub enum Undrawn {
    Filters(Refused),
    /// Nothing of that name is declared. The noun, the name and the likely one.
    Unknown {
        noun: &'static str,
        name: String,
        near: Option<String>,
    },
    /// A theme, or a service with services in it: their names.
    Several {
        name: String,
        services: Vec<String>,
    },
    /// No name was given for the view of one service: some that there are.
    Unnamed {
        services: Vec<String>,
    },
    /// A rule of the policy's own that is not there.
    NoOwnRule {
        name: String,
        near: Option<String>,
    },
}

impl Ask {
    /// The question with every name understood.
    pub(crate) fn understood(&self, model: &Model) -> Result<Question, Undrawn> {
        let service = match (self.view, self.service.as_deref()) {
            (View::Service, Some(name)) => Some(service(model, name)?),
            (View::Service, None) => return Err(Undrawn::Unnamed { services: leaves(model, 0..model.services.len()) }),
            _ => None,
        };
        let focus = match &self.focus {
            Some((name, depth)) => Some((unit(model, name)?, *depth)),
            None => None,
        };
        let own: Vec<&str> = model.own_rules.iter().map(|it| model.text(it.id)).collect();
        for name in self.highlight.iter().filter(|it| it.starts_with("own/")) {
            if !own.contains(&name.as_str()) {
                let near = suggest::among(name, own.iter().copied()).map(|at| own[at].to_owned());
                return Err(Undrawn::NoOwnRule { name: name.clone(), near });
            }
        }
        let filters = self.filters.iter().map(|(side, text)| format!("{} {}", side.flag(), text.trim())).collect();
        Ok(Question { view: self.view, service, focus, highlight: self.highlight.clone(), filters })
    }
}

fn unit(model: &Model, name: &str) -> Result<UnitId, Undrawn> {
    let names = model.units.iter().map(|it| model.text(it.thing.symbol));
    find("unit", name, &names.collect::<Vec<_>>()).map(|at| UnitId(crate::source::offset(at)))
}

/// A service without services in it.
fn service(model: &Model, name: &str) -> Result<ServiceId, Undrawn> {
    let names = model.services.iter().map(|it| model.text(it.thing.symbol));
    let at = find("service", name, &names.collect::<Vec<_>>())?;
    let id = ServiceId(crate::source::offset(at));
    let (thing, noun) = (&model.services[at].thing, model.services[at].noun);
    if noun == Noun::Theme || thing.end as usize > at + 1 {
        let services = leaves(model, at..thing.end as usize);
        return Err(Undrawn::Several { name: model.service_name(id).to_owned(), services });
    }
    Ok(id)
}

/// The services without others in them, of a stretch of services and themes.
fn leaves(model: &Model, within: std::ops::Range<usize>) -> Vec<String> {
    let leaf =
        |&at: &usize| model.services[at].noun == Noun::Service && model.services[at].thing.end as usize == at + 1;
    within.filter(leaf).map(|at| model.text(model.services[at].thing.symbol).to_owned()).collect()
}

/// The place of a name among declared ones; one in backticks is the name inside them.
fn find(noun: &'static str, name: &str, names: &[&str]) -> Result<usize, Undrawn> {
    let normal: String = name.trim().trim_matches('`').nfc().collect();
    names.iter().position(|it| *it == normal).ok_or_else(|| {
        let near = suggest::among(&normal, names.iter().copied()).map(|at| names[at].to_owned());
        Undrawn::Unknown { noun, name: name.to_owned(), near }
    })
}
