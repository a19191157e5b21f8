; Of nvim-treesitter.
[
  (block)
  (arguments)
] @indent.begin

["}" ")"] @indent.branch @indent.end

; Clauses on lines of their own.
(statement) @indent.begin

(string) @indent.ignore
