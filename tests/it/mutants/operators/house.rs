//! The rest of the organisation: who does which step, who can do what, how outsiders are bound, when things were last
//! looked at.

use loket::model::Unit;
use loket::syntax::ast::{Head, Noun};

use super::super::policy::{Clause, Edit, Policy, Said, edit};
use super::{Expected, Mutant, Operator, by_itself, by_reference, found};

const RESPONSIBLE: &[Head] = &[Head::Responsible];

pub(super) const OPERATORS: &[Operator] = &[
    by_reference("share a step of the front with a back office", &["structure/mixed-step"], share_step),
    by_reference("let two back offices handle a service", &["structure/service-in-two-backs"], two_backs),
    by_reference("declare another arrangement", &["structure/arrangement-mismatch"], |it| {
        let organisation = it.declarations(Noun::Organisation).next().unwrap();
        ["kcc", "teams", "mixed"].map(|way| it.set(organisation, "arrangement", way).into()).into()
    }),
    by_reference("make a department a team", &["structure/team-incomplete"], |it| {
        it.declarations(Noun::Unit).map(|unit| it.set(unit, "kind", "team").into()).collect()
    }),
    // Staff, for rights are given to every front and back office at once.
    by_itself("forget a unit", &["structure/orphan-unit"], |it| {
        let subjects = vec![("unit", vec!["Vergeten".to_owned()])];
        let expected = Expected { rule: "structure/orphan-unit", place: None, words: Vec::new(), subjects };
        vec![Mutant {
            edits: vec![it.at_the_end("unit Vergeten \"Vergeten\" { kind: staff }")],
            finds: vec![expected],
            alone: false,
        }]
    }),
    by_itself("look again no more", &["structure/stale-review"], stale),
    by_itself("unlearn what a service asks for", &["people/skill-gap"], unlearn),
    by_itself("lose all but one with a scarce skill", &["people/scarce"], scarce),
    by_itself("hand over to outsiders without an agreement", &["relation/no-agreement"], |it| {
        let hops: Vec<&str> = it.said_by(&[Head::Handover]).flat_map(Said::hops).collect();
        let partners = it.model.units.iter().filter(|it| it.kind.is_some_and(|kind| kind.word() == "partner"));
        let bound = partners.filter(|unit| unit.agreement.is_some() && hops.contains(&it.name_of(&unit.thing)));
        bound
            .map(|unit| {
                let agreement = it.property(it.declaration(&unit.thing), "agreement").unwrap();
                about(it, vec![edit(agreement.span, "")], "relation/no-agreement", unit)
            })
            .collect()
    }),
    by_itself("outsource an entrance for good", &["relation/no-internal-owner"], |it| {
        outsource(it, "relation/no-internal-owner", &|said| {
            let (tasks, _) = said.words(Clause::Tasks);
            said.it.until.is_none() && tasks.iter().any(|task| matches!(*task, "inform" | "intake"))
        })
    }),
    by_itself("outsource a decision", &["relation/outsider-decides"], |it| {
        outsource(it, "relation/outsider-decides", &|said| said.words(Clause::Tasks).0.contains(&"decide"))
    }),
    by_itself("leave who makes policy no freedom", &["relation/freedom-contradiction"], |it| {
        let policy = it.said_by(&[Head::Accountable]).filter(|it| it.words(Clause::Tasks).0.contains(&"policy"));
        let mut units: Vec<usize> = policy.flat_map(Said::units).collect();
        units.sort_unstable();
        units.dedup();
        let units = units.into_iter().map(|unit| &it.model.units[unit]);
        units
            .map(|unit| {
                let none = it.set(it.declaration(&unit.thing), "policy-freedom", "none");
                about(it, vec![none], "relation/freedom-contradiction", unit)
            })
            .collect()
    }),
];

/// What must be found, naming a unit.
fn about(policy: &Policy, edits: Vec<Edit>, rule: &'static str, unit: &Unit) -> Mutant {
    found(edits, rule, &[policy.word(unit.thing.symbol)])
}

fn share_step(policy: &Policy) -> Vec<Mutant> {
    let is =
        |unit: usize, kinds: &[&str]| policy.model.units[unit].kind.is_some_and(|kind| kinds.contains(&kind.word()));
    let Some(back) = (0..policy.model.units.len()).find(|&unit| is(unit, &["back"])) else { return Vec::new() };
    let fronts = policy.said_by(RESPONSIBLE).filter(|it| it.units().iter().any(|&unit| is(unit, &["front", "kcc"])));
    fronts.map(|it| it.and(Clause::Subject, policy.unit(back)).into()).collect()
}

/// By one channel another back office handles what the first handles by the others.
fn two_backs(policy: &Policy) -> Vec<Mutant> {
    let back = |unit: &usize| policy.model.units[*unit].kind.is_some_and(|kind| kind.word() == "back");
    let handles = |it: &Said<'_>| it.words(Clause::Tasks).0.contains(&"handle");
    let mut all = Vec::new();
    for it in policy.said_by(RESPONSIBLE).filter(|it| handles(it) && it.units().iter().all(back)) {
        let named = it.units();
        let other = |unit: &usize| back(unit) && !named.iter().any(|&it| policy.related(it, *unit));
        let Some(other) = (0..policy.model.units.len()).find(other) else { continue };
        for channel in policy.leaves(Clause::Channels) {
            let way = policy.name_of(policy.things(Clause::Channels)[channel]);
            let services = it.words(Clause::Services).0.join(", ");
            let line = format!("responsible {} for handle of {services} via {way}", policy.unit(other));
            all.push(vec![it.except(Clause::Channels, way), policy.at_the_end(&line)].into());
        }
    }
    all
}

/// Reviews that are years ago.
fn stale(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said_by(&[Head::Allow, Head::Mandate]) {
        let annotations = &policy.model.ast.annotations[it.it.annotations.range()];
        for review in annotations.iter().filter(|it| policy.word(it.name.symbol) == "review") {
            let place = Some(policy.place(it.it.span));
            let expected = Expected { rule: "structure/stale-review", place, words: Vec::new(), subjects: Vec::new() };
            let edits = vec![edit(review.span, "@review(2023-01-31)")];
            all.push(Mutant { edits, finds: vec![expected], alone: false });
        }
    }
    all
}

/// A unit that handles an offered service has other skills than it asks for.
fn unlearn(policy: &Policy) -> Vec<Mutant> {
    let works = |unit: usize, service: usize| {
        policy.said_by(RESPONSIBLE).any(|it| {
            let (tasks, _) = it.words(Clause::Tasks);
            tasks.iter().any(|task| matches!(*task, "handle" | "advise"))
                && it.selects(Clause::Subject, unit)
                && it.selects(Clause::Services, service)
        })
    };
    let offered = |service: usize| policy.said_by(&[Head::Offer]).any(|it| it.selects(Clause::Services, service));
    let asks = |service: &usize| !policy.model.services[*service].skills.is_empty() && offered(*service);
    let services: Vec<usize> = policy.leaves(Clause::Services).into_iter().filter(asks).collect();
    let mut all = Vec::new();
    for (at, unit) in policy.model.units.iter().enumerate().filter(|(_, it)| !it.skills.is_empty()) {
        if services.iter().any(|&service| works(at, service)) {
            let edits = vec![policy.set(policy.declaration(&unit.thing), "skills", "tekenen")];
            all.push(about(policy, edits, "people/skill-gap", unit));
        }
    }
    all
}

fn scarce(policy: &Policy) -> Vec<Mutant> {
    let mut skills: Vec<loket::intern::Symbol> = policy.model.units.iter().flat_map(|it| it.scarce.clone()).collect();
    skills.sort_unstable();
    skills.dedup();
    let mut all = Vec::new();
    for skill in skills {
        let has = |it: &&Unit| it.skills.contains(&skill) || it.scarce.contains(&skill);
        let mut edits = Vec::new();
        for (at, unit) in policy.model.units.iter().filter(has).enumerate() {
            let declaration = policy.declaration(&unit.thing);
            edits.push(policy.set(declaration, "people", if at == 0 { "1" } else { "0" }));
        }
        all.push(found(edits, "people/scarce", &[policy.word(skill)]));
    }
    all
}

/// A unit that a statement of some kind makes responsible is somebody else's from now on, and has no agreement.
fn outsource(policy: &Policy, rule: &'static str, says: &dyn Fn(&Said<'_>) -> bool) -> Vec<Mutant> {
    let mut units: Vec<usize> = policy.said_by(RESPONSIBLE).filter(|it| says(it)).flat_map(Said::units).collect();
    units.sort_unstable();
    units.dedup();
    let units = units.into_iter().map(|unit| &policy.model.units[unit]);
    // Whoever ends anyway, or is bound already, is no finding.
    let units = units.filter(|it| it.agreement.is_none() && it.thing.exists.last == i32::MAX);
    let edits = |unit: &Unit| vec![policy.set(policy.declaration(&unit.thing), "outsourced", "\"Elders BV\"")];
    units.map(|unit| about(policy, edits(unit), rule, unit)).collect()
}
