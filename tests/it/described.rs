//! What a description says and what the rules find in the same policy: they count the same things, and agree.

use crate::describe::described;


/// Each front office hands over a part of what it takes in itself, once, and the way back is none.
#[test]
fn shares_are_of_what_a_front_office_takes_in() {
    let with = |rest: &str| {
        let it = described(&format!(
            "channel Tel {{ medium: phone }}\nchannel Balie {{ medium: counter }}\nservice P\noffer P via *\n\
             unit KCC {{ kind: kcc }}\nunit Loket {{ kind: front }}\nunit Los {{ kind: front }}\nunit BZ {{ kind: back }}\n\
             unit Ook {{ kind: back }}\nresponsible BZ for handle, deliver\n{rest}"
        ));
        it.first_contact.map(|it| (it.share.to_string(), it.below.len()))
    };
    let apart = "responsible KCC for inform, intake via Tel\nresponsible Loket for inform, intake via Balie\n";
    let both = "responsible KCC, Loket for inform, intake\n";
    let handovers = "handover KCC <-> BZ share 20%\nhandover Loket <-> BZ share 20%\n";
    assert_eq!(with(&format!("{apart}{handovers}")), Some(("0.8".into(), 0)));
    assert_eq!(with(&format!("{both}{handovers}")), Some(("0.8".into(), 0)));
    // Who takes nothing in hands over nothing of it.
    let none = "handover Los -> BZ share 60%\n";
    assert_eq!(with(&format!("{apart}{handovers}{none}")), Some(("0.8".into(), 0)));
    assert_eq!(with(&format!("{apart}{none}")), None);
    // Two handovers of the same contacts add up; two arrows of one statement do not, nor does a way back.
    let more = "handover KCC -> Ook via Tel share 30%\n";
    assert_eq!(with(&format!("{apart}{handovers}{more}")), Some(("0.65".into(), 1)));
    assert_eq!(with(&format!("{apart}handover KCC -> BZ -> Ook share 20%\n")), Some(("0.8".into(), 0)));
    assert_eq!(with(&format!("{apart}handover BZ <-> KCC share 20%\n")), None);
    // What stays in front is not handed over, and more than everything cannot be.
    assert_eq!(with(&format!("{apart}handover KCC -> Loket share 20%\n")), None);
    assert_eq!(with(&format!("{apart}handover KCC -> BZ share 0%\n")), Some(("1".into(), 0)));
    let all = "handover KCC -> BZ share 90%\nhandover KCC -> Ook share 90%\nhandover Loket -> BZ share 0%\n";
    assert_eq!(with(&format!("{apart}{all}")), Some(("0.5".into(), 1)));
}
