//! The plain facts as one document. Its shape is a contract: `docs/describe.schema.json` is derived from it.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::super::json::Version;
use crate::describe::Description;

/// What `loket describe --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document<'d> {
    /// The version of this format.
    pub version: Version,
    /// In the order of their roots.
    pub policies: &'d [Description],
}

pub fn write(out: &mut impl Write, descriptions: &[Description]) -> io::Result<()> {
    crate::render::escaped::write(&mut *out, &Document { version: Version, policies: descriptions })?;
    writeln!(out)
}

/// The JSON Schema of the document.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Document<'static>);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}
