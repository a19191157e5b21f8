if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:///,:// commentstring=//\ %s
setlocal formatoptions-=t formatoptions+=croql
setlocal expandtab shiftwidth=2 softtabstop=2 textwidth=120
setlocal suffixesadd=.org
let &l:define = '^\s*\%(' . join(g:loket#words['noun'], '\|') . '\)\s\+'

if exists('loaded_matchit')
  let b:match_words = '{:}'
endif

" `:make` checks the policy of the file.
setlocal makeprg=loket\ check\ --format\ plain\ %:p:S
setlocal errorformat=%f:%l:%c:\ %t%*[a-z]%m

" Neovim colours with the parser where it is installed, else with syntax/loket.vim.
if has('nvim-0.11')
  lua if pcall(vim.treesitter.start) then vim.wo[0][0].foldexpr = 'v:lua.vim.treesitter.foldexpr()' end
endif

let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< expandtab< shiftwidth< softtabstop< textwidth<'
      \ . ' suffixesadd< define< makeprg< errorformat< | unlet! b:match_words'
