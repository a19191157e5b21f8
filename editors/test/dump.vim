" Writes the syntax group of each byte of a file, a line of names for each line, to $LOKET_DUMP. Vim and Neovim.
set nomore
filetype plugin indent on
syntax on
execute 'edit' fnameescape($LOKET_FILE)
let s:out = []
for s:row in range(1, line('$'))
  let s:names = []
  for s:column in range(1, len(getline(s:row)))
    call add(s:names, synIDattr(synID(s:row, s:column, 1), 'name'))
  endfor
  call add(s:out, join(s:names, ' , '))
endfor
call writefile(s:out, $LOKET_DUMP)
qall!
