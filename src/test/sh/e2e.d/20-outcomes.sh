# shellcheck shell=bash
# Outcomes, the ledger and exit statuses (SURFACE 2).

test_is 'hosts that answer the same are one group, and the exit status is 0'
if needs openssh; then
    on "$NET.[1-3]" exec -- echo hi
    out_is "$(group "$NET.[1-3] (3)" hi)"
    err_is '3 ok   3 hosts, T'
    status_is 0
fi

test_is 'an exit status other than 0 is marked, named in the ledger, and makes 1'
if needs openssh; then
    # the connection's own address tells the hosts apart, as all are this machine
    on "$NET.[1-3]" exec 'set -- $SSH_CONNECTION; case $3 in *.2) echo broken; exit 3 ;; esac; echo fine'
    out_is "$(group "$NET.[1,3] (2)" fine)
$(group "$NET.2 (1) exit 3" broken)"
    err_is "2 ok, 1 exit 3: $NET.2   3 hosts, T"
    status_is 1
fi

test_is 'exit status 255 is one like any other, not a lost connection'
if needs openssh; then
    on "$NET.1" exec exit 255
    out_is "$(group "$NET.1 (1) exit 255" '(no output)')"
    err_is "1 exit 255: $NET.1   1 host, T"
    status_is 1
fi

test_is 'a command killed by a signal says which'
if needs openssh; then
    on "$NET.1" exec 'kill -KILL $$'
    out_is "$(group "$NET.1 (1) signal KILL" '(no output)')"
    err_is "1 signal KILL: $NET.1   1 host, T"
    status_is 1
fi

test_is 'statuses of --ok-exit count as ok'
if needs openssh; then
    on "$NET.1" --ok-exit 0,1 exec exit 1
    err_is '1 ok   1 host, T'
    status_is 0
fi

test_is 'with -S the exit status is the largest remote one'
if needs openssh; then
    on "$NET.[1-2]" -S exec 'set -- $SSH_CONNECTION; exit "${3##*.}"'
    status_is 2
fi

test_is 'a host that refuses connections does not keep the others from answering'
if needs openssh; then
    on "$NET.[1-2,250]" exec echo hi
    out_is "$(group "$NET.[1-2] (2)" hi)"
    holds stderr "$ERR" "2 ok, 1 unreachable (refused): $NET.250   3 hosts, T"
    status_is 3
fi

test_is 'a name that does not resolve is one clear line'
if needs openssh; then
    on "$NET.1,no-such-host.invalid" exec echo hi
    out_is "$(group "$NET.1 (1)" hi)"
    holds stderr "$ERR" '1 ok, 1 unreachable (resolve): no-such-host.invalid   2 hosts, T'
    same 'lines of stderr' "$(wc -l <"$BOX/err" | tr -d ' ')" 2
    status_is 3
fi

test_is 'a command that takes too long is timed out, and may still run'
if needs openssh; then
    on "$NET.1" -u 1s exec sleep 20
    holds stderr "$ERR" "1 timed out (run, may still run): $NET.1   1 host, T"
    status_is 3
fi

test_is 'the deadline of the run ends what has not ended, and keeps what is there'
if needs openssh; then
    on "$NET.[1-2]" --deadline 8s exec 'set -- $SSH_CONNECTION; echo hi; [ "${3##*.}" = 1 ] || sleep 20'
    holds stdout "$OUT" "$(group "$NET.1 (1)" hi)"
    holds stderr "$ERR" '1 ok, '
    holds stderr "$ERR" '   2 hosts, T'
    status_is 3
fi

test_is 'two hosts that fail differently among twenty are named, each with its own outcome'
if needs openssh; then
    on "$NET.[1-18,240,250]" exec 'set -- $SSH_CONNECTION; case $3 in *.7) kill -TERM $$ ;; *.9) exit 4 ;; esac; echo up'
    holds stdout "$OUT" "$(group "$NET.[1-6,8,10-18] (16)" up)"
    holds stderr "$ERR" "16 ok, 1 exit 4: $NET.9, 1 signal TERM: $NET.7, 2 unreachable (refused): $NET.[240,250]   20 hosts, T"
    status_is 3
fi

test_is 'a target that is valid and empty runs nothing and makes 4'
if needs openssh; then
    on "$NET.1!$NET.1" exec "touch $BOX/ran"
    out_is ''
    status_is 4
    [[ ! -e $BOX/ran ]] || PROBLEM+='#   it ran'$'\n'
fi

# interrupt SIGNAL: sends it to a running shoal when one of two hosts has answered
interrupt() {
    local pid
    set -m # else SIGINT is ignored in what is put into the background
    ( become "$SHOAL" --inventory "$ALL/hosts.yaml" -w "$NET.[1-2]" -F "$CONFIG" exec \
        "set -- \$SSH_CONNECTION; touch $BOX/\${3##*.}; [ \${3##*.} = 1 ] || exec sleep 30; echo hi" \
        >"$BOX/out" 2>"$BOX/err" </dev/null ) &
    pid=$!
    set +m
    wait_until test -e "$BOX/1" -a -e "$BOX/2"
    sleep 1 # until the first host's answer has come back
    kill -s "$1" -- "-$pid"
    wait "$pid" 2>/dev/null
    STATUS=$?
    read_back
}

test_is 'Ctrl-C keeps what has answered, says what may still run, and makes 130'
if needs openssh; then
    interrupt INT
    out_is "$(group "$NET.1 (1)" hi)"
    err_is "1 ok, 1 cancelled (may still run): $NET.2   2 hosts, T"
    status_is 130
fi

test_is 'SIGTERM keeps what has answered, says what may still run, and makes 143'
if needs openssh; then
    interrupt TERM
    out_is "$(group "$NET.1 (1)" hi)"
    err_is "1 ok, 1 cancelled (may still run): $NET.2   2 hosts, T"
    status_is 143
fi

test_is 'dropbear hosts answer, too'
if needs dropbear; then
    printf 'hosts: {"%s": }\n' "$DROPBEAR.[1-3]" >"$BOX/hosts.yaml"
    shoal --inventory "$BOX/hosts.yaml" -w "$DROPBEAR.[1-3]" -F "$ALL/dropbear/ssh_config" exec 'echo hi; exit 7'
    out_is "$(group "$DROPBEAR.[1-3] (3) exit 7" hi)"
    err_is "3 exit 7: $DROPBEAR.[1-3]   3 hosts, T"
    status_is 1
fi
