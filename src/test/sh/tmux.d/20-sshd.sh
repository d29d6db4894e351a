# shellcheck shell=bash
# One conversation with real sshd hosts.

if [[ -z ${ABSENT[openssh]-} ]]; then
    use_fleet
    terminal
    tty_state
    TTY_BEFORE=$TTY_STATE
fi

test_is 'without a target the prompt says so, and so does a command'
if needs openssh; then
    key C-l
    enters "$ON_FLEET"
    sees_last 'shoal (no target)>'
    clear 'shoal (no target)>'
    enters 'exec true'
    screen_is 'shoal (no target)> exec true
shoal: no target: choose hosts, e.g. use @web, or name them in the line, e.g. @w
eb uptime
shoal (no target)>'
fi

test_is 'a group is completed at the start of a line, and runs a command once'
if needs openssh; then
    clear 'shoal (no target)>'
    types @ap
    key Tab
    types 'echo "$((40 + 2))"'
    sees_text '@app echo "$((40 + 2))"'
    key Enter
    screen_is "shoal (no target)> @app echo \"\$((40 + 2))\"
app[1-4] (4)  42
4 ok   4 hosts, T
shoal (no target)>"
fi

test_is 'use narrows the target'
if needs openssh; then
    clear 'shoal (no target)>'
    enters 'use @app!app3'
    screen_is 'shoal (no target)> use @app!app3
target app[1-2,4] (3 hosts)
shoal @app!app3 3>'
fi

now() { echo $(( $(date +%s%N) / 1000000 )); }

test_is 'Ctrl-C ends a run on real hosts within a second'
if needs openssh; then
    clear 'shoal @app!app3 3>'
    BEFORE=$(now)
    enters 'exec true'
    sees '3 ok   3 hosts, T'
    ROUND=$(( $(now) - BEFORE )) # what a run takes that waits for nothing: on a busy machine much
    clear 'shoal @app!app3 3>'
    enters 'exec sleep 300'
    sees '0/3 done, T, waiting: app[1-2,4]'
    BEFORE=$(now)
    key C-c
    sees_last 'shoal @app!app3 3>'
    same 'prompt back in time' "$(( $(now) - BEFORE < 1000 + 2 * ROUND ))" 1
    sees '3 cancelled (may still run): app[1-2,4]   3 hosts, T'
fi

test_is 'the shell that is ended by SIGTERM gives the terminal back'
if needs openssh; then
    clear 'shoal @app!app3 3>'
    types 'half a line'
    sees_text 'half a line'
    PANE=$(on_tmux list-panes -F '#{pane_pid}')
    kill -s TERM "$(ps -o pid= --ppid "$PANE" | tr -d ' ')"
    sees_last '$'
    enters 'echo status $?'
    sees 'status 143'
    tty_state
    same stty "$TTY_STATE" "$TTY_BEFORE"
fi
