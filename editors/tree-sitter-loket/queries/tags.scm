; Units and records are classes, services and themes functions, everything else is a module.
((doc_comment)* @doc
  .
  (declaration noun: ["unit" "record"] name: (name) @name) @definition.class
  (#strip! @doc "^///\\s?"))
((doc_comment)* @doc
  .
  (declaration noun: ["service" "theme"] name: (name) @name) @definition.function
  (#strip! @doc "^///\\s?"))
((doc_comment)* @doc
  .
  (declaration noun: ["organisation" "location" "audience" "channel"] name: (name) @name) @definition.module
  (#strip! @doc "^///\\s?"))

(statement units: (selector (name) @name)) @reference.class
(field_reference record: (name) @name) @reference.class
(statement services: (selector (name) @name)) @reference.call
(of_clause services: (selector (name) @name)) @reference.call
(via_clause (selector (name) @name)) @reference.module
(serving_clause (selector (name) @name)) @reference.module
(at_clause (selector (name) @name)) @reference.module
