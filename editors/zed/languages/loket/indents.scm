(block "}" @end) @indent
(arguments ")" @end) @indent
