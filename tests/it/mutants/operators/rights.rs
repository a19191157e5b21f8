//! Who may do what with data: rights that go, grow, or lose what made them safe; data that weighs more than before.

use loket::syntax::ast::{Head, Noun, Property};

use super::super::policy::{Clause, Edit, Policy, Said, behind, edit};
use super::{Mutant, Operator, add_each, by_reference, except_each, without_each};

const ALLOW: &[Head] = &[Head::Allow];
const LACKING: &[&str] = &["gap/right-missing", "gap/field-unwritable"];
const RISKY: &[&str] = &[
    "risk/front-mutation",
    "risk/identity-too-low",
    "risk/no-second-pair-of-eyes",
    "risk/above-ceiling",
    "risk/separation",
];

pub(super) const OPERATORS: &[Operator] = &[
    by_reference("drop a right", LACKING, |it| it.said_by(ALLOW).map(|it| it.drop().into()).collect()),
    by_reference("drop an operation of a right", LACKING, |it| without_each(it, ALLOW, Clause::Operations)),
    by_reference("drop data of a right", LACKING, |it| without_each(it, ALLOW, Clause::Data)),
    by_reference("drop a unit of a right", LACKING, |it| without_each(it, ALLOW, Clause::Subject)),
    by_reference("leave a service out of a right", LACKING, |it| except_each(it, ALLOW, Clause::Services)),
    by_reference("leave a channel out of a right", LACKING, |it| except_each(it, ALLOW, Clause::Channels)),
    by_reference("end a right early", LACKING, |it| {
        it.said_by(ALLOW).map(|it| it.until("2027-02-14").into()).collect()
    }),
    by_reference("need what was never needed", LACKING, needs),
    by_reference("widen a right by a channel", RISKY, |it| add_each(it, ALLOW, Clause::Channels)),
    by_reference("widen a right by a service", RISKY, |it| add_each(it, ALLOW, Clause::Services)),
    by_reference("let who may read write too", RISKY, |it| {
        let reads = it.said_by(ALLOW).filter(|it| it.words(Clause::Operations).0.contains(&"read"));
        reads.map(|it| it.and(Clause::Operations, "write").into()).collect()
    }),
    by_reference("widen a right by a record", RISKY, widen_data),
    by_reference("give a front office the right too", &["risk/front-mutation", "risk/separation"], give_fronts),
    by_reference("give the right to the unit around a front office", &["risk/inherited-front"], give_around),
    by_reference("remove a safeguard", RISKY, remove_safeguards),
    by_reference("verify less", &["risk/identity-too-low", "risk/front-mutation"], verify_less),
    by_reference("reach more confidential data", &["risk/above-ceiling"], more_confidential),
    by_reference("lower the ceiling of a unit", &["risk/above-ceiling"], |it| {
        it.declarations(Noun::Unit).map(|unit| it.set(unit, "ceiling", "openbaar").into()).collect()
    }),
    by_reference("make a field more confidential", &["risk/above-ceiling"], |it| {
        fields(it).into_iter().map(|field| field_with(it, field, "confidential", "zeer_geheim").into()).collect()
    }),
    by_reference("ask a high identity for a field", &["risk/identity-too-low"], |it| {
        fields(it).into_iter().map(|field| field_with(it, field, "assurance", "high").into()).collect()
    }),
    by_reference("make a field weigh more", RISKY, heavier),
    by_reference("trust a channel less", &["risk/identity-too-low"], |it| {
        let sure = it.declarations(Noun::Channel).filter(|channel| it.property(channel, "assurance").is_some());
        sure.map(|channel| it.set(channel, "assurance", "none").into()).collect()
    }),
    by_reference("make a back office a front office", &["risk/front-mutation"], |it| {
        kinds(it, "front").map(|edit| unforbidden(it, edit)).collect()
    }),
    by_reference("make a unit a staff unit", &["risk/no-second-pair-of-eyes"], |it| {
        kinds(it, "staff").map(Mutant::from).collect()
    }),
    by_reference("allow everything", &["risk/blanket"], allow_everything),
    by_reference("also review what one decides", &["risk/separation"], |it| also(it, "decide", "review")),
    by_reference("also decide what one reviews", &["risk/separation"], |it| also(it, "review", "decide")),
    by_reference("keep apart what one unit does", &["risk/separation"], |it| {
        let all = it.declarations(Noun::Service);
        all.map(|service| it.set(service, "separate", "handle, decide, deliver").into()).collect()
    }),
    by_reference("let who decides write accounts", &["risk/separation"], write_accounts),
];

/// Every unit and field: deleting it becomes part of handling and deciding.
fn needs(policy: &Policy) -> Vec<Mutant> {
    let field = |field: &loket::model::Field| {
        let record = policy.name_of(&policy.model.records[field.record.at()].thing);
        let what = format!("need delete {record}.{} for inform, handle, decide", policy.word(field.symbol));
        policy.at_the_end(&what).into()
    };
    policy.model.fields.iter().map(field).collect()
}

fn widen_data(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said_by(ALLOW) {
        for record in &policy.model.records {
            let name = policy.name_of(&record.thing);
            if !it.words(Clause::Data).0.iter().any(|word| word.starts_with(name)) {
                all.push(it.and(Clause::Data, name).into());
            }
        }
    }
    all
}

fn fronts(policy: &Policy) -> Vec<usize> {
    let is_front = |unit: &usize| policy.model.units[*unit].kind.is_some_and(loket::model::words::UnitKind::is_front);
    (0..policy.model.units.len()).filter(is_front).collect()
}

fn give_fronts(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said_by(ALLOW) {
        for front in fronts(policy).into_iter().filter(|&unit| !it.selects(Clause::Subject, unit)) {
            all.push(unforbidden(policy, it.and(Clause::Subject, policy.unit(front))));
        }
    }
    all
}

/// What front offices may not do in any case would hide that they may do more: nothing is forbidden to them either.
fn unforbidden(policy: &Policy, edit: Edit) -> Mutant {
    let of_fronts = |it: &Said<'_>| it.words(Clause::Subject).0.iter().any(|it| matches!(*it, "front" | "team"));
    let forbids = policy.said_by(&[Head::Forbid]).filter(of_fronts);
    std::iter::once(edit).chain(forbids.map(Said::drop)).collect::<Vec<_>>().into()
}

fn give_around(policy: &Policy) -> Vec<Mutant> {
    let mut around: Vec<u32> = Vec::new();
    for front in fronts(policy) {
        let mut next = policy.model.units[front].thing.parent;
        while let Some(outer) = next {
            around.push(outer);
            next = policy.model.units[outer as usize].thing.parent;
        }
    }
    around.sort_unstable();
    around.dedup();
    let mut all = Vec::new();
    for it in policy.said_by(ALLOW) {
        all.extend(around.iter().map(|&outer| it.with(Clause::Subject, policy.unit(outer as usize)).into()));
    }
    all
}

/// The safeguards of a right as they are written.
fn safeguards(it: Said<'_>) -> Vec<&str> {
    let all = &it.policy.model.ast.safeguards[it.it.safeguards.range()];
    all.iter().map(|it_| it.policy.text(it_.span)).collect()
}

/// From the first safeguard to the last.
fn guarded(it: Said<'_>) -> loket::source::Span {
    let all = &it.policy.model.ast.safeguards[it.it.safeguards.range()];
    all[0].span.to(all[all.len() - 1].span)
}

fn remove_safeguards(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said_by(ALLOW) {
        let words = safeguards(it);
        for away in (0..words.len()).filter(|_| words.len() > 1) {
            let rest: Vec<&str> = (0..words.len()).filter(|&at| at != away).map(|at| words[at]).collect();
            all.push(edit(guarded(it), rest.join(", ")).into());
        }
    }
    all
}

/// By one level.
fn verify_less(policy: &Policy) -> Vec<Mutant> {
    let levels = ["none", "low", "substantial", "high"];
    let mut all = Vec::new();
    for it in policy.said_by(ALLOW) {
        let safeguards = &policy.model.ast.safeguards[it.it.safeguards.range()];
        for operand in
            safeguards.iter().filter(|it| policy.word(it.word.symbol) == "verified").filter_map(|it| it.operand)
        {
            let level = levels.iter().position(|level| *level == policy.word(operand.symbol)).unwrap();
            all.push(edit(operand.span, levels[level.saturating_sub(1)]).into());
        }
    }
    all
}

fn more_confidential(policy: &Policy) -> Vec<Mutant> {
    let more = |it: Said<'_>| -> Edit {
        match it.it.extras.as_ref().and_then(|it| it.up_to) {
            Some(level) => edit(level.span, "zeer_geheim"),
            None => behind(it.it.span, " up-to zeer_geheim"),
        }
    };
    policy.said_by(ALLOW).map(|it| more(it).into()).collect()
}

/// The properties of all records: their fields.
fn fields(policy: &Policy) -> Vec<&Property> {
    let records = policy.declarations(Noun::Record);
    records.flat_map(|it| &policy.model.ast.properties[it.properties.range()]).collect()
}

/// A field with another level of something.
fn field_with(policy: &Policy, field: &Property, word: &str, level: &str) -> Edit {
    let values = &policy.model.ast.values[field.values.range()];
    match values.iter().find(|value| policy.text(value.span).starts_with(word)) {
        Some(value) => edit(value.span, format!("{word} {level}")),
        None => behind(field.span, format!(", {word} {level}")),
    }
}

fn heavier(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for field in fields(policy) {
        for heavy in ["legal", "special", "authentic", "decision", "payment"] {
            let text = policy.text(field.span);
            if !text.contains(heavy) {
                all.push(behind(field.span, format!(", {heavy}")).into());
            }
        }
    }
    all
}

fn kinds<'p>(policy: &'p Policy, kind: &'p str) -> impl Iterator<Item = Edit> + 'p {
    let backs = policy.model.units.iter().filter(|it| it.kind.is_some_and(|it| matches!(it.word(), "back" | "team")));
    backs.map(move |it| policy.set(policy.declaration(&it.thing), "kind", kind))
}

fn allow_everything(policy: &Policy) -> Vec<Mutant> {
    let all = |unit: usize| format!("allow {} to write * when logged because \"gemak\"", policy.unit(unit));
    (0..policy.model.units.len()).map(|unit| policy.at_the_end(&all(unit)).into()).collect()
}

/// Whoever is responsible for one task becomes so for another too.
fn also(policy: &Policy, task: &str, other: &str) -> Vec<Mutant> {
    let has = |it: &Said<'_>, task: &str| it.words(Clause::Tasks).0.contains(&task);
    let all = policy.said_by(&[Head::Responsible]).filter(|it| has(it, task) && !has(it, other));
    all.map(|it| it.and(Clause::Tasks, other).into()).collect()
}

fn write_accounts(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said_by(&[Head::Responsible]).filter(|it| it.words(Clause::Tasks).0.contains(&"decide")) {
        let right = format!(
            "allow {} to update payment when verified high, four-eyes, logged because \"gemak\"",
            it.words(Clause::Subject).0.join(", ")
        );
        all.push(it.another(&right).into());
    }
    all
}
