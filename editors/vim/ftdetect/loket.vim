" `.org` belongs to Emacs's outliner too; see autoload/loket.vim. Runs after Vim's own detection, which says `org`.
autocmd BufNewFile,BufRead *.org if loket#is_policy() | set filetype=loket | endif
