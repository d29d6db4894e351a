# shellcheck shell=bash
# put, get, the connections that stay, logs and configuration, on real sshd hosts.

THERE=$ALL/there # the hosts share this machine's files

# Logins that the fleet has seen
logins() { cat "$ALL"/openssh/servers/*.log | grep -c '^Accepted '; }

if [[ -z ${ABSENT[openssh]-} ]]; then
    use_fleet
    mkdir -p "$THERE" "$ALL/work"
    printf 'small\n' >"$ALL/work/small.txt"
    truncate -s 3G "$ALL/work/big"
    terminal
    enters "$ON_FLEET -g app"
    sees_last 'shoal @app 4>'
fi

test_is 'the second command on the same hosts opens no connection'
if needs openssh; then
    clear 'shoal @app 4>'
    enters 'exec true'
    sees '4 ok   4 hosts, T'
    LOGINS_BEFORE=$(logins)
    clear 'shoal @app 4>'
    enters 'exec echo again'
    screen_is "shoal @app 4> exec echo again
app[1-4] (4)  again
4 ok   4 hosts, T
shoal @app 4>"
    same logins "$(logins)" "$LOGINS_BEFORE"
fi

test_is 'a connection that died in between is opened anew, that one alone'
if needs openssh; then
    clear 'shoal @app 4>'
    enters "@app3 echo \$PPID >$THERE/pid"
    sees '1 ok   1 host, T'
    kill -s KILL "$(<"$THERE/pid")"
    clear 'shoal @app 4>'
    enters 'exec echo back'
    screen_is "shoal @app 4> exec echo back
app[1-4] (4)  back
4 ok   4 hosts, T
shoal @app 4>"
    same logins "$(logins)" "$(( LOGINS_BEFORE + 1 ))"
fi

test_is 'Tab completes a local file behind put, which then is there'
if needs openssh; then
    clear 'shoal @app 4>'
    types 'put sma'
    key Tab
    sees_last 'shoal @app 4> put small.txt'
    types "$THERE/"
    key Enter
    sees '4 ok   4 hosts, T'
    same file "$(<"$THERE/small.txt")" small
fi

test_is 'get brings a file from each host into a directory of its own'
if needs openssh; then
    clear 'shoal @app 4>'
    enters "get $THERE/small.txt back/"
    screen_is "shoal @app 4> get $THERE/small.txt back/
4 ok   4 hosts, T
shoal @app 4>"
    same files "$(cat "$ALL"/work/back/app[1-4]/small.txt | sort | uniq -c | tr -s ' ')" ' 4 small'
fi

test_is 'a file that is not here is told before any host is asked'
if needs openssh; then
    clear 'shoal @app 4>'
    enters 'put nosuch /tmp/'
    screen_is 'shoal @app 4> put nosuch /tmp/
shoal: put: nosuch: no such file or directory (on this machine)
shoal @app 4>'
fi

test_is 'put shows the bytes on their way; Ctrl-C keeps the old file, leaves no debris, and the prompt lives'
if needs openssh; then
    printf 'old' >"$THERE/big"
    clear 'shoal @app 4>'
    enters "put -w app1 big $THERE/big"
    sees '0/1 done, N of 3.0 GiB, R, T, waiting: app1'
    key C-c
    screen_is "shoal @app 4> put -w app1 big $THERE/big
1 cancelled: app1   1 host, T
shoal @app 4>"
    same 'what is there' "$(ls -A "$THERE" | tr '\n' ' ')" 'big pid small.txt '
    same 'the file' "$(<"$THERE/big")" old
fi

test_is 'so it is with get'
if needs openssh; then
    printf 'old' >"$ALL/work/back/app1/big"
    clear 'shoal @app 4>'
    enters "get -w app1 $ALL/work/big back/"
    sees_text '0/1 done, N'
    key C-c
    sees_last 'shoal @app 4>'
    sees '1 cancelled: app1   1 host, T'
    same 'what is there' "$(ls -A "$ALL/work/back/app1" | tr '\n' ' ')" 'big small.txt '
    same 'the file' "$(<"$ALL/work/back/app1/big")" old
fi

test_is 'the session is as good as before'
if needs openssh; then
    clear 'shoal @app 4>'
    enters 'exec cat |> it*.outcome'
    sees "['ok', 'ok', 'ok', 'ok']"
    sees_last 'shoal @app 4>'
fi

test_is 'a log level is changed while the shell runs, and the file of the module grows'
if needs openssh; then
    same 'DEBUG lines before' "$(grep -c DEBUG "$ALL/state/shoal/log/transport.ssh.log" 2>/dev/null)" 0
    clear 'shoal @app 4>'
    enters 'log level transport.ssh debug'
    sees_last 'shoal @app 4>'
    enters 'exec true'
    sees '4 ok   4 hosts, T'
    within grep -q DEBUG "$ALL/state/shoal/log/transport.ssh.log" || differs 'a line of DEBUG in the log'
    clear 'shoal @app 4>'
    enters log
    sees_text "$ALL/state/shoal/log/transport.ssh.log"
fi

test_is 'show config tells where each value comes from'
if needs openssh; then
    clear 'shoal @app 4>'
    enters 'show config'
    sees_last 'shoal @app 4>'
    sees_text 'fleet.fanout'
    sees_text 'built in'
    sees_text "$ALL/openssh/known_hosts"
fi

test_is 'two shells on the same hosts do not hinder each other'
if needs openssh; then
    clear 'shoal @app 4>'
    on_tmux new-window -c "$ALL/work" "exec env PS1='\$ ' bash --norc --noprofile"
    sees '$'
    enters "$ON_FLEET -g app"
    sees_last 'shoal @app 4>'
    clear 'shoal @app 4>'
    enters 'exec sleep 3; echo second'
    sees '0/4 done, T, waiting: app[1-4]'
    on_tmux select-window -t :0
    enters 'exec echo first'
    sees 'app[1-4] (4)  first'
    sees_last 'shoal @app 4>'
    on_tmux select-window -t :1
    sees 'app[1-4] (4)  second'
    sees_last 'shoal @app 4>'
    key Up
    sees_last 'shoal @app 4> exec sleep 3; echo second'
    key C-u C-d
    sees_last '$'
    on_tmux kill-window
fi

test_is 'when the terminal goes away in the middle of a run, the shell goes too'
if needs openssh; then
    clear 'shoal @app 4>'
    PANE=$(on_tmux list-panes -F '#{pane_pid}' | head -n 1)
    JVM=$(ps -o pid= --ppid "$PANE" | tr -d ' ')
    enters "exec echo \$\$ >>$THERE/pids; exec sleep 300"
    within eval '[[ $(cat "$THERE/pids" 2>/dev/null | wc -l) == 4 ]]'
    on_tmux kill-server
    within eval '! kill -0 "$JVM" 2>/dev/null' || PROBLEM+='#   the shell still runs'$'\n'
    xargs kill <"$THERE/pids" 2>/dev/null # nobody told sshd to end them: they may still run
fi
