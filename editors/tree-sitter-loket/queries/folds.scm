[
  (block)
  (arguments)
  (comment)+
  (doc_comment)+
] @fold
