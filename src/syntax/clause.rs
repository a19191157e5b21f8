//! The heads and clauses of statements, the keywords that spell them, and which of them go together.

use super::ast::{Head, Mode};
use super::grammar::{self, Rule};

/// What a clause says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clause {
    For,
    Of,
    Via,
    Serving,
    At,
    When,
    UpTo,
    Mode,
    Within,
    Share,
    Onward,
    From,
    Until,
    Because,
}

impl Clause {
    pub(super) const ALL: [Clause; 14] = [
        Clause::For,
        Clause::Of,
        Clause::Via,
        Clause::Serving,
        Clause::At,
        Clause::When,
        Clause::UpTo,
        Clause::Mode,
        Clause::Within,
        Clause::Share,
        Clause::Onward,
        Clause::From,
        Clause::Until,
        Clause::Because,
    ];

    /// The rule of its keyword; the mode words have several.
    pub(super) fn keyword(self) -> Option<Rule> {
        Some(match self {
            Clause::For => Rule::kw_for,
            Clause::Of => Rule::kw_of,
            Clause::Via => Rule::kw_via,
            Clause::Serving => Rule::kw_serving,
            Clause::At => Rule::kw_at,
            Clause::When => Rule::kw_when,
            Clause::UpTo => Rule::kw_up_to,
            Clause::Within => Rule::kw_within,
            Clause::Share => Rule::kw_share,
            Clause::Onward => Rule::kw_onward,
            Clause::From => Rule::kw_from,
            Clause::Until => Rule::kw_until,
            Clause::Because => Rule::kw_because,
            Clause::Mode => return None,
        })
    }
}

/// The clauses that a statement takes, one bit each.
pub(super) fn fits(head: Head) -> u16 {
    use Clause::{At, Because, For, From, Mode, Of, Onward, Serving, Share, Until, UpTo, Via, When, Within};
    const fn bits(clauses: &[Clause]) -> u16 {
        let mut bits = 0;
        let mut at = 0;
        while at < clauses.len() {
            bits |= 1 << clauses[at] as u16;
            at += 1;
        }
        bits
    }
    const OFFER: u16 = bits(&[Via, Serving, At, From, Until, Because]);
    const DUTY: u16 = OFFER | bits(&[For, Of]);
    const RIGHT: u16 = OFFER | bits(&[Of, When, UpTo]);
    const HANDOVER: u16 = OFFER | bits(&[Of, Mode, Within, Share]);
    const MANDATE: u16 = bits(&[For, Of, Onward, From, Until, Because]);
    match head {
        Head::Offer => OFFER,
        Head::Responsible | Head::Accountable | Head::Consulted | Head::Informed | Head::Supporting | Head::Need => {
            DUTY
        }
        Head::Allow | Head::Forbid => RIGHT,
        Head::Handover => HANDOVER,
        Head::Mandate | Head::Delegate => MANDATE,
    }
}

/// The head that a keyword's rule spells.
pub(super) fn head(rule: Rule) -> Option<Head> {
    Some(match rule {
        Rule::kw_offer => Head::Offer,
        Rule::kw_responsible => Head::Responsible,
        Rule::kw_accountable => Head::Accountable,
        Rule::kw_consulted => Head::Consulted,
        Rule::kw_informed => Head::Informed,
        Rule::kw_supporting => Head::Supporting,
        Rule::kw_need => Head::Need,
        Rule::kw_allow => Head::Allow,
        Rule::kw_forbid => Head::Forbid,
        Rule::kw_handover => Head::Handover,
        Rule::kw_mandate => Head::Mandate,
        Rule::kw_delegate => Head::Delegate,
        _ => return None,
    })
}

pub(super) fn head_of(word: &str) -> Head {
    grammar::keyword(word).and_then(head).expect("the grammar reads a head")
}

/// The rule of the keyword that spells a way to hand over.
pub(super) fn mode_rule(mode: Mode) -> Rule {
    match mode {
        Mode::Warm => Rule::kw_warm,
        Mode::Cold => Rule::kw_cold,
        Mode::Callback => Rule::kw_callback,
        Mode::Appointment => Rule::kw_appointment,
        Mode::Forward => Rule::kw_forward,
        Mode::Referral => Rule::kw_referral,
    }
}

pub(super) fn mode_of(word: &str) -> Option<Mode> {
    Some(match grammar::keyword(word)? {
        Rule::kw_warm => Mode::Warm,
        Rule::kw_cold => Mode::Cold,
        Rule::kw_callback => Mode::Callback,
        Rule::kw_appointment => Mode::Appointment,
        Rule::kw_forward => Mode::Forward,
        Rule::kw_referral => Mode::Referral,
        _ => return None,
    })
}

pub(super) fn clause_of(word: &str) -> Clause {
    match grammar::keyword(word).expect("the grammar reads a keyword") {
        Rule::kw_for => Clause::For,
        Rule::kw_of => Clause::Of,
        Rule::kw_via => Clause::Via,
        Rule::kw_serving => Clause::Serving,
        Rule::kw_at => Clause::At,
        Rule::kw_from => Clause::From,
        Rule::kw_until => Clause::Until,
        Rule::kw_within => Clause::Within,
        Rule::kw_share => Clause::Share,
        Rule::kw_up_to => Clause::UpTo,
        _ => Clause::Because,
    }
}

/// The rule that spells a head.
pub(super) fn head_rule(head: Head) -> Rule {
    match head {
        Head::Offer => Rule::kw_offer,
        Head::Responsible => Rule::kw_responsible,
        Head::Accountable => Rule::kw_accountable,
        Head::Consulted => Rule::kw_consulted,
        Head::Informed => Rule::kw_informed,
        Head::Supporting => Rule::kw_supporting,
        Head::Need => Rule::kw_need,
        Head::Allow => Rule::kw_allow,
        Head::Forbid => Rule::kw_forbid,
        Head::Handover => Rule::kw_handover,
        Head::Mandate => Rule::kw_mandate,
        Head::Delegate => Rule::kw_delegate,
    }
}

pub(super) fn is_chain(head: Head) -> bool {
    matches!(head, Head::Handover | Head::Mandate | Head::Delegate)
}
