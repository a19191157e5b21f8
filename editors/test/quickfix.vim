" Writes what the quickfix list makes of the findings in the file $LOKET_FINDINGS to $LOKET_DUMP.
set nomore
filetype plugin on
execute 'edit' fnameescape($LOKET_FILE)
execute "cgetfile" fnameescape($LOKET_FINDINGS)
call writefile(map(getqflist(), 'bufname(v:val.bufnr) . " " . v:val.lnum . " " . v:val.col . " " . v:val.type . " " . v:val.text'), $LOKET_DUMP)
qall!
