" Writes each of $LOKET_FILES, its indents taken away and made anew, with a form feed behind it, to $LOKET_DUMP.
set nomore
filetype plugin indent on
let s:out = []
for s:file in split($LOKET_FILES, "\n")
  execute 'edit!' fnameescape(s:file)
  silent %left
  silent normal! gg=G
  let s:out += getline(1, '$') + ['', "\f"]
endfor
call writefile(s:out, $LOKET_DUMP)
qall!
