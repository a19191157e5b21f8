//! Which data there is and who may see and change it.

use super::{Topic, any, fields, heads, of, units};
use crate::describe::own::Own;
use crate::model::words::{Operation, Trait, Traits};
use crate::space::blind::is_seen;
use crate::space::claim::Claim;
use crate::space::risks::tier;
use crate::space::set::SetId;
use crate::syntax::ast::Head;

pub(super) static TOPICS: &[Topic] = &[
    Topic {
        id: "data",
        about: "the data that is kept",
        write: "`record Klant { telefoon: contact }`",
        rules: &["gap/blind-front", "gap/right-missing", "gap/write-undecided", "handover/no-shared-view"],
        each: false,
        count: |own| any(fields(own, |_| true).0),
    },
    Topic {
        id: "own-data",
        about: "the data that it keeps itself",
        write: "`record Klant { telefoon: contact }`",
        rules: &["gap/field-unwritable"],
        each: false,
        count: |own| any(fields(own, |it| !own.space.model.records[it.record.at()].thing.catalog).0),
    },
    Topic {
        id: "sight-data",
        about: "which data is about customers or cases",
        write: "`contact` or `note` of a field",
        rules: &["gap/blind-front", "handover/no-shared-view"],
        each: false,
        count: |own| any(fields(own, is_seen).0),
    },
    Topic {
        id: "personal-data",
        about: "which data is personal",
        write: "`contact`, `personal`, `special` or `payment` of a field",
        rules: &["risk/no-purpose"],
        each: false,
        count: |own| any(fields(own, |it| it.traits.overlaps(Traits::PERSONAL_DATA)).0),
    },
    Topic {
        id: "identity",
        about: "for which data people have to show who they are",
        write: "`contact`, `personal`, `authentic` or `assurance substantial` of a field",
        rules: &["risk/identity-too-low"],
        each: false,
        count: |own| any(fields(own, |it| it.assurance.is_some() || it.traits.overlaps(Traits::CUSTOMER)).0),
    },
    Topic {
        id: "weight",
        about: "which data is of great consequence",
        write: "`legal`, `personal`, `authentic` or `decision` of a field",
        rules: &["risk/experimental", "risk/no-second-pair-of-eyes", "risk/outside-partner", "risk/team-alone"],
        each: false,
        count: |own| any(of_tier(own, 3)),
    },
    Topic {
        id: "front-weight",
        about: "which data is of more consequence than a front office may change",
        write: "`legal`, `personal`, `authentic` or `decision` of a field",
        rules: &["risk/front-mutation"],
        each: false,
        count: |own| {
            let lowest = own.space.settings.kinds_with_ceiling().map(|it| it.1).min();
            any(of_tier(own, lowest.map_or(3, |it| it.min(3) + 1)))
        },
    },
    Topic {
        id: "rights",
        about: "who may see which data",
        write: "`allow KCC to read Klant.* because \"…\"`",
        rules: &["overlap/contradiction", "risk/above-ceiling", "risk/no-purpose", "risk/outside-partner"],
        each: false,
        count: |own| heads(own, Head::Allow),
    },
    Topic {
        id: "changes",
        about: "who may change which data",
        write: "`allow KCC to update Klant.telefoon when logged because \"…\"`",
        rules: &[
            "overlap/writers",
            "risk/authentic-outside-source",
            "risk/blanket",
            "risk/excess-right",
            "risk/experimental",
            "risk/front-mutation",
            "risk/identity-too-low",
            "risk/inform-only-writes",
            "risk/inherited-front",
            "risk/no-second-pair-of-eyes",
            "risk/team-alone",
            "risk/unlogged",
        ],
        each: false,
        count: |own| {
            let allows = own.space.claims_with(Head::Allow);
            any(allows.filter(|(_, it)| it.operations.iter().any(|it| it != Operation::Read)).count())
        },
    },
    Topic {
        id: "refusals",
        about: "what nobody may do",
        write: "`forbid front to write decision`",
        rules: &["overlap/contradiction"],
        each: false,
        count: |own| any(heads(own, Head::Forbid).0),
    },
    Topic {
        id: "sights",
        about: "who works with data about customers and cases",
        write: "`allow KCC to read Klant.*` or `need read Klant.naam for handle of Verhuizing`",
        rules: &["gap/blind-front"],
        each: false,
        count: |own| {
            let seen = seen(own);
            let claims = [Head::Allow, Head::Need].into_iter().flat_map(|head| own.space.claims_with(head));
            any(claims.filter(|(_, it)| !own.space.sets.disjoint(it.fields, seen)).count())
        },
    },
    Topic {
        id: "shared-sights",
        about: "who may look at data about customers and cases",
        write: "`allow KCC to read Klant.*`, or `views: Klant` of a unit",
        rules: &["handover/no-shared-view"],
        each: false,
        count: |own| {
            let (space, seen) = (own.space, seen(own));
            let reads = |it: &Claim| it.operations.has(Operation::Read) && !space.sets.disjoint(it.fields, seen);
            let looks = (0..)
                .zip(&space.model.units)
                .filter(|(id, it)| own.exists(it.thing.exists) && !space.sets.disjoint(space.looks_into(*id), seen));
            any(space.claims_with(Head::Allow).filter(|it| reads(it.1)).count() + looks.count())
        },
    },
    Topic {
        id: "needs",
        about: "which data the work needs",
        write: "`need update Klant.adres for handle of Verhuizing`",
        rules: &["gap/right-missing", "risk/excess-right"],
        each: false,
        count: |own| heads(own, Head::Need),
    },
    Topic {
        id: "confidentiality",
        about: "how confidential data is",
        write: "`confidential vertrouwelijk` of a field",
        rules: &["risk/above-ceiling"],
        each: false,
        count: |own| any(fields(own, |it| it.confidential.is_some()).0),
    },
    Topic {
        id: "ceilings",
        about: "which data units are cleared for",
        write: "`ceiling: intern` of a unit",
        rules: &["risk/above-ceiling"],
        each: false,
        count: |own| any(units(own, |it| it.ceiling.is_some()).0),
    },
    Topic {
        id: "sources",
        about: "which unit keeps authentic data",
        write: "`authentic, source Burgerzaken` of a field",
        rules: &["risk/authentic-outside-source"],
        each: true,
        count: |own| {
            let authentic = own.fields().filter(|it| it.traits.has(Trait::Authentic));
            of(authentic, |it| it.source.is_some())
        },
    },
];

/// The fields of which somebody has to see some; all of them where the policy does not say which tell what.
fn seen(own: &Own<'_, '_>) -> SetId {
    let [customer, case] = own.space.sight_fields();
    let seen = own.space.sets.union(customer, case);
    if seen.is_empty() { own.space.dimensions.all_fields } else { seen }
}

/// How many fields are of a tier or above when they are changed; where none is, whether some right is of it by what it does to
/// them.
fn of_tier(own: &Own<'_, '_>, least: u8) -> usize {
    let (sets, all) = (&own.space.sets, &own.space.model.fields);
    let by_traits = fields(own, |it| tier(Operation::Update, it.traits) >= least).0;
    let is_heavy = |it: &Claim| {
        let writing = it.operations.iter().filter(|it| *it != Operation::Read);
        writing.into_iter().any(|does| sets.members(it.fields).any(|id| tier(does, all[id as usize].traits) >= least))
    };
    let by_operation = || own.space.claims_with(Head::Allow).any(|it| is_heavy(it.1));
    if by_traits > 0 { by_traits } else { usize::from(by_operation()) }
}
