(declaration
  noun: _ @context
  name: (name) @name) @item

(statement
  head: _ @context
  (selector) @name) @item

(doc_comment) @annotation
