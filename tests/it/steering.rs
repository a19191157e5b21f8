//! The forms of steering: what is derived from the statements, and the example of the seed text.

use loket::intern::Interner;
use loket::model;
use loket::settings::Settings;
use loket::source::{Source, Sources};
use loket::space::Space;
use loket::space::block::Axis;
use loket::syntax::ast::Ast;
use loket::syntax::{self, Limits};
use serde_json::Value;

use crate::support;

const WAYS: &str = "
location Oost
location Zuid
audience Inwoners
audience Ondernemers
channel Telefoon { medium: phone }
channel Website  { medium: web }
channel Balie    { medium: counter }
service Paspoort
service Parkeren
";

/// Who steers, line by line: the unit, its form, when not always the periods, and who stands above it.
fn forms(text: &str) -> Vec<String> {
    let (mut sources, mut ast, mut names) = (Sources::default(), Ast::default(), Interner::default());
    let mut findings = Vec::new();
    let id = sources.push(Source::new("policy.org".to_owned(), format!("{WAYS}{text}"), false));
    let limits = Limits { nesting: 64, file_bytes: 1 << 20 };
    syntax::parse(id, &sources.get(id).text, &mut ast, &mut names, &limits, &mut findings);
    let model = model::build(ast, names, &sources, &mut findings);
    assert!(findings.is_empty(), "{findings:#?}");
    let settings = Settings::default();
    let space = Space::new(&model, &sources, &settings, support::TODAY);
    let steering = space.steering();
    let mut out = Vec::new();
    for it in &steering.units {
        let name = model.unit_name(it.unit);
        let above = it.above.map_or(String::new(), |at| format!(" under {}", model.unit_name(steering.units[at].unit)));
        for &(form, periods) in it.forms.iter() {
            let when = match space.names(Axis::Period, periods).concat().as_str() {
                "*" => String::new(),
                when => format!(" {when}"),
            };
            out.push(format!("{name} {}{when}{above}", form.words()));
        }
    }
    out
}

#[test]
fn a_form_is_what_limits_the_statement() {
    for (clauses, form) in [
        ("", "everything"),
        ("via *", "everything"),
        ("of Paspoort, Parkeren via sync, async serving Inwoners, Ondernemers at Oost, Zuid", "everything"),
        ("via Telefoon", "per channel"),
        ("via Balie at Oost", "per location"),
        ("at Oost", "per location"),
        ("via Balie at Oost, Zuid", "per channel"),
        ("of Paspoort", "per service"),
        ("serving Inwoners", "per audience"),
        ("via * except physical serving Inwoners", "per channel and audience"),
        ("via Balie serving Inwoners at Oost", "per location and audience"),
    ] {
        let text = format!("unit A {{ kind: staff }}\naccountable A for steering {clauses}");
        assert_eq!(forms(&text), [format!("A {form}")], "{clauses}");
    }
}

#[test]
fn statements_of_one_unit_count_together() {
    let unit = "unit A { kind: staff }\naccountable A for steering";
    assert_eq!(forms(&format!("{unit} via Telefoon\naccountable A for steering via Website, Balie")), ["A everything"]);
    assert_eq!(forms(&format!("{unit} of Paspoort\naccountable A for steering of Parkeren")), ["A everything"]);
    let crossed = format!("{unit} of Paspoort via Telefoon\naccountable A for steering of Parkeren via Website, Balie");
    assert_eq!(forms(&crossed), ["A per channel and service"]);
    let two = format!("{unit} via Telefoon\naccountable A for steering serving Inwoners");
    assert_eq!(forms(&two), ["A per channel and audience"]);
}

#[test]
fn a_form_has_its_time() {
    let text = "unit A { kind: staff }
accountable A for steering via Telefoon until 2026-12-31
accountable A for steering from 2027-01-01";
    assert_eq!(forms(text), ["A everything 2027-01-01/..", "A per channel 2026-11-01/2026-12-31"]);
    // When the other channels are gone, whoever has the telephone has everything.
    let text = "channel Proef { medium: chat  until: 2026-12-31 }
unit A { kind: staff }
accountable A for steering via * except Proef";
    assert_eq!(forms(text), ["A everything 2027-01-01/..", "A per channel 2026-11-01/2026-12-31"]);
}

#[test]
fn nested_units_rank_forms() {
    let text = "unit Baas { kind: directorate
  unit Tussen { kind: directorate
    unit Burgers { kind: staff
      unit BalieOost { kind: staff }
    }
  }
  unit Bedrijven { kind: staff }
}
accountable Baas      for steering
accountable Burgers   for steering serving Inwoners
accountable Bedrijven for steering serving Ondernemers
accountable BalieOost for steering via Balie serving Inwoners at Oost";
    let expected = [
        "Baas everything",
        "Burgers per audience under Baas",
        "BalieOost per location and audience under Burgers",
        "Bedrijven per audience under Baas",
    ];
    assert_eq!(forms(text), expected);
}

/// The example of the seed text: a channel chief on top, two audience chiefs below, counter chiefs per location.
const SEED: &str = "
location Stadhuis
location Bedrijvenpunt
audience Inwoners
audience Ondernemers

channel Telefoon { medium: phone    target: 80% within 30s  general: yes }
channel Website  { medium: web      reply: 2 workdays }
channel Balie    { medium: counter  target: 80% within 10m }

unit Kanalenbaas \"Directie Dienstverlening\" { kind: directorate
  unit Burgerlijn \"Regie inwoners\" { kind: staff
    unit BalieStadhuis \"Balie Stadhuis\" { kind: staff }
    unit BalieBurgers  \"Balie Bedrijvenpunt, inwoners\" { kind: staff }
  }
  unit Zakenlijn \"Regie ondernemers\" { kind: staff
    unit BalieBedrijven \"Balie Bedrijvenpunt, ondernemers\" { kind: staff }
  }
  unit Front     \"Klantcontact\" { kind: kcc  agents: 12 via Telefoon, 4 via Balie }
  unit Vakteam   \"Burgerzaken\"  { kind: back }
}

service Uittreksel \"Uittreksel\"

offer Uittreksel via Telefoon, Website
offer Uittreksel via Balie serving Inwoners at Stadhuis
offer Uittreksel via Balie at Bedrijvenpunt

responsible Front   for inform, intake
responsible Vakteam for handle, deliver
handover Front <-> Vakteam within 1 workday share 10%

accountable Kanalenbaas    for policy, content, steering, capacity, change
accountable Burgerlijn     for steering serving Inwoners
accountable Zakenlijn      for steering serving Ondernemers
accountable BalieStadhuis  for steering via Balie serving Inwoners at Stadhuis
accountable BalieBurgers   for steering via Balie serving Inwoners at Bedrijvenpunt
accountable BalieBedrijven for steering via Balie serving Ondernemers at Bedrijvenpunt
";

fn about(text: &str, groups: &[&str]) -> Vec<String> {
    let document = support::check(&[("policy.org", text)], "");
    let findings = document["policies"][0]["findings"].as_array().unwrap().iter();
    let rule = |it: &Value| it["rule"].as_str().unwrap().to_owned();
    findings.map(rule).filter(|id| groups.iter().any(|group| id.starts_with(group))).collect()
}

#[test]
fn the_example_of_the_seed_is_sound() {
    assert_eq!(about(SEED, &["steering/", "overlap/", "structure/", "gap/un"]), Vec::<String>::new());
}

#[test]
fn a_counter_under_one_line_that_serves_both_has_two_superiors() {
    let text = SEED.replace(
        "accountable BalieBurgers   for steering via Balie serving Inwoners at",
        "accountable BalieBurgers for steering via Balie at",
    );
    assert_ne!(text, SEED);
    let found = about(&text, &["steering/", "overlap/"]);
    assert!(found.contains(&"steering/conflict".to_owned()), "{found:?}");
    assert!(found.iter().all(|id| id == "steering/conflict" || id == "overlap/accountable"), "{found:?}");
}

/// Messages of one rule.
fn messages(text: &str, rule: &str) -> Vec<String> {
    let document = support::check(&[("policy.org", text)], "");
    let findings = document["policies"][0]["findings"].as_array().unwrap().iter();
    findings.filter(|it| it["rule"] == rule).map(|it| it["message"].as_str().unwrap().to_owned()).collect()
}

const PILOT: &str = "
organisation Proef { as-of: 2026-11-01 }
channel Telefoon { medium: phone }
channel Beeld    { medium: video }
unit Directie { kind: directorate
  unit KCC { kind: kcc }
  unit Lab \"Labo\" { kind: front }
}
service Paspoort
offer Paspoort via Telefoon, Beeld
responsible KCC for handle, deliver
responsible KCC for inform, intake via Telefoon
accountable Directie for policy, content, steering, capacity, change
handover Lab <-> KCC within 1 workday
";

fn pilot(lab: &str, statements: &str) -> Vec<String> {
    let text = PILOT.replace("\"Labo\" { kind: front }", lab) + statements;
    messages(&text, "steering/temporary-no-end")
}

#[test]
fn a_pilot_ends_and_somebody_follows() {
    let lab = "{ kind: front  until: 2027-03-31 }";
    let now = "responsible Lab for inform, intake via Beeld\n";
    let expected = ["`Lab` ends on 2027-03-31, and nobody takes over inform and intake via `Beeld`"];
    let of_paspoort = expected.map(|it| it.replace(" via", " of `Paspoort` via"));
    assert_eq!(pilot(lab, now), of_paspoort);
    // Whoever follows may be anybody, from that day on; and may end in turn.
    let next = "responsible KCC for inform, intake via Beeld from 2027-04-01\n";
    assert_eq!(pilot(lab, &format!("{now}{next}")), Vec::<String>::new());
    let late = next.replace("2027-04-01", "2027-05-01");
    let until = of_paspoort.clone().map(|it| it + " until 2027-04-30");
    assert_eq!(pilot(lab, &format!("{now}{late}")), until);
    let short = next.replace("2027-04-01", "2027-04-01 until 2027-12-31");
    let then = "the arrangement with `KCC` ends on 2027-12-31, and nobody takes over inform and intake of `Paspoort` via `Beeld`";
    assert_eq!(pilot(lab, &format!("{now}{short}")), [then]);
    // Where the channel ends too there is nothing to take over.
    let text =
        PILOT.replace("\"Labo\" { kind: front }", lab).replace("medium: video", "medium: video  until: 2027-03-31");
    assert_eq!(messages(&(text + now), "steering/temporary-no-end"), Vec::<String>::new());
}

#[test]
fn what_calls_itself_temporary_has_an_end() {
    let now = "responsible Lab, KCC for inform, intake via Beeld\n";
    let none = Vec::<String>::new();
    let no_end = ["`Lab` is temporary and has no end"];
    for lab in ["\"Pilot beeldbellen\" { kind: front }", "#pilot { kind: front }", "#tijdelijk { kind: front }"] {
        assert_eq!(pilot(lab, now), no_end, "{lab}");
        assert_eq!(pilot(&lab.replace("front", "front  until: 2027-03-31"), now), none, "{lab}");
    }
    // A word inside a name says nothing: that is what the unit works on.
    assert_eq!(pilot("\"Beheer tijdelijk verkeer\" { kind: front }", now), none);
    assert_eq!(pilot("{ kind: front  until: 2026-06-30 }", now), ["`Lab` ended on 2026-06-30 and still stands here"]);
    let lab = "{ kind: front }";
    let steering = "accountable Lab for steering via Beeld";
    let because = format!("{now}{steering} because \"tijdelijk, tot de evaluatie\"\n");
    assert_eq!(pilot(lab, &because), ["the arrangement with `Lab` is temporary and has no end"]);
    let past = format!("{now}{steering} until 2026-06-30\n");
    assert_eq!(pilot(lab, &past), ["the arrangement with `Lab` ended on 2026-06-30 and still stands here"]);
    let followed = format!("{past}accountable KCC for steering via Beeld from 2026-07-01\n");
    assert_eq!(pilot(lab, &followed), none);
}

#[test]
fn a_channel_that_closes_leaves_its_services_to_another() {
    let text = "
organisation Proef { as-of: 2026-11-01 }
audience Inwoners
audience Ondernemers
channel Telefoon { medium: phone }
channel Fax      { medium: message  until: 2026-12-31 }
unit KCC { kind: kcc }
service Paspoort
service Vergunning
offer Paspoort via Telefoon, Fax
offer Vergunning via Telefoon serving Inwoners
offer Vergunning via Fax
responsible KCC for inform, intake, handle, deliver
accountable KCC for policy, content, steering, capacity, change
";
    let expected = ["`Fax` ends on 2026-12-31, and no other channel offers `Vergunning` to `Ondernemers` then"];
    assert_eq!(messages(text, "steering/temporary-no-end"), expected);
}

#[test]
fn two_superiors_are_told_once_by_their_forms() {
    let units = "unit A { kind: staff }\nunit B { kind: staff }\noffer * via *\n";
    let of = |a: &str, b: &str| {
        let text = format!("{WAYS}{units}accountable A for steering {a}\naccountable B for steering {b}\n");
        let mut found = about(&text, &["steering/conflict", "steering/split", "overlap/"]);
        found.sort();
        found
    };
    assert_eq!(of("", ""), ["overlap/accountable", "overlap/channel-chief"]);
    assert_eq!(of("", "via Telefoon"), ["overlap/accountable", "steering/conflict"]);
    assert_eq!(of("via Telefoon", "via Telefoon, Website"), ["overlap/accountable"]);
    assert_eq!(of("via Telefoon", "via Website"), ["steering/split-service"]);
    assert_eq!(of("serving Inwoners", "serving Ondernemers"), Vec::<String>::new());
    assert_eq!(of("of Paspoort", "of Parkeren"), Vec::<String>::new());
}
