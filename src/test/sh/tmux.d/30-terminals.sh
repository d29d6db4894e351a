# shellcheck shell=bash
# Terminals that can less.

test_is 'on a dumb terminal lines are typed, run and recalled without a word about it'
TERMINAL=dumb
terminal
TERMINAL=screen-256color
enters '"$SHOAL" demo 2'
sees_last 'shoal @all 2>'
enters 'exec echo dumb'
sees dumb
sees_last 'shoal @all 2>'
sees '2 ok   2 hosts, T'
lacks_text 'shoal:'
key C-d
sees_last '$'

test_is 'a terminal that nobody has measured shows a whole prompt'
terminal
enters 'stty rows 0 cols 0; "$SHOAL" demo 2'
sees_last 'shoal @all 2>'
enters 'exec echo measured'
sees 'web[1-2] (2)  measured'
sees_last 'shoal @all 2>'
key C-d
sees_last '$'

test_is 'data goes to a file while the conversation stays on the terminal'
terminal
enters '"$SHOAL" demo 2 >data'
sees_last 'shoal @all 2>'
enters 'exec echo kept'
sees '2 ok   2 hosts, T'
sees_last 'shoal @all 2>'
key C-d
sees_last '$'
same data "$(<"$ALL/work/data")" "$(group 'web[1-2] (2)' kept)"

test_is 'without colours completion is plain text'
terminal
enters 'NO_COLOR=1 "$SHOAL" demo 3'
sees_last 'shoal @all 3>'
types 'use @'
key Tab
sees_text '@all (3 hosts)'
same 'escape sequences' "$(on_tmux capture-pane -e -p | grep -c $'\033')" 0
key C-c
sees_last 'shoal @all 3>'
key C-d
sees_last '$'

test_is 'lines typed earlier are there in the next shell'
enters '"$SHOAL" demo 2'
sees_last 'shoal @all 2>'
key Up
sees_last 'shoal @all 2> exec echo kept'
same 'mode of the file' "$(stat -c %a "$ALL/state/shoal/history")" 600

test_is 'the first prompt waits for no Groovy, no YAML and no SSH'
terminal
enters "XDG_CONFIG_HOME=/nonexistent SHOAL_OPTS=-Xlog:class+load:file=$ALL/classes \"\$SHOAL\" -w web1"
sees_last 'shoal web1 1>'
# they come behind it: the editor's Display draws the first prompt
same 'classes loaded' "$(sed '/ org\.jline\.utils\.Display /q' "$ALL/classes" |
    grep -cE ' (groovy\.lang|org\.apache\.sshd|net\.schmizz|org\.yaml)\.')" 0
key C-d
sees_last '$'
