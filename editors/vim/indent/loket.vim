if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=LoketIndent(v:lnum) indentkeys=0},0),!^F,o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*LoketIndent')
  finish
endif

" The braces that stand open, and a step for a line that goes on with a statement: one that begins with a clause.
function! LoketIndent(lnum) abort
  let line = getline(a:lnum)
  let above = prevnonblank(a:lnum - 1)
  let depth = 0
  for number in range(1, above)
    let text = substitute(getline(number), '"\%(\\.\|[^"\\]\)*"\|//.*\|`[^`]*`', '', 'g')
    let depth += count(text, '{') - count(text, '}')
  endfor
  if line =~# '^\s*}'
    let depth -= 1
  endif
  let goes_on = line =~# '^\s*\%(' . join(loket#words['clause'], '\|') . '\)\>[^:]*$'
  return max([depth, 0]) * shiftwidth() + (goes_on && depth <= 0 ? shiftwidth() : 0)
endfunction
