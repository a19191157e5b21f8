//! Risky rights, cell by cell: every effective right by the safeguards of the statement that gives it.

use super::cells::{Cell, Cells, Slot};
use super::overlaps::{place_of, reaches_some};
use super::reference::{Place, Reference};
use super::words::{CREATE, DECIDE, LOW, OPERATIONS, READ, REVIEW, SUBSTANTIAL, UPDATE};
use super::world::Kind::{Allow, Responsible};
use super::world::{Field, Selector, Term};

/// A right that one statement gives to one unit, and no `forbid` takes away.
#[derive(Clone, Copy)]
pub(super) struct Right {
    pub statement: usize,
    pub unit: usize,
    pub operation: usize,
    pub field: usize,
    pub place: Place,
}

impl Right {
    fn cell(self) -> Cell {
        let cell = Cell::at(self.place).with(Slot::Unit, self.unit);
        cell.with(Slot::Operation, self.operation).with(Slot::Field, self.field)
    }
}

/// The cells of all rights of which something is true, whatever the service and audience.
pub(super) fn risky(reference: &Reference, is: &dyn Fn(Right) -> bool) -> Cells {
    let mut cells = Cells::new();
    for &statement in reference.of_kind(Allow) {
        let reach = &reference.reaches[statement];
        let mut alike = vec![Vec::new(); reference.touchpoints.len() * reference.periods()];
        for place in reference.places_of(statement) {
            alike[place.touchpoint * reference.periods() + place.period].push(place);
        }
        for operation in (0..OPERATIONS.len()).filter(|&it| reach.operations[it]) {
            for field in (0..reference.world.fields.len()).filter(|&it| reach.fields[it]) {
                for unit in reference.units().filter(|&it| reach.nested[it]) {
                    for places in alike.iter().filter(|it| !it.is_empty()) {
                        if is(Right { statement, unit, operation, field, place: places[0] }) {
                            let right = |&place: &Place| Right { statement, unit, operation, field, place };
                            let had = places.iter().map(right).filter(|&right| is_had(reference, right));
                            cells.extend(had.map(Right::cell));
                        }
                    }
                }
            }
        }
    }
    cells
}

/// Whether the statement gives the right, and no `forbid` takes it away.
pub(super) fn is_had(reference: &Reference, right: Right) -> bool {
    let Right { statement, unit, operation, field, place } = right;
    reference.gives_right(statement, unit, operation, field, place)
        && !reference.forbidden(unit, operation, field, place)
}

fn tier(operation: usize, field: &Field) -> usize {
    let trait_tier = |word: &&str| match *word {
        "note" => 1,
        "public" | "internal" | "contact" => 2,
        "legal" | "personal" | "payment" => 3,
        _ => 4,
    };
    match operation {
        READ => 0,
        CREATE | UPDATE => field.traits.iter().map(trait_tier).max().unwrap_or(2),
        _ if field.has("note") => 2,
        _ => 4,
    }
}

/// The identity that an operation on a field asks, as a position in `words::ASSURANCES`.
fn identity_asked(operation: usize, field: &Field) -> usize {
    let customer = ["contact", "personal", "special", "authentic", "payment"].iter().any(|word| field.has(word));
    match field.assurance {
        _ if operation == READ => 0,
        Some(stated) => stated,
        None if !customer => 0,
        None if tier(operation, field) <= 2 => LOW,
        None => SUBSTANTIAL,
    }
}

fn identity_enough(reference: &Reference, right: Right) -> bool {
    let channel = reference.touchpoints[right.place.touchpoint].channel;
    let there = reference.world.channels[channel].is.assurance.unwrap_or(0);
    let verified = reference.world.statements[right.statement].guards.verified.unwrap_or(0);
    there.max(verified) >= identity_asked(right.operation, &reference.world.fields[right.field])
}

pub(super) fn right_tier(reference: &Reference, right: Right) -> usize {
    tier(right.operation, &reference.world.fields[right.field])
}

fn second_pair_of_eyes(reference: &Reference, right: Right) -> bool {
    let guards = reference.world.statements[right.statement].guards;
    guards.four_eyes || guards.after_check
}

/// By its own kind: coordinators inside a front office are none.
fn is_front(reference: &Reference, unit: usize) -> bool {
    matches!(reference.world.units[unit].is.kind, "front" | "kcc")
}

/// A right of a front office above its ceiling; at tier 3 identity and a second pair of eyes make it good.
pub(super) fn front_mutation(reference: &Reference) -> Cells {
    let ceiling = reference.world.front_ceiling.unwrap_or(2);
    risky(reference, &|right| {
        let tier = right_tier(reference, right);
        let guarded = || identity_enough(reference, right) && second_pair_of_eyes(reference, right);
        is_front(reference, right.unit) && tier > ceiling && !(tier == 3 && guarded())
    })
}

/// A right to write where the identity is below the one asked.
pub(super) fn identity_too_low(reference: &Reference) -> Cells {
    risky(reference, &|right| right.operation != READ && !identity_enough(reference, right))
}

/// Tier 3 outside the back office, or tier 4 anywhere, by one person alone.
pub(super) fn no_second_pair_of_eyes(reference: &Reference) -> Cells {
    risky(reference, &|right| {
        let back = reference.world.units[right.unit].is.kind == "back";
        let asked = match right_tier(reference, right) {
            4 => true,
            3 => !back,
            _ => false,
        };
        asked && !second_pair_of_eyes(reference, right)
    })
}

/// What a front office may write only because a unit around it may.
pub(super) fn inherited_front(reference: &Reference) -> Cells {
    let mut cells = risky(reference, &|right| {
        let own = reference.reaches[right.statement].named[right.unit];
        is_front(reference, right.unit) && right.operation != READ && !own
    });
    for &it in reference.of_kind(Allow) {
        let named = &reference.reaches[it].named;
        cells.retain(|&cell| {
            let at = |slot| cell.get(slot).expect("a right has all of these");
            let unit = at(Slot::Unit);
            let given = || reference.gives_right(it, unit, at(Slot::Operation), at(Slot::Field), place_of(cell));
            !(named[unit] && given())
        });
    }
    cells
}

/// A right on data above the confidentiality ceiling of the unit, or of the nearest around it that has one.
pub(super) fn above_ceiling(reference: &Reference) -> Cells {
    risky(reference, &|right| {
        let level = reference.world.fields[right.field].confidential;
        match (level, ceiling(reference, right.unit)) {
            (Some(level), Some(ceiling)) => level > ceiling,
            _ => false,
        }
    })
}

pub(super) fn ceiling(reference: &Reference, unit: usize) -> Option<usize> {
    let it = &reference.world.units[unit];
    it.is.ceiling.or_else(|| it.parent.and_then(|parent| ceiling(reference, parent)))
}

/// An `allow` to write everything, of everything, by every channel; if it reaches anything.
pub(super) fn blanket(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for it in reference.statements(Allow) {
        let statement = &reference.world.statements[it];
        let all = |wanted: &Selector| wanted.terms.contains(&Term::All) && wanted.except.is_empty();
        let writes = statement.operations.iter().any(|&word| word != "read");
        let of_all = statement.services.as_ref().is_none_or(all);
        let via_all = statement.channels.as_ref().is_none_or(all);
        let reaches_some = reaches_some(reference, it);
        if writes && all(&statement.data) && of_all && via_all && reaches_some {
            cells.insert(Cell::new().with(Slot::Statement, it));
        }
    }
    cells
}

/// Tasks that one unit may not hold together, and deciding where it may write payments, in offered cells.
pub(super) fn separation(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        let mut pairs = reference.world.separate.clone();
        pairs.push((DECIDE, REVIEW));
        let separate = &reference.world.services[reference.services[place.service]].is.separate;
        for &one in separate {
            pairs.extend(separate.iter().filter(|&&other| one < other).map(|&other| (one, other)));
        }
        for (one, other) in pairs {
            let others = reference.holders(Responsible, other, place);
            let both = reference.holders(Responsible, one, place).into_iter().filter(|unit| others.contains(unit));
            cells.extend(both.map(|unit| Cell::at(place).with(Slot::Unit, unit).with_tasks(one, other)));
        }
        for unit in reference.holders(Responsible, DECIDE, place) {
            let payments = (0..reference.world.fields.len()).filter(|&it| reference.world.fields[it].has("payment"));
            for field in payments {
                let writes = |&operation: &usize| reference.effective(unit, operation, field, place);
                for operation in (READ + 1..OPERATIONS.len()).filter(writes) {
                    let cell = Cell::at(place).with(Slot::Unit, unit).with(Slot::Task, DECIDE);
                    cells.insert(cell.with(Slot::Operation, operation).with(Slot::Field, field));
                }
            }
        }
    }
    cells
}
