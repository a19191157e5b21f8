; Derived from editors/tree-sitter-loket/queries/folds.scm by `cargo test`.
[
  (block)
  (arguments)
  (comment)+
  (doc_comment)+
] @fold
