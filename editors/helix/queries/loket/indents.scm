[
  (block)
  (arguments)
] @indent

["}" ")"] @outdent
