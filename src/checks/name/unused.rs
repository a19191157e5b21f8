//! `name/unused`

use crate::check::{Report, rule};
use crate::model::vocabulary;
use crate::space::Space;

rule! {
    /// An audience, location, record, channel or service that no statement reaches.
    "name/unused", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (noun, thing) in space.unreached() {
        let name = space.model.names.name(thing.symbol);
        let noun = vocabulary::get().noun(noun).word;
        let message = format!("no statement reaches {noun} `{name}`");
        report.add(thing.span, message, |finding| {
            finding.note("declared here").help("use it in a statement, or drop it")
        });
    }
}
