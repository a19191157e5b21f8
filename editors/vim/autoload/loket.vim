" The words of the language, by what they are. Syntax, indenting and detection take them from here.
let g:loket#words = {}
" derived: keyword, stop, noun, served-noun, head, unit-head, item, clause, plain-clause, flag, test
let g:loket#words['keyword'] = [
      \ 'organisation', 'location', 'audience', 'channel', 'unit', 'theme', 'service', 'record', 'offer', 'responsible',
      \ 'accountable', 'consulted', 'informed', 'supporting', 'need', 'allow', 'forbid', 'handover', 'mandate',
      \ 'delegate', 'for', 'of', 'via', 'serving', 'at', 'when', 'up-to', 'from', 'until', 'because', 'within', 'share',
      \ 'onward', 'warm', 'cold', 'callback', 'appointment', 'forward', 'referral', 'expect', 'no', 'to', 'except', 'by'
      \ ]
let g:loket#words['stop'] = [
      \ 'organisation', 'location', 'audience', 'channel', 'unit', 'theme', 'service', 'record', 'offer', 'responsible',
      \ 'accountable', 'consulted', 'informed', 'supporting', 'need', 'allow', 'forbid', 'handover', 'mandate',
      \ 'delegate', 'for', 'of', 'via', 'serving', 'at', 'when', 'up-to', 'from', 'until', 'because', 'within', 'share',
      \ 'onward', 'warm', 'cold', 'callback', 'appointment', 'forward', 'referral', 'expect', 'no', 'to', 'by'
      \ ]
let g:loket#words['noun'] = ['unit', 'service', 'channel', 'record', 'theme', 'location', 'audience', 'organisation']
let g:loket#words['served-noun'] = ['theme', 'service']
let g:loket#words['head'] = [
      \ 'responsible', 'allow', 'offer', 'accountable', 'handover', 'forbid', 'consulted', 'informed', 'supporting',
      \ 'mandate', 'delegate', 'need'
      \ ]
let g:loket#words['unit-head'] = [
      \ 'responsible', 'allow', 'accountable', 'handover', 'forbid', 'consulted', 'informed', 'supporting', 'mandate',
      \ 'delegate'
      \ ]
let g:loket#words['item'] = [
      \ 'unit', 'service', 'channel', 'record', 'theme', 'location', 'audience', 'organisation', 'responsible', 'allow',
      \ 'offer', 'accountable', 'handover', 'forbid', 'consulted', 'informed', 'supporting', 'mandate', 'delegate',
      \ 'need', 'expect'
      \ ]
let g:loket#words['clause'] = [
      \ 'for', 'of', 'via', 'because', 'at', 'serving', 'from', 'until', 'within', 'share', 'up-to', 'when', 'to',
      \ 'except', 'by'
      \ ]
let g:loket#words['plain-clause'] = ['from', 'until', 'within', 'share', 'because']
let g:loket#words['flag'] = ['warm', 'cold', 'callback', 'appointment', 'forward', 'referral', 'onward']
let g:loket#words['test'] = ['expect', 'no']
" derived: end
" derived: class, task, act, safeguard, level, choice, weekday, link, field-word, form, per, counted
let g:loket#words['class'] = [
      \ 'board', 'directorate', 'front', 'kcc', 'mid', 'back', 'team', 'staff', 'oversight', 'partner', 'sync', 'async',
      \ 'physical', 'digital', 'phone', 'counter', 'visit', 'video', 'chat', 'chatbot', 'web', 'portal', 'app', 'form',
      \ 'email', 'letter', 'message', 'messagebox', 'social', 'sms', 'kiosk', 'api', 'simple', 'composite',
      \ 'specialist', 'note', 'public', 'internal', 'contact', 'legal', 'personal', 'special', 'authentic', 'decision',
      \ 'payment'
      \ ]
let g:loket#words['task'] = [
      \ 'inform', 'intake', 'handle', 'advise', 'decide', 'deliver', 'aftercare', 'review', 'policy', 'content',
      \ 'quality', 'knowledge', 'budget', 'privacy', 'steering', 'capacity', 'operation', 'technology', 'change'
      \ ]
let g:loket#words['act'] = ['read', 'create', 'update', 'delete', 'reopen', 'force', 'write']
let g:loket#words['safeguard'] = ['verified', 'four-eyes', 'after-check', 'logged', 'in-case', 'reversible', 'notified']
let g:loket#words['level'] = [
      \ 'openbaar', 'beperkt_openbaar', 'intern', 'zaakvertrouwelijk', 'vertrouwelijk', 'confidentieel', 'geheim',
      \ 'zeer_geheim', 'none', 'low', 'substantial', 'high'
      \ ]
let g:loket#words['choice'] = [
      \ 'board', 'directorate', 'front', 'kcc', 'mid', 'back', 'team', 'staff', 'oversight', 'partner', 'phone',
      \ 'counter', 'visit', 'video', 'chat', 'chatbot', 'web', 'portal', 'app', 'form', 'email', 'letter', 'message',
      \ 'messagebox', 'social', 'sms', 'kiosk', 'api', 'sync', 'async', 'physical', 'digital', 'simple', 'composite',
      \ 'specialist', 'note', 'public', 'internal', 'contact', 'legal', 'personal', 'special', 'authentic', 'decision',
      \ 'payment', 'openbaar', 'beperkt_openbaar', 'intern', 'zaakvertrouwelijk', 'vertrouwelijk', 'confidentieel',
      \ 'geheim', 'zeer_geheim', 'none', 'low', 'substantial', 'high', 'bound', 'some', 'wide', 'limited', 'dienst',
      \ 'kanaal', 'frontoffice', 'gemeente', 'overheid', 'teams', 'mixed', 'formal', 'informal', 'medium', 'chain',
      \ 'network', 'shared', 'outsourced', 'insourced', 'supplier', 'yes', 'no', 'inform', 'intake', 'handle', 'advise',
      \ 'decide', 'deliver', 'aftercare', 'review', 'policy', 'content', 'quality', 'knowledge', 'budget', 'privacy',
      \ 'steering', 'capacity', 'operation', 'technology', 'change'
      \ ]
let g:loket#words['weekday'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
let g:loket#words['link'] = ['via', 'from', 'within']
let g:loket#words['field-word'] = ['source', 'confidential', 'assurance']
let g:loket#words['form'] = [
      \ 's', 'sec', 'second', 'seconds', 'm', 'min', 'minute', 'minutes', 'h', 'hour', 'hours', 'd', 'day', 'days', 'w',
      \ 'week', 'weeks', 'workday', 'workdays'
      \ ]
let g:loket#words['per'] = [
      \ 's', 'sec', 'second', 'min', 'minute', 'h', 'hour', 'd', 'day', 'w', 'week', 'month', 'y', 'year'
      \ ]
let g:loket#words['counted'] = [
      \ 's', 'sec', 'second', 'seconds', 'm', 'min', 'minute', 'minutes', 'h', 'hour', 'hours', 'd', 'day', 'days', 'w',
      \ 'week', 'weeks', 'workday', 'workdays', 'fte'
      \ ]
" derived: end

" How a policy begins, and an outline.
let s:policy = '\v^\s*%(//|\@\l|%(' . join(g:loket#words['item'], '|') . ')%([^[:alnum:]_:-]|$))'
let s:outline = '\v^%(\*+ |\s*#|\s*:PROPERTIES:)'

" Whether the buffer, a file in `.org`, is a policy: by its first line that is not blank, and where that says nothing, by a
" `loket.toml` in a folder above it.
function! loket#is_policy() abort
  let first = getline(nextnonblank(1))
  if first =~# s:policy
    return 1
  elseif first =~# s:outline
    return 0
  endif
  let folder = escape(expand('%:p:h'), ' ,;\')
  return findfile('loket.toml', folder . ';') !=# ''
endfunction
