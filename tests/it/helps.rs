//! Helps: what they say to write mends what they are about, and can be written as it stands.

use serde_json::Value;

use crate::cli::Place;

/// The messages and helps of a rule's findings in a policy.
pub(crate) fn told(rule: &str, policy: &str) -> Vec<(String, String)> {
    let place = Place::new().file("loket.toml", "").file("a.org", policy);
    let out = place.run(&["check", "--format", "json", "--as-of", "2026-01-01", "--select", rule]).out;
    let json: Value = serde_json::from_str(&out).unwrap();
    let text = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    let findings = json["policies"][0]["findings"].as_array().unwrap();
    findings.iter().map(|it| (text(it, "message"), text(it, "help"))).collect()
}

#[track_caller]
pub(crate) fn helps(rule: &str, policy: &str, wanted: &[&str]) {
    let told = told(rule, policy);
    let helps: Vec<&str> = told.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(helps, wanted, "{told:#?}");
}

#[test]
fn names_are_written_as_the_language_needs_them() {
    helps(
        "gap/unserved",
        "location `at`\nlocation Oost\nchannel Balie { medium: counter }\nservice `of`\nservice S\nunit U { kind: back }\n\
         offer `of` via Balie at `at`\noffer S via Balie\nresponsible U for inform, intake, handle, deliver of S\n\
         responsible U for inform, intake of `of`\n",
        &["add ``of`` to its `of`, or write `responsible UNIT for handle, deliver of `of` via Balie at `at``"],
    );
    helps(
        "gap/field-unwritable",
        "record `of` { a: public }\nunit U { kind: back }\nallow U to read *\n",
        &["write `allow UNIT to update `of`.a`, or drop the field"],
    );
}

#[test]
fn units_and_channels_are_written_as_the_language_needs_them() {
    helps(
        "structure/orphan-unit",
        "unit `at` { kind: back }\nunit A { kind: back }\nservice S\nresponsible A for handle of S\n",
        &["say what it does, for example `responsible `at` for handle of SERVICE`, or remove it"],
    );
    helps(
        "capacity/no-surge",
        "channel `via` { medium: phone  target: 80% within 30s  handling: 4m  peak: 60/h }\nservice S\n\
         unit K { kind: kcc  agents: 9 via `via` }\noffer S via `via`\nresponsible K for inform, intake\n",
        &["write `surge: 2 via `via` from UNIT within 15m` in `K`"],
    );
}

#[test]
fn only_who_has_every_skill_is_to_do_the_work() {
    let base = "channel Tel { medium: phone }\nunit A { kind: back  skills: a }\nunit B { kind: back  skills: b }\n\
                service S { skills: a, b }\noffer S via Tel\nresponsible A for handle\n";
    let add = "add `b` to the `skills` of `A` once its people are trained";
    helps("people/skill-gap", base, &[add]);
    let both = format!("{base}unit C {{ kind: back  skills: b, a }}\n");
    helps("people/skill-gap", &both, &[&format!("{add}, or let `C` do this")]);
}

#[test]
fn what_is_forbidden_is_not_to_be_allowed_again() {
    let base = "channel Tel { medium: phone }\nchannel Mail { medium: email }\nservice S1\nservice S2\nrecord R { l: legal }\n\
         unit A { kind: back }\noffer S1, S2 via Tel, Mail\nresponsible A for handle\nneed update R.l for handle\n";
    let forbid = "forbid A to update R.l via Tel\n";
    let limit = "limit the `forbid` with `except`, or drop it";
    helps("gap/right-missing", &format!("{base}allow A to update R.l when logged\n{forbid}"), &[limit]);
    helps(
        "gap/right-missing",
        &format!("{base}allow A to update R.l via Mail when logged\n{forbid}"),
        &[&format!("{limit}, and write `allow A to update R.l via Tel when …`")],
    );
    let all = format!("{base}allow A to update R.l when logged\nforbid A to write R.l\n");
    helps("gap/field-unwritable", &all, &[limit]);
    let reading = base.replace("need update", "need read");
    helps("gap/right-missing", &reading, &["write `allow A to read R.l`"]);
}

#[test]
fn what_an_except_leaves_out_is_taken_out_of_it() {
    let base = "channel Tel { medium: phone }\nchannel Mail { medium: email }\nservice S1\nservice S2\nunit A { kind: back }\n\
         offer S1, S2 via Tel, Mail\n";
    for (clause, name) in [("of * except S2", "S2"), ("via * except Mail", "Mail")] {
        let policy = format!("{base}responsible A for inform, intake, handle, deliver {clause}\n");
        let told = told("gap/unserved", &policy);
        assert!(told[0].1.starts_with(&format!("take `{name}` out of its `except`, or write ")), "{told:#?}");
    }
    let passing = base.replace("unit A { kind: back }", "unit A { kind: back  until: 2026-06-30 }");
    let told = told("gap/unserved", &format!("{passing}responsible A for inform, intake, handle, deliver\n"));
    assert!(told[0].1.starts_with("let the dates of `A` reach further: it does not hold from 2026-07-01"), "{told:#?}");
}

#[test]
fn who_has_the_power_is_to_mandate() {
    let base = "channel Tel { medium: phone }\nunit Raad { kind: board }\nunit College { kind: board }\nunit SVB { kind: partner }\n\
         unit Afd { kind: back }\nservice S1 { decision: yes  body: Raad }\nservice S2 { decision: yes  body: College }\n\
         service S3 { decision: yes  body: Raad }\noffer S1, S2, S3 via Tel\n";
    let policy = format!("{base}responsible Afd for decide of S1, S2\ndelegate Raad -> SVB for decide of S1\n");
    let mandates = [
        "write `mandate SVB -> Afd for decide of S1 because \"…\"`",
        "write `mandate College -> Afd for decide of S2 because \"…\"`",
    ];
    helps("mandate/missing", &policy, &mandates);
    let missing = "write `responsible UNIT for decide of S3` and a mandate for that unit";
    helps("gap/undecided", &policy, &[mandates[0], mandates[1], missing]);
    let told = told(
        "gap/undecided",
        &format!("{base}responsible Raad for decide of S1\ndelegate Raad -> SVB for decide of S1\n"),
    );
    assert!(!told.iter().any(|it| it.1.contains("mandate Raad -> Raad")), "{told:#?}");
}

#[test]
fn nested_channels_are_excepted() {
    let told = told(
        "gap/unserved",
        "channel Tel { medium: phone  channel Spoed { medium: phone } }\nchannel Mail { medium: email }\nservice S\n\
         unit A { kind: back }\noffer S via Tel, Mail\nresponsible A for inform, intake, handle, deliver via Spoed, Mail\n",
    );
    assert!(told[0].0.ends_with(" via `Tel` except `Spoed`"), "{told:#?}");
    assert!(told[0].1.ends_with(" via Tel except Spoed`"), "{told:#?}");
}

#[test]
fn steering_is_asked_for_where_it_lacks() {
    helps(
        "gap/unsteered",
        "channel Tel { medium: phone }\nservice S\nunit A { kind: back }\noffer S via Tel\n\
         accountable A for steering until 2026-05-31\n",
        &["write `accountable UNIT for steering via Tel from 2026-06-01`"],
    );
}

#[test]
fn several_outsiders_are_told_as_several() {
    let told = told(
        "mandate/outside",
        "channel Tel { medium: phone }\nunit B { kind: board }\nunit P1 { kind: partner }\nunit P2 { kind: partner }\n\
         service S { decision: yes }\noffer S via Tel\nmandate B -> P1, P2 for decide of S because \"x\"\n",
    );
    let wanted = "`P1` and `P2` are outside the organisation, state no agreement, and are given decide of `S`";
    assert_eq!(told[0].0, wanted);
}

#[test]
fn what_is_nested_and_no_front_office_is_excepted() {
    helps(
        "gap/write-undecided",
        "unit Publiek { kind: front  unit Archief { kind: back } }\nunit B { kind: back }\nrecord R { l: legal }\n\
         allow B to update R.l when logged\n",
        &["write `forbid Publiek except Archief to write R.l`, or `allow Publiek except Archief to update R.l when …`"],
    );
}

#[test]
fn a_level_that_leaves_nothing_is_told_at_its_place() {
    let policy = "unit Bal { kind: front }\nrecord K { b: decision, confidential intern }\n\
                  forbid Bal to write K.b up-to openbaar\n";
    helps("name/empty-box", policy, &["name a higher level, or drop `up-to`"]);
    let place = Place::new().file("loket.toml", "").file("a.org", policy);
    let out = place.run(&["check", "--format", "json", "--as-of", "2026-01-01", "--select", "name/empty-box"]).out;
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["policies"][0]["findings"][0]["range"]["start"]["column"], 31);
}

#[test]
fn an_exception_that_is_there_stays() {
    let base = "unit Dir { kind: directorate\n  unit Desk { kind: front }\n  unit BZ { kind: back }\n}\n\
                record K { nota: note }\n";
    helps(
        "risk/inherited-front",
        &format!("{base}allow Dir except BZ to update K.nota when logged because \"n\"\n"),
        &["write `allow Dir except BZ, Desk to …`, or allow `Desk` by name"],
    );
    helps(
        "risk/inherited-front",
        &format!("{base}allow Dir to update K.nota when logged because \"n\"\n"),
        &["write `allow Dir except Desk to …`, or allow `Desk` by name"],
    );
}

#[test]
fn a_limit_that_is_there_is_lowered() {
    let base =
        "unit K { kind: back  ceiling: intern }\nrecord Z { a: internal  b: internal, confidential vertrouwelijk }\n";
    helps(
        "risk/above-ceiling",
        &format!("{base}allow K to read Z.* up-to vertrouwelijk\n"),
        &["lower its `up-to` to `intern`, or leave `Z.b` out"],
    );
    helps("risk/above-ceiling", &format!("{base}allow K to read Z.*\n"), &["add `up-to intern`, or leave `Z.b` out"]);
}

#[test]
fn each_competent_body_mandates_its_own_services() {
    helps(
        "relation/outsider-decides",
        "channel Tel { medium: phone }\nunit Raad { kind: board }\nunit College { kind: board }\n\
         unit Out { kind: partner  outsourced: \"x\"  agreement: \"y\" }\n\
         service P { decision: yes  body: Raad }\nservice Q { decision: yes  body: College }\n\
         offer * via Tel\nresponsible Out for decide\n",
        &["write `mandate Raad -> Out for decide of P because \"…\"` and \
           `mandate College -> Out for decide of Q because \"…\"`"],
    );
}

#[test]
fn what_moves_to_others_is_taken_from_those_who_have_it() {
    let base = "channel Tel { medium: phone  target: 80% within 30s }\nunit Dir { kind: directorate }\n\
                unit Out { kind: partner  outsourced: \"x\"  agreement: \"y\"  policy-freedom: none }\n\
                service P { until: 2027-01-01 }\noffer P via Tel\nresponsible Out for inform, intake\n";
    let policy = "write `accountable UNIT for policy of P until 2027-01-01` for whoever makes it and take that out of this \
                  statement, or write `policy-freedom: limited`";
    helps("relation/freedom-contradiction", &format!("{base}accountable Out for policy of P\n"), &[policy]);
    let owner = "write `accountable UNIT for steering via Tel until 2027-01-01`";
    let taken = format!("{owner} and take that out of the statements that have it now");
    helps("relation/no-internal-owner", &format!("{base}accountable Out for steering\n"), &[&taken]);
    helps("relation/no-internal-owner", base, &[owner]);
}

#[test]
fn nobody_who_is_gone_is_proposed() {
    let base = "channel Tel { medium: phone }\nunit A { kind: back  skills: a }\nservice S { skills: b }\noffer S via Tel\n\
                responsible A for handle\n";
    let add = "add `b` to the `skills` of `A` once its people are trained";
    helps("people/skill-gap", &format!("{base}unit Old {{ kind: back  skills: b  until: 2025-12-31 }}\n"), &[add]);
    let told = told("people/skill-gap", &format!("{base}unit New {{ kind: back  skills: b }}\n"));
    assert_eq!(told[0].1, format!("{add}, or let `New` do this"));
}

#[test]
fn a_gap_that_ends_is_told_with_its_end() {
    let base = "channel Post { medium: letter  reply: 5 workdays }\nunit A { kind: back }\n\
                unit Tmp { kind: staff  until: 2026-02-28 }\nservice P\noffer P via Post\n\
                responsible A for inform, handle, deliver\nresponsible Tmp for intake\n";
    let closed = told("steering/temporary-no-end", &format!("{base}responsible A for intake from 2026-05-01\n"));
    assert_eq!(closed.len(), 1, "{closed:#?}");
    assert_eq!(closed[0].0, "`Tmp` ends on 2026-02-28, and nobody takes over intake of `P` until 2026-04-30");
    assert_eq!(closed[0].1, "write `responsible UNIT for intake of P from 2026-03-01 until 2026-04-30`");
    let open = told("steering/temporary-no-end", base);
    assert_eq!(open[0].0, "`Tmp` ends on 2026-02-28, and nobody takes over intake of `P`");
    assert_eq!(open[0].1, "write `responsible UNIT for intake of P from 2026-03-01`");
}

#[test]
fn a_forbid_is_the_cause_only_where_something_is_allowed() {
    let base = "channel Tel { medium: phone }\nchannel Post { medium: letter }\nunit K { kind: front }\n\
                record R { a: internal }\nservice S\noffer S via Tel, Post\n";
    let limit = "limit the `forbid` with `except`, or drop it";
    helps(
        "gap/field-unwritable",
        &format!(
            "{base}allow K to update R.a until 2026-08-31 when logged because \"x\"\nforbid K to update R.a via Post\n"
        ),
        &["write `allow UNIT to update R.a from 2026-09-01`, or drop the field"],
    );
    helps(
        "gap/field-unwritable",
        &format!("{base}allow K to update R.a when logged because \"x\"\nforbid front to update R.a\n"),
        &[limit],
    );
    let shared = "channel Tel { medium: phone  target: 80% within 30s }\nunit K { kind: kcc }\nunit B { kind: back }\n\
                  record Z { status: internal }\nservice A\noffer A via Tel\nresponsible K for inform, intake\n\
                  responsible B for handle, deliver\nhandover K -> B of A within 1h\n\
                  allow B to read, update Z.status when logged because \"x\"\n";
    let allow = "allow K to read Z.status when logged because \"x\"\n";
    let forbidden = format!("{shared}{allow}forbid K to read, update Z.status\n");
    helps("handover/no-shared-view", &forbidden, &[limit]);
    helps("handover/no-shared-view", &format!("{shared}{allow}"), &[]);
    let told = told("handover/no-shared-view", shared);
    assert!(told[0].1.starts_with("write `allow K, B to read Z.*"), "{told:#?}");
}

#[test]
fn what_an_exception_leaves_out_is_taken_out_of_it() {
    let base = "channel Tel { medium: phone }\nchannel Video { medium: video }\nchannel Post { medium: letter }\n\
                audience Wijk { }\naudience Stad { audience Noord audience Zuid }\nunit K { kind: front }\nservice A\n";
    let gap = |text: &str| told("gap/unserved", &format!("{base}{text}"))[0].1.clone();
    let help = gap(
        "offer A via * serving Noord, Wijk\nresponsible K for inform, intake, handle, deliver via sync except Video\n",
    );
    assert!(help.starts_with("take `Video` out of its `except`, and add `Post` to its `via`"), "{help}");
    let help = gap(
        "offer A via Tel serving Noord, Wijk\nresponsible K for inform, intake, handle, deliver serving * except Stad\n",
    );
    assert!(help.starts_with("name in its `except` only what it should leave out, in place of `Stad`"), "{help}");
}

/// Touchpoints that no one statement reaches are said by several.
#[test]
fn places_that_are_no_product_are_said_one_by_one() {
    let base = "location Stadhuis\nlocation Oost\nchannel Balie { medium: counter target: 80% within 10m }\n\
                channel Zuil { medium: kiosk reply: 1 workday }\nchannel Tel { medium: phone target: 80% within 30s }\n\
                service Pas\noffer Pas via *\nunit A { kind: team }\n";
    let help = |held: &str| told("gap/unserved", &format!("{base}{held}")).remove(0).1;
    let all = "responsible A for intake, inform, handle, deliver via";
    assert!(
        help(&format!("{all} Balie at Oost\n{all} Zuil at Stadhuis\n{all} Tel\n")).ends_with(
            "write `responsible UNIT for inform, intake, handle, deliver of Pas via Balie at Stadhuis`, and the same `via Zuil at Oost`"
        )
    );
    assert!(help(&format!("{all} Balie at Oost\n{all} Tel\n")).ends_with(
        "write `responsible UNIT for inform, intake, handle, deliver of Pas via Zuil`, and the same `via Balie at Stadhuis`"
    ));
    assert!(
        help(&format!("{all} Balie, Zuil at Oost\n")).ends_with("deliver of Pas via Balie, Zuil, Tel at Stadhuis`")
    );
}

/// Chiefs of whom one stands above another are not all beside each other.
#[test]
fn chiefs_are_told_as_they_stand() {
    let policy = |units: &str| {
        format!(
            "channel Tel {{ medium: phone target: 80% within 30s }}\nservice Pas\noffer Pas via *\nunit Werk {{ kind: team }}\n\
             responsible Werk for inform, intake, handle, deliver\n{units}unit X2 {{ kind: staff }}\n\
             accountable Top for policy, content, steering, capacity, change\naccountable Chef for steering\n\
             accountable X2 for steering\n"
        )
    };
    let said = |units: &str| told("overlap/channel-chief", &policy(units)).remove(0).0;
    assert_eq!(
        said("unit Top { kind: staff unit Chef { kind: staff } }\n"),
        "`Top`, `Chef` and `X2` all steer everything, and not all of them stand above or under each other"
    );
    assert_eq!(
        said("unit Top { kind: staff }\nunit Chef { kind: staff }\n"),
        "`Top`, `Chef` and `X2` all steer everything, and none of them stands above the others"
    );
}

/// An edit names a clause that is there, and what it takes out of an exception was in the clause.
#[test]
fn edits_are_about_clauses_that_are_there() {
    let base = "channel Tel { medium: phone target: 80% within 30s }\nchannel Mail { medium: email reply: 1 workday }\nlocation A  location B\n\
                channel Bal { medium: counter locations: A, B target: 80% within 10m }\nchannel Zuil { medium: kiosk locations: B }\n\
                service S\nunit K { kind: kcc }\noffer S\nresponsible K for intake, handle, deliver\n";
    let help = |held: &str| told("gap/unserved", &format!("{base}{held}")).remove(0).1;
    assert!(help("responsible K for inform at A\n").starts_with("add `B` to its `at`, or write"));
    // Without `at` a channel would come with all its places.
    let partly = help("responsible K for inform via Tel, Mail\nresponsible K for inform via Bal, Zuil at A\n");
    assert!(partly.starts_with("write `responsible UNIT"), "{partly}");
    let excepted = help("responsible K for inform via Tel, Bal, Zuil except Mail\n");
    assert!(
        excepted.starts_with("take `Mail` out of its `except`, and add `Mail` to its `via`, or write"),
        "{excepted}"
    );
}

/// What cannot be mandated is not said to be mended by a mandate.
#[test]
fn helps_of_powers_do_not_lead_into_others() {
    let base = "channel Tel { medium: phone }\nunit College { kind: board }\nunit T { kind: back }\nunit P { kind: partner }\n\
                service S { decision: yes mandatable: no }\nservice S2 { decision: yes }\noffer S, S2 via Tel\n";
    let of = |rule: &str, text: &str| told(rule, &format!("{base}{text}")).remove(0).1;
    let mandate =
        |scope: &str| of("mandate/not-mandatable", &format!("mandate College -> T for decide{scope} because \"r\"\n"));
    assert_eq!(mandate(" of S"), "drop this mandate, or its `decide`");
    assert_eq!(mandate(" of S, S2"), "leave it out: `except S` after the services of this mandate");
    assert_eq!(mandate(""), "leave it out: `of * except S`");
    let delegate = "delegate College -> T for decide of S because \"r\"\nresponsible College for decide of S\n";
    assert_eq!(of("mandate/delegated-down", delegate), "drop it: this cannot be mandated either");
    assert_eq!(of("overlap/delegator", delegate), "drop it here (`except`, `of`, dates), or drop the delegation");
    assert_eq!(
        of("mandate/missing", "responsible P for decide of S2\n"),
        "write `mandate College -> P for decide of S2 because \"…\"`, and add `agreement: \"…\"` to `P`"
    );
}
