# shellcheck shell=bash
# What is seen while a run is on and right after it: long answers, stragglers, who is waited for.

# The lines from $1 to $2
numbers() { seq "$1" "$2"; }

window_is() { [[ $(on_tmux display-message -p '#{window_width}x#{window_height}') == "$1" ]]; }

test_is 'a long answer is shortened, so that the odd host and the whole ledger stay on the screen'
terminal
enters '"$SHOAL" demo 10'
sees_last 'shoal @all 10>'
clear 'shoal @all 10>'
enters 'exec test $HOSTNAME != web3 || { echo odd; exit; }; seq 5000'
screen_is "shoal @all 10> exec test \$HOSTNAME != web3 || { echo odd; exit; }; seq 5000
$(group 'db[1-3],web[1-2,4-7] (9)  @1' "$(numbers 1 10)
… 4,981 lines more: less @1
$(numbers 4992 5000)")
$(group 'web3 (1)  @2' odd)
10 ok   10 hosts, T
shoal @all 10>"

test_is 'so it is in a small window'
on_tmux resize-window -x 40 -y 16
within window_is 40x16
key Enter # the editor has taken notice of the window before it reads the next line
sees_last 'shoal @all 10>'
clear 'shoal @all 10>'
enters 'exec seq 5000'
sees_last 'shoal @all 10>'
screen_is "shoal @all 10> exec seq 5000
$(group 'db[1-3],web[1-7] (10)' "$(numbers 1 5)
… 4,991 lines more: less @1
$(numbers 4997 5000)")
10 ok   10 hosts, T
shoal @all 10>"
on_tmux resize-window -x 80 -y 30

test_is 'less shows the whole answer in a pager, which gives the prompt back'
clear 'shoal @all 10>'
enters 'less @1'
sees 'db[1-3],web[1-7] (10)'
sees_last ':'
types G
sees 5000
key q
sees_last 'shoal @all 10>'

test_is 'less uses the pager of the environment'
enters 'exit'
sees '$'
clear '$'
enters "PAGER='tail -n 1' \"\$SHOAL\" demo 10"
sees_last 'shoal @all 10>'
enters 'exec seq 50'
sees_last 'shoal @all 10>'
clear 'shoal @all 10>'
enters 'less web3'
screen_is 'shoal @all 10> less web3
50
shoal @all 10>'

test_is 'less shows a short answer without a pager, and Tab knows the groups'
enters 'exec test $HOSTNAME = web3 && echo odd'
sees_last 'shoal @all 10>'
clear 'shoal @all 10>'
types 'less '
key Tab
sees_text '@1 (db[1-3],web[1-2,4-7])'
types @2
key Enter
sees odd
sees_last 'shoal @all 10>'

test_is 'where two of ten keep everybody waiting, the answers of the others are shown, and theirs below as they come'
clear 'shoal @all 10>'
enters "exec case \$HOSTNAME in web1) sleep 4; exit 3;; web2) sleep 6; esac; echo up"
sees_text 'waiting: web[1-2] (run'
sees 'db[1-3],web[3-7] (8)  up  @1'
sees_last 'shoal @all 10>'
screen | grep -v -e '^waiting: ' >"$ALL/seen"
same screen "$(<"$ALL/seen")" "shoal @all 10> exec case \$HOSTNAME in web1) sleep 4; exit 3;; web2) sleep 6; esa
c; echo up
db[1-3],web[3-7] (8)  up  @1
web1 (1)  (no output)  exit 3  @2
also @1: web2
9 ok, 1 exit 3: web1   10 hosts, T
shoal @all 10>"
clear 'shoal @all 10>'
enters 'less @2'
screen_is "shoal @all 10> less @2
$(group 'web1 (1) exit 3' '(no output)')
shoal @all 10>"

test_is 'Ctrl-C ends the wait for stragglers, and tells what became of them'
clear 'shoal @all 10>'
enters 'exec test $HOSTNAME = web1 && sleep 100; echo up'
sees 'waiting: web1 (run 1 s)'
key C-c
screen_is "shoal @all 10> exec test \$HOSTNAME = web1 && sleep 100; echo up
db[1-3],web[2-7] (9)  up  @1
waiting: web1 (run 1 s)
9 ok, 1 cancelled (may still run): web1   10 hosts, T
shoal @all 10>"

test_is 'groups that said one line are a line each'
clear 'shoal @all 10>'
enters 'exec case $HOSTNAME in web2) echo failed; exit 3;; db*) ;; *) echo active; esac'
sees_last 'shoal @all 10>'
screen_is "shoal @all 10> exec case \$HOSTNAME in web2) echo failed; exit 3;; db*) ;; *) ech
o active; esac
web[1,3-7] (6)  active               @1
db[1-3] (3)     (no output)          @2
web2 (1)        failed       exit 3  @3
9 ok, 1 exit 3: web2   10 hosts, T
shoal @all 10>"

test_is 'of long answers that differ in a line, that line stays on the screen'
clear 'shoal @all 10>'
enters 'exec seq 30; test $HOSTNAME = web3 && echo odd; seq 30; test $HOSTNAME = web3 && seq 40'
sees_last 'shoal @all 10>'
sees odd
sees_text 'lines more: less @2'

test_is 'Enter while a run is on tells who is waited for, and is no line of its own'
clear 'shoal @all 10>'
enters 'exec sleep 5'
sees '0/10 done, T, waiting: db[1-3],web[1-7]'
key Enter
sees_text 'waiting: db[1-3],web[1-7] (run'
sees '0/10 done, T, waiting: db[1-3],web[1-7]'
types 'exec echo ahead'
key Enter
sees 'db[1-3],web[1-7] (10)  ahead'
sees_last 'shoal @all 10>'
same 'how often it ran' "$(screen | grep -c ')  ahead$')" 1
same 'empty lines' "$(screen | grep -c '^shoal @all 10>$')" 1

test_is 'Ctrl-C also drops what was typed ahead'
clear 'shoal @all 10>'
enters 'exec sleep 100'
sees '0/10 done, T, waiting: db[1-3],web[1-7]'
types 'exec echo ahead'
key C-c
sees_last 'shoal @all 10>'
clear 'shoal @all 10>'
enters 'exec echo next'
sees 'db[1-3],web[1-7] (10)  next'
lacks_text ahead
key C-d
sees_last '$'

test_is 'Enter while one command runs tells who is waited for, and what is typed ahead is left to the next program'
clear '$'
enters '"$SHOAL" demo 3 exec sleep 9'
sees '0/3 done, T, waiting: db1,web[1-2]'
key Enter
sees_text ' s)' # as in: waiting: db1 (auth 0 s), web[1-2] (run 0 s)
enters 'echo ahead'
sees ahead
sees_last '$'
same 'how often it ran' "$(screen | grep -c '^ahead$')" 1

test_is 'one command on a terminal shows the whole answer, without numbers'
clear '$'
enters '"$SHOAL" demo 3 exec seq 20'
screen_is "\$ \"\$SHOAL\" demo 3 exec seq 20
$(group 'db1,web[1-2] (3)' "$(numbers 1 20)")
3 ok   3 hosts, T
\$"
