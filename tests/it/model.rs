//! The model layer over text: what names and properties come to mean, and what is found wrong with them.

use loket::finding::{Finding, sort};
use loket::intern::Interner;
use loket::model::exact::Exact;
use loket::model::value::{Duration, Hours};
use loket::model::words::{
    Assurance, Class, Complexity, Confidentiality, Freedom, Medium, Operation, Operations, Task, Tasks, Trait, UnitKind,
};
use loket::model::{
    ChannelId, FieldId, Guards, Item, LocationId, Meaning, Model, RecordId, ServiceId, UnitId, build, date, period,
};
use loket::source::{FileId, Source, Sources};
use loket::syntax::ast::Ast;
use loket::syntax::{Limits, parse};

/// Reads one policy: files begin with `#- path`, those under `catalog/` are a catalogue's.
fn read(text: &str) -> (Model, Sources, Vec<Finding>) {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("#- ") {
            files.push((path.to_owned(), String::new()));
            continue;
        }
        if files.is_empty() {
            files.push(("a.org".to_owned(), String::new()));
        }
        if let Some(file) = files.last_mut() {
            file.1.push_str(line);
            file.1.push('\n');
        }
    }
    files.sort();
    let (mut sources, mut ast, mut names, mut findings) =
        (Sources::default(), Ast::default(), Interner::default(), Vec::new());
    for (path, text) in files {
        let catalog = path.starts_with("catalog/");
        let file: FileId = sources.push(Source::new(path, text, catalog));
        let text = sources.get(file).text.clone();
        parse(file, &text, &mut ast, &mut names, &Limits::default(), &mut findings);
    }
    let model = build(ast, names, &sources, &mut findings);
    sort(&mut findings);
    (model, sources, findings)
}

/// Findings as `rule path:line:column message / help`, one a line.
fn found(text: &str) -> Vec<String> {
    let (_, sources, findings) = read(text);
    findings
        .iter()
        .map(|it| {
            let source = sources.get(it.span.file);
            let at = source.position(it.span.start);
            let help = it.help.as_deref().unwrap_or_default();
            format!("{} {}:{}:{} {} / {help}", it.rule, source.path, at.line, at.column, it.message)
        })
        .collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "{text}");
}

/// The meanings of all terms in the order of the tree.
fn meanings(text: &str) -> Vec<Meaning> {
    read(text).0.meanings
}

const GROUND: &str = "\
channel Telefoon { medium: phone } channel Balie { medium: counter locations: Stadhuis }
location Stadhuis location Oost audience Inwoners
unit KCC #klant { kind: kcc } unit Burgerzaken { kind: back unit Reisdocumenten { kind: team } }
theme Burgerzaken_en_meer { service Paspoort service Rijbewijs }
record Klant { adres: personal\n telefoon: contact } record Zaak { status: legal }
";

fn on_ground(text: &str, expected: &[&str]) {
    let lines = GROUND.lines().count();
    let found = found(&format!("{GROUND}{text}"));
    let moved: Vec<String> = found.iter().map(|it| it.replace(&format!(" a.org:{}:", lines + 1), " ")).collect();
    assert_eq!(moved, expected, "{text}");
}

// ── name/unresolved ─────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn a_misspelt_name_is_unresolved_in_every_clause() {
    on_ground(
        "offer Pasport via Telefon serving Inwoner at Stadhuiz",
        &[
            "name/unresolved 7 no service or theme is named `Pasport` / did you mean `Paspoort`?",
            "name/unresolved 19 no channel is named `Telefon` / did you mean `Telefoon`?",
            "name/unresolved 35 no audience is named `Inwoner` / did you mean `Inwoners`?",
            "name/unresolved 46 no location is named `Stadhuiz` / did you mean `Stadhuis`?",
        ],
    );
    on_ground(
        "allow KKC to updat Klant.adress of * except Pasport when verifeid low, four-eyes by Burgezaken up-to intrn",
        &[
            "name/unresolved 7 no unit is named `KKC` / did you mean `KCC`?",
            "name/unresolved 14 `updat` is no operation / did you mean `update`?",
            "name/unresolved 20 record `Klant` has no field `adress` / did you mean `adres`?",
            "name/unresolved 45 no service or theme is named `Pasport` / did you mean `Paspoort`?",
            "name/unresolved 58 `verifeid` is no safeguard / did you mean `verified`?",
            "name/unresolved 85 no unit is named `Burgezaken` / did you mean `Burgerzaken`?",
            "name/unresolved 102 `intrn` is no level of confidentiality / did you mean `intern`?",
        ],
    );
    on_ground(
        "expect no handover KCC -> Burgerzakn of Paspoort",
        &["name/unresolved 27 no unit is named `Burgerzakn` / did you mean `Burgerzaken`?"],
    );
    on_ground(
        "responsible #klnt for intak",
        &[
            "name/unresolved 13 nothing carries the tag `#klnt` / put `#klnt` after the name in a declaration",
            "name/unresolved 23 `intak` is no task / did you mean `intake`?",
        ],
    );
}

#[test]
fn a_name_with_nothing_near_is_told_how_to_declare_it() {
    on_ground(
        "offer Paspoort via Fax",
        &[
            "name/unresolved 20 no channel is named `Fax` / declare it, `channel Fax { … }`, or choose from `Telefoon` and `Balie`",
        ],
    );
    check(
        "offer * serving Iedereen",
        &["name/unresolved a.org:1:17 no audience is named `Iedereen` / declare it, `audience Iedereen { … }`"],
    );
    check(
        "unit A1 { kind: back } unit B2 { kind: back } unit C3 { kind: back } unit D4 { kind: back } unit E5 { kind: back } unit F6 { kind: back } unit G7 { kind: back }\nresponsible Burgerzaken for intake",
        &[
            "name/unresolved a.org:2:13 no unit is named `Burgerzaken` / declare it, `unit Burgerzaken { … }`, or choose from `A1`, `B2`, `C3`, `D4`, `E5` and 2 more",
        ],
    );
    on_ground(
        "responsible KCC for zzzzzzzz",
        &[
            "name/unresolved 21 `zzzzzzzz` is no task / choose from `inform`, `intake`, `handle`, `advise`, `decide`, `deliver`, `aftercare`, `review`, `policy`, `content`, `quality`, `knowledge`, `budget`, `privacy`, `steering`, `capacity`, `operation`, `technology`, `change`",
        ],
    );
}

#[test]
fn only_data_have_fields() {
    on_ground(
        "offer * via Telefoon.x",
        &[
            "name/unresolved 13 only data have fields, and `Telefoon` stands where a channel is asked for / name it without a dot",
        ],
    );
}

#[test]
fn equally_near_names_are_both_told_and_neither_is_meant() {
    let text = "location Loket1 location Loket2 offer * at Loket";
    check(text, &["name/unresolved a.org:1:44 no location is named `Loket` / did you mean `Loket1` or `Loket2`?"]);
    let model = read(text).0;
    assert_eq!(model.meanings[1], Meaning::Unknown);
    assert!(model.statements[0].broken);
}

#[test]
fn a_misspelt_name_counts_as_the_likely_one() {
    let (model, _, _) = read(&format!("{GROUND}offer Pasport via telefoon"));
    assert_eq!(model.meanings, [Meaning::Service(ServiceId(1)), Meaning::Channel(ChannelId(0))]);
    assert!(!model.statements[0].broken);
}

#[test]
fn one_name_misspelt_twenty_times_is_one_finding() {
    let text = format!("{GROUND}{}", "offer * via Telefon\n".repeat(20));
    let (_, _, findings) = read(&text);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].labels.len(), 5);
    assert_eq!(findings[0].more, 14);
    // A property value counts with them, and so does another file.
    let text = "#- a.org\nchannel Telefoon { medium: phone }\nunit A { kind: kcc agents: 3 via Telefon }\n#- b.org\noffer * via Telefon";
    let (model, _, findings) = read(text);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].labels.len(), 1);
    assert_eq!(model.units[0].agents[0].channel, ChannelId(0));
}

#[test]
fn a_note_tells_what_the_name_is_elsewhere() {
    let note = |text: &str| read(&format!("{GROUND}{text}")).2[0].note.clone();
    assert_eq!(note("responsible Burgerzaken_en_meer for intake"), "`Burgerzaken_en_meer` is a theme, not a unit");
    assert_eq!(note("offer Inwoners"), "`Inwoners` is an audience, not a service");
    assert_eq!(note("allow KCC to read adres"), "`adres` is a field: write `Klant.adres`");
    assert_eq!(note("responsible sync for intake"), "`sync` is a class of channels, not a unit");
    assert_eq!(note("offer * via Fax"), "no such channel");
}

// ── Meanings ────────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn bare_class_words_are_classes_and_backticks_make_names() {
    let text = "unit `front` { kind: back } channel `chat` { medium: chat } service `simple` record `note` { a: note }
        allow front, `front` to read note, `note` of simple, `simple` via chat, `chat`, sync, digital";
    assert_eq!(found(text), [""; 0]);
    assert_eq!(
        meanings(text),
        [
            Meaning::Class(Class::Kind(UnitKind::Front)),
            Meaning::Unit(UnitId(0)),
            Meaning::Operations(Operation::Read.bit()),
            Meaning::Class(Class::Trait(Trait::Note)),
            Meaning::Record(RecordId(0)),
            Meaning::Class(Class::Complexity(Complexity::Simple)),
            Meaning::Service(ServiceId(0)),
            Meaning::Class(Class::Medium(Medium::Chat)),
            Meaning::Channel(ChannelId(0)),
            Meaning::Class(Class::Sync),
            Meaning::Class(Class::Digital),
        ],
    );
}

#[test]
fn data_are_records_fields_and_traits() {
    let text = format!("{GROUND}allow KCC to write, read Klant, Klant.*, Klant.telefoon, Zaak.status, personal, *");
    assert_eq!(
        meanings(&text)[1..],
        [
            Meaning::Operations(Operations::WRITE),
            Meaning::Operations(Operation::Read.bit()),
            Meaning::Record(RecordId(0)),
            Meaning::Record(RecordId(0)),
            Meaning::Field(FieldId(1)),
            Meaning::Field(FieldId(2)),
            Meaning::Class(Class::Trait(Trait::Personal)),
            Meaning::All,
        ],
    );
}

#[test]
fn a_bare_class_word_declared_as_a_name_is_a_duplicate() {
    check(
        "channel chat { medium: chat }",
        &[
            "name/duplicate a.org:1:9 `chat` is already a word for a class of channels / choose another name, or put this one in backticks wherever it stands",
        ],
    );
    check("location chat audience front unit simple { kind: back }", &[]);
}

#[test]
fn safeguards_are_read() {
    let (model, _, findings) = read(&format!(
        "{GROUND}allow KCC to update Klant.adres when verified high, four-eyes by Burgerzaken, after-check, logged, in-case, reversible, notified up-to geheim"
    ));
    assert_eq!(findings, []);
    let guards = Guards {
        verified: Assurance::High,
        four_eyes: true,
        four_eyes_by: Some(UnitId(1)),
        after_check: true,
        logged: true,
        in_case: true,
        reversible: true,
        notified: true,
    };
    assert_eq!(model.statements[0].guards.as_deref(), Some(&guards));
    assert_eq!(model.statements[0].up_to, Some(Confidentiality::Geheim));
    on_ground(
        "allow KCC to update Klant.adres when verified, logged low",
        &[
            "name/unknown-property 38 `verified` needs a level of assurance / write `verified` with `none`, `low`, `substantial` or `high`",
            "name/unknown-property 55 `logged` stands alone, but `low` follows it / remove `low`, or put a comma before it",
        ],
    );
}

#[test]
fn handovers_have_a_time_and_a_share() {
    let (model, _, _) = read(&format!("{GROUND}handover KCC -> Burgerzaken warm within 2 workdays share 20%"));
    assert_eq!(model.statements[0].within, Some(Duration::Workdays(2)));
    assert_eq!(model.statements[0].share, Some(0.2));
    on_ground(
        "handover KCC -> Burgerzaken within 2 parsecs share 120%",
        &[
            "name/unknown-property 36 `2 parsecs` is no duration / write a duration, such as `30s`, `4m30s`, `24h` or `2 workdays`",
            "name/unknown-property 52 `120%` is no percentage / write a percentage from 0 to 100, such as `30%`",
        ],
    );
}

// ── name/duplicate ──────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn names_are_declared_once_in_their_name_space() {
    check(
        "#- a.org\nlocation Oost\n#- b.org\nlocation West location Oost\nlocation Oost",
        &[
            "name/duplicate b.org:1:24 location `Oost` is declared at `a.org` line 1 and again at `b.org` line 1 / give one of them another name, or make them one",
        ],
    );
    let (_, _, findings) = read("location Oost location Oost location Oost");
    assert_eq!(findings[0].labels.len(), 2);
    check("location Oost audience Oost service Oost unit Oost { kind: back }", &[]);
    check(
        "theme Burgerzaken { service Burgerzaken }",
        &[
            "name/duplicate a.org:1:29 service or theme `Burgerzaken` is declared at `a.org` line 1 and again at `a.org` line 1 / give one of them another name, or make them one",
        ],
    );
    check(
        "organisation A organisation B",
        &[
            "name/duplicate a.org:1:29 a policy has one organisation, but there is one at `a.org` line 1 and another at `a.org` line 1 / keep one of them",
        ],
    );
    check(
        "record Klant { adres: personal\n adres: contact }",
        &[
            "name/duplicate a.org:2:2 field `Klant.adres` is declared at `a.org` line 1 and again at `a.org` line 2 / give one of them another name, or make them one",
        ],
    );
}

// ── Things ──────────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn nested_things_follow_what_they_are_nested_in() {
    let (model, _, findings) = read(
        "unit A { kind: back unit B { kind: back unit C { kind: back } } unit D { kind: back } } unit E { kind: back }
         record R { a: note\n record S { b: note } c: note } record T { d: note }",
    );
    assert_eq!(findings, []);
    let units: Vec<_> = model.units.iter().map(|it| (it.thing.parent, it.thing.end)).collect();
    assert_eq!(units, [(None, 4), (Some(0), 3), (Some(1), 3), (Some(0), 4), (None, 5)]);
    let records: Vec<_> = model.records.iter().map(|it| (it.first_field, it.fields_end, it.all_fields_end)).collect();
    assert_eq!(records, [(0, 2, 3), (2, 3, 3), (3, 4, 4)]);
    assert_eq!(model.field_name(FieldId(2)), "S.b");
    assert_eq!(model.unit_name(UnitId(4)), "E");
}

#[test]
fn only_the_same_noun_may_be_nested() {
    check(
        "unit A { kind: back channel B { medium: phone unit C { kind: back } } unit D { kind: back } }",
        &[
            "syntax/error a.org:1:21 a channel cannot be declared inside a unit / move `B` out of the block of `A`",
            "syntax/error a.org:1:47 a unit cannot be declared inside a channel / move `C` out of the block of `B`",
        ],
    );
    let (model, _, _) =
        read("unit A { kind: back channel B { medium: phone unit C { kind: back } } unit D { kind: back } }");
    let units: Vec<_> = model.units.iter().map(|it| (it.thing.parent, it.thing.end)).collect();
    assert_eq!(units, [(None, 3), (Some(0), 2), (Some(0), 3)]);
}

#[test]
fn what_is_nested_exists_at_most_as_long() {
    let (model, _, findings) = read(
        "unit A { kind: back from: 2026-01-01 unit B { kind: back until: 2026-06-30 from: 2025-01-01 } }
         channel C { medium: web from: 2027-01-01 until: 2026-01-01 }",
    );
    assert_eq!(date::interval(model.units[1].thing.exists), "2026-01-01/2026-06-30");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].message, "`until` cannot be so: the last day lies before the first one");
    let periods: Vec<String> =
        period::periods(&model, date::parse("2026-03-01").expect("a date")).into_iter().map(date::interval).collect();
    assert_eq!(periods, ["2026-03-01/2026-06-30", "2026-07-01/.."]);
}

#[test]
fn what_a_catalogue_declares_is_known_and_marked() {
    let (model, _, findings) =
        read("#- a.org\noffer Paspoort\n#- catalog/diensten.org\nservice Paspoort offer Paspoort");
    assert_eq!(findings, []);
    assert!(model.services[0].thing.catalog);
    assert_eq!(model.statements.iter().map(|it| it.catalog).collect::<Vec<_>>(), [false, true]);
}

// ── Facts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn every_property_of_the_reference_is_a_fact() {
    let (model, _, findings) = read(
        "organisation D { kind: municipality residents: 84_500 contacts: 200_000/y budget: 1_000_000 policy-freedom: wide phase: gemeente arrangement: kcc as-of: 2026-11-01 x-note: \"a\", b }
         location S { hours: mon-fri 09:00-17:00, thu 17:00-20:00 address: \"Plein 1\" location T location U }
         audience I { size: 84_500 disjoint: yes }
         channel B { medium: counter mode: async locations: S, T audiences: I hours: tue 10:00-16:00 assurance: low formal: yes general: no peak: 180/h yearly: 9_800/y handling: 4m30s target: 80% within 30s patience: 2m reply: 5 workdays section-of: B until: 2027-01-01 from: 2026-01-01 }
         unit U { kind: kcc line: 1 staff: 14.5 fte people: 16 agents: 18 via B, 4 via B surge: 6 via B from U within 15m, 2 from U skills: a, b scarce: b hours: mon 09:00-10:00 locations: T ceiling: vertrouwelijk formality: informal readiness: high outsourced: \"X bv\" relation: shared agreement: \"DVO 1\" policy-freedom: limited budget: 5 shrinkage: 30% views: R from: 2026-01-01 until: 2027-01-01 unit V { kind: back } }
         theme Z { from: 2026-01-01 until: 2027-01-01 }
         service P { upl: \"paspoort\" complexity: simple discretion: bound decision: yes formal: no volume: 9_800/y immediate: yes separate: decide, deliver skills: a body: U mandatable: no until: 2027-01-01 from: 2026-01-01 }
         service Q { process: inform, intake -> handle, advise -> decide }
         record R { n: note b: personal, authentic, source U, confidential geheim, assurance high c: from: 2026-01-01 }",
    );
    assert_eq!(findings, []);
    let organisation = model.organisation.as_ref().expect("an organisation");
    assert_eq!((organisation.residents, organisation.freedom), (Some(84_500), Some(Freedom::Wide)));
    assert_eq!(model.as_of, date::parse("2026-11-01"));
    assert_eq!(model.locations[0].hours.as_ref().map(Hours::minutes), Some(5 * 480 + 180));
    let channel = &model.channels[0];
    assert_eq!(channel.locations.as_deref(), Some([LocationId(1), LocationId(2)].as_slice()));
    assert!(channel.physical && !channel.sync && !channel.digital);
    assert_eq!(channel.handling, Some(Duration::Clock(270)));
    assert_eq!(channel.reply, Some(Duration::Workdays(5)));
    let unit = &model.units[0];
    assert_eq!(unit.agents.iter().map(|it| it.count).collect::<Vec<_>>(), [18, 4]);
    assert_eq!(unit.surge[0].within, Some(Duration::Clock(900)));
    assert_eq!((unit.surge[1].channel, unit.surge[1].from), (None, Some(UnitId(0))));
    assert_eq!((unit.staff, unit.shrinkage, unit.outsourced), (Some(Exact::of(29, 2)), Some(Exact::percent(30)), true));
    assert_eq!(model.units[1].ceiling, Some(Confidentiality::Vertrouwelijk));
    let tasks = |it: &[Tasks]| -> Vec<Vec<Task>> { it.iter().map(|it| it.iter().collect()).collect() };
    assert_eq!(
        tasks(&model.services[1].process),
        [vec![Task::Inform, Task::Intake], vec![Task::Handle], vec![Task::Decide], vec![Task::Deliver]]
    );
    assert_eq!(
        tasks(&model.services[2].process),
        [vec![Task::Inform, Task::Intake], vec![Task::Handle, Task::Advise], vec![Task::Decide]]
    );
    assert_eq!(model.services[1].body, Some(UnitId(0)));
    assert!(!model.services[1].mandatable && model.services[2].mandatable);
    let field = &model.fields[1];
    assert_eq!(field.traits, Trait::Personal.bit().or(Trait::Authentic.bit()));
    assert_eq!(
        (field.source, field.confidential, field.assurance),
        (Some(UnitId(0)), Some(Confidentiality::Geheim), Some(Assurance::High))
    );
    assert_eq!(model.fields.len(), 3);
    assert_eq!(date::interval(model.records[0].thing.exists), "2026-01-01/..");
}

#[test]
fn a_field_may_be_called_like_a_property() {
    let (model, _, findings) = read("record R { `from`: note kind: note `x-y`: note x-z: note }");
    assert_eq!(findings, []);
    assert_eq!(model.fields.len(), 3);
}

#[test]
fn unknown_and_doubled_properties_are_told() {
    check(
        "channel A { medum: phone }",
        &["name/unknown-property a.org:1:13 a channel has no property `medum` / did you mean `medium`?"],
    );
    check(
        "theme A { colour: red }",
        &[
            "name/unknown-property a.org:1:11 a theme has no property `colour` / a theme has `until`, `from`; a name of your own begins with `x-`",
        ],
    );
    check(
        "unit A { kind: back kind: front }",
        &["name/unknown-property a.org:1:21 `kind` is given twice / keep one `kind:`"],
    );
    check(
        "channel A unit B",
        &[
            "name/unknown-property a.org:1:9 channel `A` has no `medium` / add `medium:` with `phone`, `counter`, `visit`, `video`, `chat`, `chatbot`, `web`, `portal`, `app`, `form`, `email`, `letter`, `message`, `messagebox`, `social`, `sms`, `kiosk` or `api`",
            "name/unknown-property a.org:1:16 unit `B` has no `kind` / add `kind:` with `board`, `directorate`, `front`, `kcc`, `mid`, `back`, `team`, `staff`, `oversight` or `partner`",
        ],
    );
}

#[test]
fn a_value_of_the_wrong_shape_says_the_right_one() {
    let about = |properties: &str, expected: &[&str]| {
        let found = found(&format!("channel A {{ medium: phone\n{properties} }}"));
        assert_eq!(found, expected, "{properties}");
    };
    about(
        "peak: 180",
        &[
            "name/unknown-property a.org:2:7 `180` is no value for `peak` / write a number per `s`, `min`, `h`, `day`, `week`, `month` or `y`, such as `180/h` or `9_800/y`",
        ],
    );
    about(
        "peak: 180/h, 20/h",
        &[
            "name/unknown-property a.org:2:1 `180/h, 20/h` is no value for `peak` / write a number per `s`, `min`, `h`, `day`, `week`, `month` or `y`, such as `180/h` or `9_800/y`",
        ],
    );
    about(
        "handling:",
        &[
            "name/unknown-property a.org:2:1 `handling` has no value / write a duration, such as `30s`, `4m30s`, `24h` or `2 workdays`",
        ],
    );
    about(
        "from: 2026-02-30",
        &["name/unknown-property a.org:2:7 `2026-02-30` is no value for `from` / write a date, such as `2026-11-01`"],
    );
    about("mode: live", &["name/unknown-property a.org:2:7 `live` is no value for `mode` / write `sync` or `async`"]);
    about("formal: maybe", &["name/unknown-property a.org:2:9 `maybe` is no value for `formal` / write `yes` or `no`"]);
    about(
        "assurance: hihg",
        &["name/unknown-property a.org:2:12 `hihg` is no value for `assurance` / did you mean `high`?"],
    );
    about(
        "mode: digital",
        &["name/unknown-property a.org:2:7 `digital` is no value for `mode` / write `sync` or `async`"],
    );
    about(
        "hours: mon 25:00-26:00",
        &[
            "name/unknown-property a.org:2:1 `mon 25:00-26:00` is no value for `hours` / write days and times, such as `mon-fri 09:00-17:00, thu 17:00-20:00`",
        ],
    );
    about(
        "locations: *",
        &[
            "name/unknown-property a.org:2:1 `locations` cannot be so: `phone` is at no location / remove it, or choose a medium that is at a location",
        ],
    );
    check(
        "unit A { kind: back line: 4 shrinkage: 130% agents: 4 surge: via A staff: 12 }",
        &[
            "name/unknown-property a.org:1:27 `4` is no value for `line` / write `1`, `2` or `3`",
            "name/unknown-property a.org:1:40 `130%` is no value for `shrinkage` / write a percentage from 0 to 100, such as `30%`",
            "name/unknown-property a.org:1:53 `4` is no value for `agents` / write a number and a channel, such as `18 via Telefoon`",
            "name/unknown-property a.org:1:62 `via A` is no value for `surge` / write a number with a channel, a unit and a time, such as `6 via Telefoon from Burgerzaken within 15m`",
            "name/unknown-property a.org:1:75 `12` is no value for `staff` / write a number of full-time equivalents, such as `14 fte`",
        ],
    );
    check(
        "unit A { kind: back outsourced: no agreement: DVO }\nunit B { kind: back agreement: yes }",
        &[
            "name/unknown-property a.org:1:33 `no` is no value for `outsourced` / write to whom in quotes, or drop it",
            "name/unknown-property a.org:2:32 `yes` is no value for `agreement` / write which one in quotes, or drop it",
        ],
    );
    check(
        "service A { process: intake -> policy separate: decide }",
        &[
            "name/unknown-property a.org:1:13 `process` cannot be so: `policy` is an aspect, not a step / a step is one of `inform`, `intake`, `handle`, `advise`, `decide`, `deliver`, `aftercare` or `review`",
            "name/unknown-property a.org:1:39 `separate` cannot be so: one task alone cannot be separate / name the tasks that one unit may not hold together",
        ],
    );
    check(
        "record A { a: personl\n b: secret agent\n c: note, note }",
        &[
            "name/unknown-property a.org:1:15 `personl` says nothing about field `a` / did you mean `personal`?",
            "name/unknown-property a.org:2:5 `secret agent` says nothing about field `b` / write traits such as `personal, authentic`, `source UNIT`, `confidential LEVEL` or `assurance LEVEL`",
            "name/unknown-property a.org:3:11 field `c` says one thing twice / keep one",
        ],
    );
}

#[test]
fn what_lacks_a_word_says_which() {
    check(
        "unit A { kind: back }\nrecord K { a: confidential\n b: source, personal\n c: assurance }",
        &[
            "name/unknown-property a.org:2:15 `confidential` needs a level of confidentiality / write `confidential` with `openbaar`, `beperkt_openbaar`, `intern`, `zaakvertrouwelijk`, `vertrouwelijk`, `confidentieel`, `geheim` or `zeer_geheim`",
            "name/unknown-property a.org:3:5 `source` needs the name of a unit / write `source UNIT` with the unit that keeps it",
            "name/unknown-property a.org:4:5 `assurance` needs a level of assurance / write `assurance` with `none`, `low`, `substantial` or `high`",
        ],
    );
    check(
        "service A { process: inform -> bezorg -> decde }",
        &[
            "name/unknown-property a.org:1:32 `bezorg` is no value for `process` / write `inform`, `intake`, `handle`, `advise`, `decide`, `deliver`, `aftercare` or `review`",
            "name/unknown-property a.org:1:42 `decde` is no value for `process` / did you mean `decide`?",
        ],
    );
}

#[test]
fn a_forgotten_comma_loses_no_safeguard() {
    let (model, _, findings) = read(&format!(
        "{GROUND}allow KCC to read Klant.* when verified logged\nallow KCC to read Klant.* when logged four-eyes\n\
         allow KCC to read Klant.* when four-eyes logged\n"
    ));
    let messages: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "`verified` needs a level of assurance, and `logged` follows it",
            "`logged` stands alone, but `four-eyes` follows it",
            "expected `,` between `four-eyes` and `logged`",
        ]
    );
    let guards = model.statements.iter().map(|it| it.guards.as_deref().map(|it| (it.logged, it.four_eyes)));
    assert_eq!(guards.collect::<Vec<_>>(), [Some((true, false)), Some((true, true)), Some((true, true))]);
}

#[test]
fn a_misspelt_medium_counts_as_the_likely_one() {
    let (model, _, findings) = read("channel A { medium: phon }");
    assert_eq!(findings.len(), 1);
    assert_eq!(model.channels[0].medium, Some(Medium::Phone));
}

// ── Annotations ─────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn acceptances_and_reviews_are_read() {
    let (model, _, findings) = read(
        "@accept(\"risk/blanket\", until: 2027-01-01, because: \"pilot\", by: CISO) @review(2026-09-01) @id(\"7\") @source(\"x\")
         location A",
    );
    assert_eq!(findings, []);
    let accept = model.accepts[0];
    assert_eq!(accept.item, Item::Declaration(0));
    assert_eq!(accept.rule.map(|it| model.text(it)), Some("risk/blanket"));
    assert_eq!(accept.until, date::parse("2027-01-01"));
    assert_eq!(accept.by.map(|it| model.text(it)), Some("CISO"));
    assert_eq!(Some(model.reviews[0].day), date::parse("2026-09-01"));
}

#[test]
fn annotations_and_arguments_are_those_of_the_language() {
    check(
        "@acept(\"a/b\") @colour(\"red\") @review(\"2026\") @accept(\"a/b\", untl: 2026-01-01, by: 3, until: 2026-01-01, until: 2026-01-02) @id location A",
        &[
            "name/unknown-property a.org:1:2 there is no annotation `@acept` / did you mean `@accept`?",
            "name/unknown-property a.org:1:16 there is no annotation `@colour` / the annotations are `@accept`, `@source`, `@id`, `@review`, `@rule`",
            "name/unknown-property a.org:1:38 `2026` is no value for `review` / write a date, such as `2026-11-01`",
            "name/unknown-property a.org:1:61 `@accept` has no argument `untl` / did you mean `until`?",
            "name/unknown-property a.org:1:83 `3` is no value for `by` / write a word, or a text in quotes",
            "name/unknown-property a.org:1:105 `until` is given twice / keep one `until:`",
            "name/unknown-property a.org:1:124 `@id` says nothing / write `@id(…)` with a text in quotes, such as `\"art. 4\"`",
        ],
    );
}

// ── Anything ────────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn absurd_values_do_no_harm() {
    for value in [
        "99999999999999999999999",
        "0",
        "-1",
        "1e999",
        "999999999999y",
        "4294967295h4294967295h",
        "99999999 workdays",
        "0000-00-00",
        "9999-12-31",
        "mon-mon 24:00-24:00",
        "*",
        "#tag",
        "->",
        "a -> b",
        "`a`",
        "\"\"",
        "1 via",
        "via via via",
        "1 via A via A",
        "80% within",
        "99999999999% within 1s",
        "\u{301}",
        "１２/h",
        "1/",
        "/",
        "source",
        "confidential x",
        "source source",
    ] {
        for noun in ["organisation", "location", "audience", "channel", "unit", "theme", "service", "record"] {
            let keys = [
                "kind",
                "medium",
                "peak",
                "handling",
                "target",
                "hours",
                "agents",
                "surge",
                "process",
                "separate",
                "as-of",
                "from",
                "until",
                "locations",
                "body",
                "section-of",
                "line",
                "staff",
                "shrinkage",
                "anything",
            ];
            let properties = keys.map(|key| format!("{key}: {value}\n")).concat();
            let (model, _, _) = read(&format!("{noun} A {{ {properties} {noun} B {{ {properties} }} }}"));
            assert!(!period::periods(&model, 0).is_empty());
        }
    }
}
