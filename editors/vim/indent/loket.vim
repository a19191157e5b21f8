if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=LoketIndent(v:lnum) indentkeys=0},0),!^F,o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*LoketIndent')
  finish
endif

let s:goes_on = '^\s*\%(' . join(g:loket#words['clause'] + g:loket#words['flag'], '\|') . '\)\%([[:alnum:]_-]\|\s*:\)\@!'

" A line without its texts and comments.
function! s:code(number) abort
  return substitute(getline(a:number), '"\%(\\.\|[^"\\]\)*"\|`[^`]*`\|"\%(\\.\|[^"\\]\)*$\|//.*', '', 'g')
endfunction

" Whether a line goes on with what another began: it begins with a clause, or the line above ends with a comma or an arrow.
function! s:goes_on(number, above) abort
  return s:code(a:number) =~# s:goes_on || (a:above > 0 && s:code(a:above) =~# '\%(,\|->\)\s*$')
endfunction

" From the indent of the line above: a step for each brace that it leaves open, and one for a line that goes on.
function! LoketIndent(lnum) abort
  let above = prevnonblank(a:lnum - 1)
  if above == 0
    return 0
  endif
  let code = s:code(above)
  " A brace that closes at the beginning has moved its own line already.
  let inner = substitute(code, '^[[:blank:]})]*', '', '')
  let steps = len(substitute(inner, '[^{(]', '', 'g')) - len(substitute(inner, '[^})]', '', 'g'))
  let steps += s:goes_on(a:lnum, above) - s:goes_on(above, prevnonblank(above - 1))
  let steps -= getline(a:lnum) =~# '^\s*[})]'
  return max([indent(above) + steps * shiftwidth(), 0])
endfunction
