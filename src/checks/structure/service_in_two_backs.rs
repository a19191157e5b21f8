//! `structure/service-in-two-backs`

use crate::check::{Report, rule};
use crate::phrase::{list, written};
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// One service that is handled by two unrelated back offices.
    ///
    /// ## Why
    ///
    /// Behind the counter work is divided by product: whoever handles a service handles all of it, and gets good at
    /// it.
    /// A service that two departments handle, each for its own channel, place or audience, is learned twice and
    /// drifts apart.
    /// Two departments that one statement names together share it on purpose.
    ///
    /// Basis: departments are divided by the [products and
    /// services](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie) that they deliver, and the back
    /// office works [independent of the
    /// channel](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden).
    ///
    /// ## Bad
    ///
    /// Felling a tree is handled by Housing for residents and by Economic Affairs for companies. The tree is the
    /// same.
    ///
    /// ```org
    /// audience Inwoners    "Inwoners"
    /// audience Ondernemers "Ondernemers"
    ///
    /// channel Telefoon { medium: phone   target: 80% within 30s }
    /// channel Post     { medium: letter  reply: 10 workdays }
    ///
    /// unit Directie "Directie Ruimte"     { kind: directorate }
    /// unit KCC      "Klantcontactcentrum" { kind: kcc }
    /// unit Wonen    "Wonen en groen"      { kind: back }
    /// unit Economie "Economische zaken"   { kind: back }
    ///
    /// service Kap "Boom kappen"
    ///
    /// offer Kap via Telefoon, Post
    /// responsible KCC             for inform, intake
    /// responsible Wonen           for handle, deliver serving Inwoners
    /// responsible Economie        for handle, deliver serving Ondernemers
    /// accountable Directie        for policy, content, steering, capacity, change
    /// consulted   Wonen, Economie for steering
    /// handover KCC <-> Wonen, Economie within 2 workdays
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// audience Inwoners    "Inwoners"
    /// audience Ondernemers "Ondernemers"
    ///
    /// channel Telefoon { medium: phone   target: 80% within 30s }
    /// channel Post     { medium: letter  reply: 10 workdays }
    ///
    /// unit Directie "Directie Ruimte"     { kind: directorate }
    /// unit KCC      "Klantcontactcentrum" { kind: kcc }
    /// unit Wonen    "Wonen en groen"      { kind: back }
    /// unit Economie "Economische zaken"   { kind: back }
    ///
    /// service Kap "Boom kappen"
    ///
    /// offer Kap via Telefoon, Post
    /// responsible KCC             for inform, intake
    /// responsible Wonen           for handle, deliver
    /// consulted   Economie        for handle serving Ondernemers
    /// accountable Directie        for policy, content, steering, capacity, change
    /// consulted   Wonen, Economie for steering
    /// handover KCC <-> Wonen within 2 workdays
    /// ```
    "structure/service-in-two-backs", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.services_in_two_backs() {
        let names = space.names(Axis::Unit, block.get(Axis::Unit));
        let services = space.offered_phrase(block.get(Axis::Service));
        let message = format!(
            "{services} {} handled by {} unrelated back offices: {}{}",
            if space.is_singular(block.get(Axis::Service)) { "is" } else { "are" },
            if names.len() == 2 { "two".to_owned() } else { names.len().to_string() },
            list(&names),
            space.period_phrase(block.get(Axis::Period))
        );
        let claims = space.handlers_of(Head::Responsible, block);
        let Some((&first, others)) = claims.split_first() else { continue };
        report.add_block(space, space.span(first), message, (block, AXES), |mut finding| {
            for &claim in others {
                finding = finding.label(space.span(claim), format!("and {}", space.holder_words(claim)));
            }
            finding.note(space.holder_words(first)).help(format!(
                "leave it to one of them, or name {} in one statement: `responsible {} for handle{}`",
                if names.len() == 2 { "both" } else { "them all" },
                written(&names),
                space.scope_clauses(block)
            ))
        });
    }
}
