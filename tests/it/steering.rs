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
