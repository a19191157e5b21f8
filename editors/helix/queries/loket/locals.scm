; Derived from editors/tree-sitter-loket/queries/locals.scm by `cargo test`.
(source_file) @local.scope

(declaration name: (name) @local.definition.type)

(selector (name) @local.reference)

(field_reference record: (name) @local.reference)

(safeguard unit: (name) @local.reference)

(value (name) @local.reference)
