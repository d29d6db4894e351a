# shellcheck shell=bash
# One conversation on the demo fleet, from the first prompt to the last.

test_is 'the shell of the demo fleet says what its hosts are; the prompt names its target and how many that are'
terminal
tty_state
TTY_BEFORE=$TTY_STATE
key C-l
enters '"$SHOAL" demo 3'
screen_is '$ "$SHOAL" demo 3
3 demo hosts, each in a world of its own: no command there reaches this machine
Try: exec uptime, collect disk, @web systemctl is-active nginx, help
shoal @all 3>'

test_is 'a command runs on all of them'
clear 'shoal @all 3>'
enters 'exec uname -r'
screen_is "shoal @all 3> exec uname -r
db1,web[1-2] (3)  6.1.0-28-amd64
3 ok   3 hosts, T
shoal @all 3>"

test_is 'Tab completes a verb'
clear 'shoal @all 3>'
types us
key Tab
screen_is 'shoal @all 3> use'

test_is 'Tab shows the groups and the sets of the last run with what is in them'
types @
key Tab
screen_is 'shoal @all 3> use @
groups
@all         (3 hosts)   @db           (1 host)   @web         (2 hosts)
the last run
@1  (3 hosts of run 1)   @ok (3 hosts of run 1)'

test_is 'Tab completes the group that was begun, and use makes it the target'
types w
key Tab
sees_text 'use @web'
key Enter
screen_is 'shoal @all 3> use @web
target web[1-2] (2 hosts)
shoal @web 2>'

test_is 'Tab completes an option, its value and a host behind another one'
clear 'shoal @web 2>'
types 'exec --outp'
key Tab
types 'jsonl -w web1,d'
key Tab
types 'echo hi'
screen_is 'shoal @web 2> exec --output jsonl -w web1,db1 echo hi'
key C-c
sees_last 'shoal @web 2>'

test_is 'Ctrl-C at the prompt drops the line'
clear 'shoal @web 2>'
types 'exec rm -rf /'
sees_text 'rm -rf /'
key C-c
sees_last 'shoal @web 2>'
enters 'exec echo still here'
sees_last 'shoal @web 2>'
sees 'web[1-2] (2)  still here'

test_is 'a run shows how far it is, Ctrl-C stops it and keeps what is known, and the shell goes on'
clear 'shoal @web 2>'
enters 'exec echo kept >/tmp/kept'
sees_text '2 ok   2 hosts, T'
clear 'shoal @web 2>'
enters 'exec test $HOSTNAME = web1 || sleep 100; echo done'
sees '1/2 done, T, waiting: web2'
key C-c
screen_is "shoal @web 2> exec test \$HOSTNAME = web1 || sleep 100; echo done
web1 (1)  done
1 ok, 1 cancelled (may still run): web2   2 hosts, T
shoal @web 2>"
enters 'exec cat /tmp/kept'
sees 'web[1-2] (2)  kept'

test_is 'what is typed while something runs is seen once, at the next prompt'
clear 'shoal @web 2>'
enters 'exec sleep 3'
sees '0/2 done, T, waiting: web[1-2]'
types 'exec echo ahead'
screen_is "shoal @web 2> exec sleep 3
web[1-2] (2)  (no output)
2 ok   2 hosts, T
shoal @web 2> exec echo ahead"
key Enter
sees 'web[1-2] (2)  ahead'

test_is 'Up brings back the line before, Ctrl-R one that is searched for'
clear 'shoal @web 2>'
key Up
screen_is 'shoal @web 2> exec echo ahead'
key C-c
sees_last 'shoal @web 2>'
clear 'shoal @web 2>'
key C-r
types 'uname'
sees_text 'exec uname -r'
key Enter
sees_last 'shoal @web 2>'
sees 'web[1-2] (2)  6.1.0-28-amd64'

test_is 'a quote that is open asks for another line, and Ctrl-C drops both'
clear 'shoal @web 2>'
enters 'exec echo "one'
screen_is 'shoal @web 2> exec echo "one
quote>'
enters 'two"'
sees_last 'shoal @web 2>'
screen_is "shoal @web 2> exec echo \"one
quote> two\"
$(group 'web[1-2] (2)' 'one
two')
2 ok   2 hosts, T
shoal @web 2>"
clear 'shoal @web 2>'
enters "exec echo 'one"
sees_last 'quote>'
key C-c
sees_last 'shoal @web 2>'

test_is 'pasted lines wait for Enter and then run one after the other'
clear 'shoal @web 2>'
paste 'use web1
exec echo "{ a  b }"
use @web'
sees_text 'use @web'
lacks_text 'target'
key Enter
sees_last 'shoal @web 2>'
sees '{ a  b }'
sees 'target web1 (1 host)'
sees 'target web[1-2] (2 hosts)'

test_is 'the window may change between runs and while one is on'
clear 'shoal @web 2>'
enters 'exec sleep 3; seq -s, 30'
sees_text '0/2 done'
on_tmux resize-window -x 50 -y 20
sees_last 'shoal @web 2>'
on_tmux resize-window -x 100 -y 25
clear 'shoal @web 2>'
enters 'exec echo wide'
screen_is "shoal @web 2> exec echo wide
web[1-2] (2)  wide
2 ok   2 hosts, T
shoal @web 2>"
on_tmux resize-window -x 80 -y 30

test_is 'what steers a terminal does nothing when a host sends it'
clear 'shoal @web 2>'
enters "exec printf '\\033[2J\\033[8mgone\\033]0;title\\007\\n'"
sees_last 'shoal @web 2>'
sees 'web[1-2] (2)  \x1b[2J\x1b[8mgone\x1b]0;title\x07'

test_is 'history shows what was typed, without what begins with a blank'
clear 'shoal @web 2>'
enters ' exec echo unseen'
sees 'web[1-2] (2)  unseen'
sees_last 'shoal @web 2>'
clear 'shoal @web 2>'
enters 'history 2'
sees_last 'shoal @web 2>'
sees_text "exec printf '\\033[2J\\033[8mgone\\033]0;title\\007\\n'"
lacks_text unseen

test_is 'a mistake does not end the shell'
clear 'shoal @web 2>'
enters 'use @nosuch'
screen_is 'shoal @web 2> use @nosuch
shoal: unknown group @nosuch: the groups are @db, @web, @all
  @nosuch
  ^
shoal @web 2>'

test_is 'Ctrl-Z leaves the shell waiting, and it comes back as it was'
clear 'shoal @web 2>'
types 'exec echo ba'
sees_text 'exec echo ba'
key C-z
sees_text 'Stopped'
enters fg
types ck
sees_text 'exec echo back'
key Enter
sees 'web[1-2] (2)  back'
sees_last 'shoal @web 2>'

test_is 'Ctrl-\ does nothing, at the prompt and while something runs'
clear 'shoal @web 2>'
key 'C-\'
types 'exec sleep 2'
sees_last 'shoal @web 2> exec sleep 2'
key Enter
sees '0/2 done, T, waiting: web[1-2]'
key 'C-\'
screen_is "shoal @web 2> exec sleep 2
web[1-2] (2)  (no output)
2 ok   2 hosts, T
shoal @web 2>"

test_is 'exit leaves with its status'
clear 'shoal @web 2>'
enters 'exit 3'
sees_last '$'
enters 'echo status $?'
sees 'status 3'

test_is 'Ctrl-D on an empty line leaves, and the terminal is as it was'
enters clear
enters '"$SHOAL" demo 2'
sees_last 'shoal @all 2>'
key Up
sees_last 'shoal @all 2> exit 3'
key C-u
key C-d
sees_last '$'
enters 'echo status $?'
sees 'status 0'
tty_state
same stty "$TTY_STATE" "$TTY_BEFORE"
