//! `steering/temporary-no-end`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::finding::{Dimension, Finding};
use crate::model::date;
use crate::source::Span;
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::temporary::{Arrangement, Fault};

rule! {
    /// A temporary arrangement without an end, past its end, or with nobody who takes over the day after.
    ///
    /// ## Why
    ///
    /// An experiment gets room to try things because it ends.
    /// Without a date it does not end; past its date it goes on without anybody having decided so; and without a
    /// successor its channel is left alone on the day after.
    /// Temporary is a unit or channel that says so (a tag such as `#pilot` or `#tijdelijk`, or such a word at the
    /// head of its name or label), a statement about steering whose `because` begins so, and whatever has an `until`.
    /// A successor is anybody who holds the tasks of the process, the obligatory aspects and the steering of what is
    /// still offered the day after; of a channel, any other that offers the same to the same audience.
    ///
    /// Basis: the web channel was first placed, for a while, with a separate experimental department and [later
    /// became ordinary business](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The pilot with video calls began in 2024. It was to be evaluated "after the summer".
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Beeld    { medium: video  target: 80% within 1m }
    ///
    /// unit Directie "Directie Dienstverlening" {
    ///   kind: directorate
    ///   unit KCC "Klantcontactcentrum" { kind: kcc }
    ///   unit Lab "Pilot beeldbellen"   { kind: front }
    /// }
    ///
    /// service Inschrijving "Inschrijven vanuit het buitenland"
    ///
    /// offer Inschrijving via Telefoon, Beeld
    /// responsible KCC      for handle, deliver
    /// responsible KCC      for inform, intake via Telefoon
    /// responsible Lab, KCC for inform, intake via Beeld
    /// accountable Directie for policy, content, steering, capacity, change
    /// accountable Lab      for steering       via Beeld
    /// handover Lab <-> KCC within 1 workday
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Beeld    { medium: video  target: 80% within 1m }
    ///
    /// unit Directie "Directie Dienstverlening" {
    ///   kind: directorate
    ///   unit KCC "Klantcontactcentrum" { kind: kcc }
    ///   unit Lab "Pilot beeldbellen"   { kind: front  until: 2027-03-31 }
    /// }
    ///
    /// service Inschrijving "Inschrijven vanuit het buitenland"
    ///
    /// offer Inschrijving via Telefoon, Beeld
    /// responsible KCC      for handle, deliver
    /// responsible KCC      for inform, intake via Telefoon
    /// responsible Lab, KCC for inform, intake via Beeld
    /// accountable Directie for policy, content, steering, capacity, change
    /// accountable Lab      for steering       via Beeld
    /// handover Lab <-> KCC within 1 workday
    /// ```
    "steering/temporary-no-end", Warning, Some(run)
}

/// What a channel leaves behind.
const LEFT: &[Axis] = &[Axis::Service, Axis::Audience, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (arrangement, fault) in space.faulty_arrangements() {
        let (name, span) = named(space, arrangement);
        match fault {
            Fault::NoEnd => report.add(span, format!("{name} is temporary and has no end"), |finding| {
                let help = match arrangement {
                    Arrangement::Statement(_) => "add `until` with the last day, and say who follows",
                    Arrangement::Unit(_) | Arrangement::Channel(_) => {
                        "state `until: …` with the last day, and say who follows"
                    }
                };
                subject(space, finding, arrangement).note("says that it is for a while").help(help)
            }),
            Fault::Over(last) => {
                let message = format!("{name} ended on {} and still stands here", date::iso(last));
                report.add(span, message, |finding| {
                    subject(space, finding, arrangement)
                        .note("is past its end")
                        .help("remove it, or give it a later `until` that somebody decided on")
                });
            }
            Fault::NoSuccessor(last, block) => no_successor(space, report, arrangement, last, block),
        }
    }
}

fn no_successor(space: &Space<'_>, report: &mut Report<'_>, arrangement: Arrangement, last: i32, block: Block) {
    let (name, span) = named(space, arrangement);
    let last = date::iso(last);
    // When it begins was said.
    let gap = space.up_to(block.get(Axis::Period));
    let until = space.period_phrase(gap);
    let is_channel = matches!(arrangement, Arrangement::Channel(_));
    if is_channel {
        let message =
            format!("{name} ends on {last}, and no other channel offers {} then{until}", space.left_words(block));
        report.add_block(space, span, message, (block, LEFT), |finding| {
            finding
                .note("nothing follows it")
                .help(format!("offer it through a channel that stays: `offer {}`", space.offer_words(block)))
        });
        return;
    }
    let message = format!(
        "{name} ends on {last}, and nobody takes over {}{}",
        space.tasks_phrase(block.get(Axis::Task)),
        space.place_phrase(block.with(Axis::Period, gap))
    );
    let verb = space.duty_word(block.get(Axis::Task));
    report.add_block(space, span, message, (block, HOLDER_AXES), |finding| {
        finding.note("nobody follows it").help(format!(
            "write `{verb} UNIT for {}{}`",
            space.task_words(block),
            space.clauses(block)
        ))
    });
}

/// What it is called in a sentence, and where it stands.
fn named(space: &Space<'_>, arrangement: Arrangement) -> (String, Span) {
    let model = space.model;
    match arrangement {
        Arrangement::Unit(id) => {
            let thing = &model.units[id as usize].thing;
            (format!("`{}`", model.names.name(thing.symbol)), thing.span)
        }
        Arrangement::Channel(id) => {
            let thing = &model.channels[id as usize].thing;
            (format!("`{}`", model.names.name(thing.symbol)), thing.span)
        }
        Arrangement::Statement(id) => {
            let subject = model.ast.statements[id.at()].subject.map(|it| model.ast.selector(it).span);
            let subject = subject.map_or_else(String::new, |it| space.words_at(it));
            (format!("the arrangement with `{subject}`"), model.ast.statements[id.at()].span)
        }
    }
}

/// A declaration is its own subject.
fn subject(space: &Space<'_>, mut finding: Finding, arrangement: Arrangement) -> Finding {
    let name = named(space, arrangement).0.replace('`', "");
    match arrangement {
        Arrangement::Unit(_) => finding.subjects = vec![(Dimension::Unit, vec![name])],
        Arrangement::Channel(_) => finding.subjects = vec![(Dimension::Channel, vec![name])],
        Arrangement::Statement(_) => {}
    }
    finding
}
