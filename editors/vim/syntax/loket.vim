" Loket's policies. The words come from the grammar and the vocabulary of the language.

if exists('b:current_syntax')
  finish
endif

let s:words = g:loket#words

let s:kw = {}
for s:word in s:words['keyword']
  let s:kw[s:word] = '\<' . s:word . '\>'
endfor

" Any of these keywords, which the language must have.
function! s:these(words) abort
  return s:any(map(copy(a:words), 's:kw[v:val] is 0 ? 0 : v:val'))
endfunction

function! s:any(words) abort
  return '\<\%(' . join(a:words, '\|') . '\)\>'
endfunction

let s:name = '\%(`[^`]*`\|[[:alpha:]_\u0080-\U10ffff][[:alnum:]_\u0080-\U10ffff-]*\)'
" What ends a list of names, and the value of a property.
let s:end_of_names = '\ze\%(' . s:any(s:words['stop']) . '\|[{};@)"]\|///\)'
let s:end_of_value = '\ze\%(' . s:name . '\s*:\|' . s:any(s:words['item']) . '\|[{};@]\|///\)'

syn case match
syn iskeyword @,48-57,_,192-255,-
" A block that begins above the window is still a block.
syn sync minlines=200

" ── Comments and texts ──

syn match loketComment "//.*" contains=@Spell,loketBidi
syn match loketDoc "///\%(/\)\@!.*" contains=@Spell,loketBidi
syn match loketBidi "[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]" contained
syn region loketString start=+"+ skip=+\\.+ end=+"\|$+ oneline contains=loketEscape,loketBadEscape,loketBidi,@Spell
syn match loketBadEscape "\\." contained
syn match loketEscape +\\\%(["\\nt]\|u{\x\{1,6}}\)+ contained

" ── Quantities, tags, signs ──

" Of two that begin alike the later wins.
syn match loketBadQuantity "\<\d\%([[:alnum:]_%]\|[-:./+]\ze[[:alnum:]_]\)*"
execute 'syn match loketQuantity "\<\d[0-9_]*\%(\.\d\+\)\=\%(%\|/\%(' . join(s:words['per'], '\|') . '\)\>\|\>[:./+-]\@!\)"'
execute 'syn match loketQuantity "\<\%(\d[0-9_]*\%(\.\d\+\)\=\%(' . join(reverse(sort(copy(s:words['form']))), '\|') . '\)\)\+\>"'
execute 'syn match loketQuantity "\<\d[0-9_]*\%(\.\d\+\)\=\s\+\%(' . join(s:words['counted'], '\|') . '\)\>\%(\s*:\)\@!"'
syn match loketQuantity "\<\d\{4}-\d\d-\d\d\>"
syn match loketQuantity "\<\d\{1,2}:\d\d\%(-\d\{1,2}:\d\d\)\=\>"
execute 'syn match loketTag "#' . s:name . '"'
syn match loketStray "[=!?|&^~$[\]\\+<>]\+"
syn match loketArrow "<->\|->"
syn match loketWildcard "\*"
syn match loketSign "[,;:.(){}]"

syn cluster loketParts contains=loketComment,loketDoc,loketString,loketQuantity,loketBadQuantity,loketTag,loketArrow,loketWildcard,loketSign,loketStray

" ── Declarations ──

execute 'syn match loketNoun "' . s:any(s:words['noun']) . '\%(\s*:\)\@!" nextgroup=loketThing skipwhite'
execute 'syn match loketNoun "' . s:any(s:words['served-noun']) . '\%(\s*:\)\@!" nextgroup=loketService skipwhite'
execute 'syn match loketNoun "' . s:kw['unit'] . '\%(\s*:\)\@!" nextgroup=loketUnit skipwhite'
execute 'syn match loketNoun "' . s:kw['record'] . '\%(\s*:\)\@!" nextgroup=loketRecordName skipwhite'
execute 'syn match loketThing "' . s:name . '" contained'
execute 'syn match loketService "' . s:name . '" contained'
execute 'syn match loketUnit "' . s:name . '" contained'
execute 'syn match loketRecord "' . s:name . '" contained'
execute 'syn match loketRecordName "' . s:name . '" contained nextgroup=loketRecordLabel,loketFields skipwhite skipnl'
syn region loketRecordLabel start=+"+ skip=+\\.+ end=+"\|$+ oneline contained contains=loketEscape,@Spell nextgroup=loketFields skipwhite skipnl

syn region loketBlock matchgroup=loketSign start="{" end="}" contains=TOP fold
syn region loketFields matchgroup=loketSign start="{" end="}" contains=loketField,loketNoun,loketComment,loketDoc,loketAnnotation,loketSign contained fold

" ── Properties: a key and its value ──

execute 'syn region loketValue matchgroup=loketKey start="' . s:name . '\ze\s*:" end="' . s:end_of_value . '" contains=@loketParts,@loketValues'
execute 'syn region loketValue matchgroup=loketOwnKey start="\<x-' . s:name . '\ze\s*:" end="' . s:end_of_value . '" contains=@loketParts,@loketValues'
execute 'syn region loketField matchgroup=loketFieldKey start="' . s:name . '\ze\s*:" end="' . s:end_of_value . '" contained contains=@loketParts,@loketValues'
syn cluster loketValues contains=loketName,loketChoice,loketWeekday,loketLink
execute 'syn match loketName "' . s:name . '" contained'
execute 'syn match loketWeekday "\<\%(' . join(s:words['weekday'], '\|') . '\)\%(-\%(' . join(s:words['weekday'], '\|') . '\)\)\=\>" contained'
execute 'syn keyword loketChoice contained ' . join(s:words['choice'])
execute 'syn keyword loketLink contained ' . join(s:words['link'] + s:words['field-word'])

" ── Annotations ──

syn match loketAnnotation "@\k\+" nextgroup=loketArguments skipwhite
syn region loketArguments matchgroup=loketSign start="(" end=")" end="\ze[{}@]" contained contains=@loketParts,loketArgument,loketName,loketChoice
execute 'syn match loketArgument "' . s:name . '\ze\s*:" contained'

" ── Statements ──

execute 'syn keyword loketTest ' . join(s:words['test'])
execute 'syn keyword loketFlag ' . join(s:words['flag'])
execute 'syn match loketClause "' . s:these(s:words['plain-clause'] + ['except']) . '\%(\s*:\)\@!"'

function! s:region(group, words, contains) abort
  execute 'syn region loketNames matchgroup=' . a:group . ' start="' . s:these(a:words) . '\%(\s*:\)\@!" end="'
        \ . s:end_of_names . '" contains=@loketParts,loketClass,loketExcept,' . a:contains
endfunction
execute 'syn keyword loketClass contained ' . join(s:words['class'])
execute 'syn keyword loketTask contained ' . join(s:words['task'])
execute 'syn keyword loketAct contained ' . join(s:words['act'])
execute 'syn keyword loketSafeguard contained ' . join(s:words['safeguard'])
execute 'syn keyword loketLevel contained ' . join(s:words['level'])
syn keyword loketExcept contained except
execute 'syn match loketRecord "' . s:name . '\ze\.\%(\*\|' . s:name . '\)" contained nextgroup=loketMember'
execute 'syn match loketMember "\.\%(\*\|' . s:name . '\)" contained contains=loketSign,loketWildcard'
execute 'syn match loketSafeguardBy "' . s:kw['by'] . '" nextgroup=loketUnit skipwhite contained'

call s:region('loketHead', ['offer'], 'loketService')
call s:region('loketHead', ['need'], 'loketAct,loketRecord')
call s:region('loketHead', s:words['unit-head'], 'loketUnit')
call s:region('loketClause', ['for'], 'loketTask,loketName')
call s:region('loketClause', ['of'], 'loketService')
call s:region('loketClause', ['via', 'serving', 'at'], 'loketName')
call s:region('loketClause', ['to'], 'loketAct,loketRecord')
call s:region('loketClause', ['up-to'], 'loketLevel,loketName')
" Within `when` a `by` names a unit.
let s:end_of_safeguards = '\ze\%(' . s:any(filter(copy(s:words['stop']), 'v:val !=# "by"')) . '\|[{};@)"]\|///\)'
execute 'syn region loketNames matchgroup=loketClause start="' . s:kw['when'] . '" end="'
      \ . s:end_of_safeguards . '" contains=@loketParts,loketSafeguard,loketLevel,loketName,loketSafeguardBy'

" ── Colours ──

hi def link loketComment Comment
hi def link loketDoc SpecialComment
hi def link loketBidi Error
hi def link loketString String
hi def link loketRecordLabel String
hi def link loketEscape SpecialChar
hi def link loketBadEscape Error
hi def link loketQuantity Number
hi def link loketBadQuantity Error
hi def link loketTag Tag
hi def link loketArrow Operator
hi def link loketWildcard Special
hi def link loketSign Delimiter
hi def link loketStray Error
hi def link loketNoun Structure
hi def link loketThing Identifier
hi def link loketService Function
hi def link loketUnit Type
hi def link loketRecord Type
hi def link loketRecordName loketRecord
hi def link loketKey Label
hi def link loketOwnKey PreProc
hi def link loketFieldKey Identifier
hi def link loketMember Identifier
hi def link loketName Identifier
hi def link loketChoice Constant
hi def link loketWeekday Constant
hi def link loketTask Constant
hi def link loketAct Constant
hi def link loketLevel Constant
hi def link loketClass Special
hi def link loketSafeguard Special
hi def link loketLink Keyword
hi def link loketAnnotation PreProc
hi def link loketArgument Identifier
hi def link loketHead Statement
hi def link loketClause Keyword
hi def link loketExcept Keyword
hi def link loketSafeguardBy Keyword
hi def link loketFlag StorageClass
hi def link loketTest Conditional

let b:current_syntax = 'loket'
