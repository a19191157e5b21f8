" Writes the file type of each file of $LOKET_FILES, a line each, to $LOKET_DUMP.
set nomore
filetype plugin indent on
let s:out = []
for s:file in split($LOKET_FILES, "\n")
  execute 'edit!' fnameescape(s:file)
  call add(s:out, &filetype)
endfor
call writefile(s:out, $LOKET_DUMP)
qall!
