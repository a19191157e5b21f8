//! Which data there is and who may see and change it.

use super::{Topic, any, fields, heads, of, units};
use crate::model::words::{Operation, Trait};
use crate::syntax::ast::Head;

pub(super) static TOPICS: &[Topic] = &[
    Topic {
        id: "data",
        about: "the data that is kept",
        write: "`record Klant { telefoon: contact }`",
        rules: &[
            "gap/blind-front",
            "gap/field-unwritable",
            "gap/right-missing",
            "gap/write-undecided",
            "handover/no-shared-view",
        ],
        each: false,
        count: |own| any(fields(own, |_| true).0),
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
        about: "which data people work with",
        write: "`allow KCC to read Klant.*` or `need read Klant.naam for handle of Verhuizing`",
        rules: &["gap/blind-front", "handover/no-shared-view"],
        each: false,
        count: |own| any(heads(own, Head::Allow).0 + heads(own, Head::Need).0),
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
