; Derived from editors/tree-sitter-loket/queries/indents.scm by `cargo test`.
[
  (block)
  (arguments)
] @indent.begin

["}" ")"] @indent.branch @indent.end

(statement) @indent.begin

(string) @indent.ignore
