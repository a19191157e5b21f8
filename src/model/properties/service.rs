//! What a theme or service states, and the process that a service has when it states none.

use super::super::tables::Space;
use super::super::value;
use super::super::vocabulary;
use super::super::words::{Key, Task, Tasks};
use super::super::{Service, UnitId};
use super::{Given, Reader};

pub(super) fn read(reader: &mut Reader<'_, '_>, given: &[Given], it: &mut Service) {
    for property in given {
        match property.key {
            Key::Upl => it.upl = reader.symbol(property),
            Key::Complexity => it.complexity = reader.word(property),
            Key::Discretion => it.discretion = reader.word(property),
            Key::Decision => it.decision = reader.answer(property).unwrap_or(false),
            Key::Formal => it.formal = reader.answer(property),
            Key::Volume => it.volume = reader.parsed(property, value::rate),
            Key::Immediate => it.immediate = reader.answer(property),
            Key::Process => {
                it.process = process(reader, property);
                it.process_stated = !it.process.is_empty();
            }
            Key::Separate => it.separate = separate(reader, property),
            Key::Skills => it.skills = reader.symbols(property),
            Key::Body => it.body = reader.thing(property, Space::Unit).map(UnitId),
            Key::Mandatable => it.mandatable = reader.answer(property).unwrap_or(true),
            _ => {}
        }
    }
    if !it.process_stated {
        it.process = usual(it.decision);
    }
}

/// `inform, intake -> handle -> deliver`, with `decide` before `deliver` where there is a decision.
fn usual(decision: bool) -> Vec<Tasks> {
    let mut steps = vec![[Task::Inform, Task::Intake].into_iter().collect(), Task::Handle.bit()];
    if decision {
        steps.push(Task::Decide.bit());
    }
    steps.push(Task::Deliver.bit());
    steps
}

fn process(reader: &mut Reader<'_, '_>, property: &Given) -> Vec<Tasks> {
    let mut steps: Vec<Tasks> = Vec::new();
    let mut seen = Tasks::NONE;
    for value in reader.listed(property) {
        let atoms = reader.atoms(value);
        let known = |it: Task| Tasks::PROCESS.has(it);
        let Some(task) = reader.word_of_some::<Task>(property, atoms, value.span, known) else { continue };
        let word = task.word();
        if !Tasks::PROCESS.has(task) {
            let words = vocabulary::one_of(Tasks::PROCESS.iter().map(Task::word));
            reader.out_of_range(
                property,
                &format!("`{word}` is an aspect, not a step"),
                &format!("a step is one of {words}"),
            );
        } else if seen.has(task) {
            reader.out_of_range(property, &format!("`{word}` stands in it twice"), "let each task stand in one step");
        } else {
            seen = seen.or(task.bit());
            match steps.last_mut() {
                Some(step) if !value.arrow => *step = step.or(task.bit()),
                _ => steps.push(task.bit()),
            }
        }
    }
    steps
}

fn separate(reader: &mut Reader<'_, '_>, property: &Given) -> Tasks {
    let before = reader.findings.len();
    let mut tasks = Tasks::NONE;
    for value in reader.listed(property) {
        if value.arrow {
            reader.wrong(property, value.span);
            continue;
        }
        let atoms = reader.atoms(value);
        if let Some(task) = reader.word_of::<Task>(property, atoms, value.span) {
            tasks = tasks.or(task.bit());
        }
    }
    if tasks.iter().count() == 1 && reader.findings.len() == before {
        reader.out_of_range(
            property,
            "one task alone cannot be separate",
            "name the tasks that one unit may not hold together",
        );
    }
    tasks
}
