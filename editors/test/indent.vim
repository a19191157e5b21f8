" Writes $LOKET_FILE, its indents taken away and made anew, to $LOKET_DUMP.
set nomore
filetype plugin indent on
execute 'edit' fnameescape($LOKET_FILE)
silent %left
silent normal! gg=G
call writefile(getline(1, '$'), $LOKET_DUMP)
qall!
