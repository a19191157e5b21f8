//! A world as the text of a policy, over one or more files, in any order.

use loket::model::asked::Side;

use super::words::{AS_OF, ASSURANCES, DAYS, ENTRANCES, EVES, LEVELS, TASKS};
use super::world::{Kind, Life, Noun, Selector, Statement, Term, World, name};

pub(super) struct Printed {
    /// Path and text of each file, in the order of their paths.
    pub files: Vec<(String, String)>,
    pub settings: String,
    /// For each statement of the world: the path of its file, and its line from 1.
    pub lines: Vec<(String, usize)>,
}

impl Printed {
    /// Everything together, to be read by people.
    pub(super) fn text(&self) -> String {
        let settings = [("loket.toml".to_owned(), self.settings.clone())];
        let files = self.files.iter().chain(&settings).filter(|(_, content)| !content.is_empty());
        files.map(|(path, content)| format!("\n#- {path}\n{content}")).collect::<Vec<_>>().concat()
    }
}

pub(super) fn print(world: &World) -> Printed {
    let mut items: Vec<(Option<usize>, String)> = declarations(world).into_iter().map(|text| (None, text)).collect();
    for (index, it) in world.statements.iter().enumerate() {
        items.push((Some(index), statement(world, it)));
    }
    let key = |item: usize| match world.shuffle.len() {
        0 => item,
        some => world.shuffle[item % some],
    };
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&item| (key(item), item));

    let mut files: Vec<(String, String)> =
        (0..world.files.max(1)).map(|file| (format!("{}.org", ["a", "b", "c"][file]), String::new())).collect();
    let mut lines = vec![(String::new(), 0); world.statements.len()];
    for item in order {
        let file = key(item) % files.len();
        let (path, content) = &mut files[file];
        if let Some(index) = items[item].0 {
            lines[index] = (path.clone(), content.lines().count() + 1);
        }
        content.push_str(&items[item].1);
        content.push('\n');
    }
    files.retain(|(_, content)| !content.is_empty());
    Printed { files, settings: settings(world), lines }
}

fn settings(world: &World) -> String {
    let aspects = world.aspects.as_ref().map(|aspects| {
        let quoted: Vec<String> = aspects.iter().map(|&aspect| format!("\"{}\"", TASKS[aspect])).collect();
        format!("[requirements]\naspects = [{}]\n", quoted.join(", "))
    });
    let ceilings = world.front_ceiling.map(|tier| format!("[ceilings]\nfront = {tier}\nkcc = {tier}\n"));
    let handovers = world.most_handovers.map(|most| format!("handovers = {most}\n"));
    let thresholds = format!("[thresholds]\nentrances = {ENTRANCES}\n{}", handovers.unwrap_or_default());
    aspects.unwrap_or_default() + &ceilings.unwrap_or_default() + &thresholds
}

/// The items that are no statement, each with all that is nested in it.
fn declarations(world: &World) -> Vec<String> {
    let arrangement = world.arrangement.map(|word| format!("arrangement: {word}  "));
    let mut items = vec![format!("organisation Proef {{ {}as-of: {} }}", arrangement.unwrap_or_default(), DAYS[AS_OF])];
    let unit = |it| unit_properties(world, it);
    let channel = |it| channel_properties(world, it);
    let service = |it| service_properties(world, it);
    let record = |it| record_properties(world, it);
    let location = |it| world.hours.of_location(it);
    let audience = |it| if world.disjoint.contains(&it) { vec!["disjoint: yes".to_owned()] } else { Vec::new() };
    items.extend(nouns(&world.units, &|_| "unit", &|it| name("Unit", it), &unit));
    items.extend(nouns(&world.channels, &|_| "channel", &|it| name("Channel", it), &channel));
    items.extend(nouns(&world.locations, &|_| "location", &|it| name("Place", it), &location));
    items.extend(nouns(&world.audiences, &|_| "audience", &|it| name("Group", it), &audience));
    let keyword = |it: usize| {
        if world.services[it].is.theme { "theme" } else { "service" }
    };
    items.extend(nouns(&world.services, &keyword, &|it| name("Service", it), &service));
    items.extend(nouns(&world.records, &|_| "record", &|it| name("Record", it), &record));
    items
}

fn nouns<T>(
    all: &[Noun<T>],
    keyword: &dyn Fn(usize) -> &'static str,
    named: &dyn Fn(usize) -> String,
    properties: &dyn Fn(usize) -> Vec<String>,
) -> Vec<String> {
    let roots = (0..all.len()).filter(|&it| all[it].parent.is_none());
    roots.map(|it| noun(all, it, 0, keyword, named, properties)).collect()
}

fn noun<T>(
    all: &[Noun<T>],
    it: usize,
    depth: usize,
    keyword: &dyn Fn(usize) -> &'static str,
    named: &dyn Fn(usize) -> String,
    properties: &dyn Fn(usize) -> Vec<String>,
) -> String {
    let mut inside = properties(it);
    inside.extend(all[it].life.from.map(|day| format!("from: {}", DAYS[day])));
    inside.extend(all[it].life.until.map(|day| format!("until: {}", EVES[day])));
    let margin = "  ".repeat(depth);
    let mut block: Vec<String> = inside.iter().map(|property| format!("{margin}  {property}\n")).collect();
    let children = (0..all.len()).filter(|&child| all[child].parent == Some(it));
    block.extend(children.map(|child| noun(all, child, depth + 1, keyword, named, properties) + "\n"));
    let tag = if all[it].tags.is_empty() { "" } else { " #merk" };
    let block = if block.is_empty() { String::new() } else { format!(" {{\n{}{margin}}}", block.concat()) };
    format!("{margin}{} {}{tag}{block}", keyword(it), named(it))
}

fn unit_properties(world: &World, it: usize) -> Vec<String> {
    let unit = &world.units[it].is;
    let mut all = vec![format!("kind: {}", unit.kind)];
    all.extend(unit.ceiling.map(|level| format!("ceiling: {}", LEVELS[level])));
    all.extend(unit.line.map(|line| format!("line: {line}")));
    all.extend(unit.foreign.then(|| "relation: chain".to_owned()));
    all.extend(unit.agreement.then(|| "agreement: \"convenant\"".to_owned()));
    all.extend(world.hours.of_unit(it));
    all.extend(unit.outsourced.then(|| "outsourced: \"Elders BV\"".to_owned()));
    all.extend(unit.views.iter().map(|&record| format!("views: {}", name("Record", record))));
    all
}

fn channel_properties(world: &World, it: usize) -> Vec<String> {
    let channel = &world.channels[it].is;
    let mut all = vec![format!("medium: {}", channel.medium().name)];
    all.extend(channel.sync.map(|sync| format!("mode: {}", if sync { "sync" } else { "async" })));
    if !channel.locations.is_empty() {
        let places: Vec<String> = channel.locations.iter().map(|&place| name("Place", place)).collect();
        all.push(format!("locations: {}", places.join(", ")));
    }
    all.extend(channel.assurance.map(|level| format!("assurance: {}", ASSURANCES[level])));
    all.extend(world.hours.of_channel(it));
    all.extend(channel.general.map(|yes| format!("general: {}", if yes { "yes" } else { "no" })));
    if channel.norm {
        let norms = if channel.is_sync() {
            ["target: 80% within 30s", "target: 80% within 90s"]
        } else {
            ["reply: 2 workdays", "reply: 10 workdays"]
        };
        all.push(norms[channel.pace].to_owned());
    }
    all.extend(channel.section_of.map(|whole| format!("section-of: {}", name("Channel", whole))));
    all
}

fn service_properties(world: &World, it: usize) -> Vec<String> {
    let service = &world.services[it].is;
    let mut all: Vec<String> = service.complexity.map(|word| format!("complexity: {word}")).into_iter().collect();
    if service.decision {
        all.push("decision: yes".to_owned());
    }
    if service.formal {
        all.push("formal: yes".to_owned());
    }
    if let Some(steps) = &service.process {
        let steps: Vec<String> = steps.iter().map(|step| tasks(step)).collect();
        all.push(format!("process: {}", steps.join(" -> ")));
    }
    if !service.separate.is_empty() {
        all.push(format!("separate: {}", tasks(&service.separate)));
    }
    all.extend(service.body.map(|unit| format!("body: {}", name("Unit", unit))));
    all.extend(service.immediate.then(|| "immediate: yes".to_owned()));
    all.extend(service.not_mandatable.then(|| "mandatable: no".to_owned()));
    all
}

fn record_properties(world: &World, it: usize) -> Vec<String> {
    let mut all = Vec::new();
    for (index, field) in world.fields.iter().enumerate().filter(|(_, field)| field.record == it) {
        let mut facts: Vec<String> = field.traits.iter().map(|&word| word.to_owned()).collect();
        facts.extend(field.source.map(|unit| format!("source {}", name("Unit", unit))));
        facts.extend(field.confidential.map(|level| format!("confidential {}", LEVELS[level])));
        facts.extend(field.assurance.map(|level| format!("assurance {}", ASSURANCES[level])));
        all.push(format!("{}: {}", name("field", index), facts.join(", ")));
    }
    all
}

fn tasks(list: &[usize]) -> String {
    list.iter().map(|&task| TASKS[task]).collect::<Vec<_>>().join(", ")
}

/// One statement, on one line.
fn statement(world: &World, it: &Statement) -> String {
    let units = selector(&it.units, &|unit| name("Unit", unit));
    let data = || format!("{} {}", it.operations.join(", "), data(world, &it.data));
    let head = match it.kind {
        Kind::Offer => "offer".to_owned(),
        Kind::Responsible => format!("responsible {units}"),
        Kind::Accountable => format!("accountable {units}"),
        Kind::Consulted => format!("consulted {units}"),
        Kind::Informed => format!("informed {units}"),
        Kind::Supporting => format!("supporting {units}"),
        Kind::Need => format!("need {}", data()),
        Kind::Allow => format!("allow {units} to {}", data()),
        Kind::Forbid => format!("forbid {units} to {}", data()),
        Kind::Handover => format!("handover {}", chain(it)),
        Kind::Mandate => format!("mandate {}", chain(it)),
        Kind::Delegate => format!("delegate {}", chain(it)),
    };
    let expect = match (it.expected, it.negated) {
        (false, _) => "",
        (true, false) => "expect ",
        (true, true) => "expect no ",
    };
    format!("{expect}{head}{}", clauses(it))
}

fn chain(it: &Statement) -> String {
    let link = |(link, &unit): (usize, &usize)| {
        let arrow = if it.both_ways.get(link) == Some(&true) { "<->" } else { "->" };
        format!(" {arrow} {}", name("Unit", unit))
    };
    let links: Vec<String> = it.chain[1..].iter().enumerate().map(link).collect();
    name("Unit", it.chain[0]) + &links.concat()
}

fn clauses(it: &Statement) -> String {
    let mut all = Vec::new();
    let mut clause = |word: &str, wanted: &Option<Selector>, named: &dyn Fn(usize) -> String| {
        all.extend(wanted.as_ref().map(|wanted| format!(" {word}{}", selector(wanted, named))));
    };
    clause("for ", &it.tasks, &|task| TASKS[task].to_owned());
    let of = if it.kind == Kind::Offer { "" } else { "of " };
    clause(of, &it.services, &|service| name("Service", service));
    clause("via ", &it.channels, &|channel| name("Channel", channel));
    clause("serving ", &it.audiences, &|audience| name("Group", audience));
    clause("at ", &it.locations, &|place| name("Place", place));
    let guards = guards(it);
    if !guards.is_empty() {
        all.push(format!(" when {}", guards.join(", ")));
    }
    all.extend(it.up_to.map(|level| format!(" up-to {}", LEVELS[level])));
    all.extend(it.mode.map(|word| format!(" {word}")));
    all.extend(it.within.map(|seconds| format!(" within {seconds}s")));
    all.extend(it.share.map(|share| format!(" share {share}%")));
    all.extend(it.onward.then(|| " onward".to_owned()));
    all.push(life(it.life));
    all.extend(it.because.then(|| " because \"reden\"".to_owned()));
    all.concat()
}

/// The selectors of a statement as filters of a command; `*` alone is none.
pub(super) fn flags(world: &World, it: &Statement) -> Vec<(Side, String)> {
    let mut all = Vec::new();
    let mut flag = |side: Side, wanted: Option<&Selector>, named: &dyn Fn(usize) -> String| {
        all.extend(wanted.filter(|it| !it.is_all()).map(|wanted| (side, selector(wanted, named))));
    };
    flag(Side::Units, Some(&it.units), &|unit| name("Unit", unit));
    flag(Side::Tasks, it.tasks.as_ref(), &|task| TASKS[task].to_owned());
    flag(Side::Services, it.services.as_ref(), &|service| name("Service", service));
    flag(Side::Channels, it.channels.as_ref(), &|channel| name("Channel", channel));
    flag(Side::Audiences, it.audiences.as_ref(), &|audience| name("Group", audience));
    flag(Side::Locations, it.locations.as_ref(), &|place| name("Place", place));
    all.extend((!it.data.is_all()).then(|| (Side::Data, data(world, &it.data))));
    all
}

fn guards(it: &Statement) -> Vec<String> {
    let mut all: Vec<String> =
        it.guards.verified.map(|level| format!("verified {}", ASSURANCES[level])).into_iter().collect();
    let words =
        [("four-eyes", it.guards.four_eyes), ("after-check", it.guards.after_check), ("logged", it.guards.logged)];
    all.extend(words.iter().filter(|(_, asked)| *asked).map(|(word, _)| (*word).to_owned()));
    all
}

fn life(life: Life) -> String {
    let from = life.from.map_or_else(String::new, |day| format!(" from {}", DAYS[day]));
    let until = life.until.map_or_else(String::new, |day| format!(" until {}", EVES[day]));
    from + &until
}

fn selector(wanted: &Selector, named: &dyn Fn(usize) -> String) -> String {
    let list = |terms: &[Term]| {
        let words: Vec<String> = terms
            .iter()
            .map(|term| match *term {
                Term::All => "*".to_owned(),
                Term::Tag(_) => "#merk".to_owned(),
                Term::Class(word) => word.to_owned(),
                Term::Name(it) | Term::Field(it) => named(it),
            })
            .collect();
        words.join(", ")
    };
    let except = if wanted.except.is_empty() { String::new() } else { format!(" except {}", list(&wanted.except)) };
    list(&wanted.terms) + &except
}

/// Data: a field by its full name, a record by its own.
fn data(world: &World, wanted: &Selector) -> String {
    let records = world.records.len();
    let shifted = |terms: &[Term]| -> Vec<Term> {
        let shift = |term: &Term| {
            if let Term::Field(field) = *term { Term::Field(records + field) } else { *term }
        };
        terms.iter().map(shift).collect()
    };
    let wanted = Selector { terms: shifted(&wanted.terms), except: shifted(&wanted.except) };
    selector(&wanted, &|it| match it.checked_sub(records) {
        Some(field) => world.field_name(field),
        None => name("Record", it),
    })
}
