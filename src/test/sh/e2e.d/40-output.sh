# shellcheck shell=bash
# What is printed (SURFACE 3).

# json_is FILTER EXPECTED: what Python makes of standard output as `d`, all objects of it as `all`
json_is() {
    local got
    got=$(python3 -c '
import json, sys
all = [json.loads(line) for line in open(sys.argv[1])]
d = all[0]
print(eval(sys.argv[2]))' "$BOX/out" "$1" 2>&1)
    same "$1" "$got" "$2"
}
type -P python3 >/dev/null || ABSENT[python3]='python3 is not installed'

test_is 'raw prints "host: line" and keeps the two streams apart'
if needs openssh; then
    on "$NET.1" -o raw exec 'echo one; echo two; echo trouble >&2'
    out_is "$NET.1: one
$NET.1: two"
    err_is "$NET.1: trouble
1 ok   1 host, T"
fi

test_is 'with -N raw has no labels, and with -q no ledger when all is ok'
if needs openssh; then
    on "$NET.1" -o raw -N -q exec 'echo one'
    out_is one
    err_is ''
fi

test_is '-q keeps the ledger when something is not ok'
if needs openssh; then
    on "$NET.1" -q exec exit 1
    err_is "1 exit 1: $NET.1   1 host, T"
fi

test_is 'stderr alone stands under a line of its own, and silence is shown'
if needs openssh; then
    on "$NET.[1-2]" exec 'set -- $SSH_CONNECTION; [ "${3##*.}" = 2 ] || echo trouble >&2'
    out_is "$(group "$NET.1 (1)" 'stderr:
trouble')
$(group "$NET.2 (1)" '(no output)')"
fi

test_is 'json is one document with the promised fields'
if needs openssh python3; then
    on "$NET.[1-3]" -o json exec 'set -- $SSH_CONNECTION; echo hi; exit $((${3##*.} / 3))'
    same 'lines of stdout' "$(wc -l <"$BOX/out" | tr -d ' ')" 1
    json_is 'list(d)' "['v', 'run', 'at', 'target', 'command', 'total', 'ms', 'ledger', 'results']"
    json_is 'd["total"], d["target"]' "(3, '$NET.[1-3]')"
    json_is 'd["ledger"]' "[{'outcome': 'ok', 'count': 2, 'hosts': '$NET.[1-2]'}, {'outcome': 'exit', 'exit': 1, 'count': 1, 'hosts': '$NET.3'}]"
    json_is '[(r["host"], r["outcome"], r["exit"], r["out"], r["err"]) for r in d["results"]][2]' "('$NET.3', 'exit', 1, 'hi\\n', '')"
    status_is 1
fi

test_is 'jsonl is one result a line, and last the ledger'
if needs openssh python3; then
    on "$NET.[1-3]" -o jsonl exec echo hi
    json_is '[r["type"] for r in all]' "['result', 'result', 'result', 'ledger']"
    json_is 'sorted(r["host"] for r in all[:3])' "['$NET.1', '$NET.2', '$NET.3']"
    json_is 'all[3]["ledger"]' "[{'outcome': 'ok', 'count': 3, 'hosts': '$NET.[1-3]'}]"
fi

test_is 'a host that was not reached is a result in json, with phase, kind and message'
if needs openssh python3; then
    on "$NET.250" -o json exec echo hi
    json_is '[d["results"][0][k] for k in ("outcome", "exit", "phase", "kind")]' "['unreachable', None, 'connect', 'refused']"
    json_is '"\n" in d["results"][0]["message"]' False
    status_is 3
fi

test_is 'bytes that are no text are exact in json and in a file'
if needs openssh python3; then
    on "$NET.1" -o json exec "printf 'a\\377\\000b'"
    json_is '__import__("base64").b64decode(d["results"][0]["outBase64"])' "b'a\\xff\\x00b'"
    on "$NET.1" -o raw -N exec "printf 'a\\377\\000b\\n'"
    same bytes "$(od -An -tx1 "$BOX/out" | tr -d ' \n')" 61ff00620a
fi

test_is 'a hundred megabytes from one host need no more than a bounded memory, and what was not kept is said'
if needs openssh; then
    ENV=('SHOAL_OPTS=-Xmx160m')
    on "$NET.1" exec 'yes 0123456789abcde | head -c 104857600'
    holds stdout "${OUT: -100}" '[truncated: 64.0 MiB of 100.0 MiB kept]'
    err_is '1 ok   1 host, T'
    status_is 0
fi

test_is 'a hundred megabytes come through raw, every byte'
if needs openssh; then
    ENV=('SHOAL_OPTS=-Xmx160m')
    bare "$SHOAL" --inventory "$ALL/hosts.yaml" -w "$NET.1" -F "$CONFIG" -o raw -N exec 'yes 0123456789abcde | head -c 104857600' 2>"$BOX/err" </dev/null |
        cksum >"$BOX/sum"
    same sum "$(<"$BOX/sum")" "$(yes 0123456789abcde | head -c 104857600 | cksum)"
fi

test_is 'a reader that goes away ends the run'
if needs openssh; then
    bare timeout 30 "$SHOAL" --inventory "$ALL/hosts.yaml" -w "$NET.1" -F "$CONFIG" -o raw -N exec 'while echo line; do :; done' 2>"$BOX/err" </dev/null |
        head -n 3 >"$BOX/out"
    STATUS=${PIPESTATUS[0]}
    same lines "$(wc -l <"$BOX/out" | tr -d ' ')" 3
    [[ $STATUS != 124 ]] || PROBLEM+='#   it went on for 30 s'$'\n'
fi

test_is 'what a full disk did not take is a failure'
if [[ -c /dev/full ]]; then
    bare "$SHOAL" hosts -f web1,web2 2>"$BOX/err" >/dev/full
    same 'exit status of hosts' "$?" 1
    same stderr "$(<"$BOX/err")" 'shoal: standard output cannot be written: No space left on device'
    if needs openssh; then
        bare "$SHOAL" --inventory "$ALL/hosts.yaml" -w "$NET.1" -F "$CONFIG" exec true 2>"$BOX/err" >/dev/full </dev/null
        same 'exit status of exec' "$?" 1
    fi
fi

test_is '--dry-run prints the plan and runs nothing'
if needs openssh; then
    on "$NET.[1-3]" --dry-run exec "touch $BOX/ran"
    holds stdout "$OUT" "$NET.[1-3]"
    holds stdout "$OUT" "touch $BOX/ran"
    status_is 0
    [[ ! -e $BOX/ran ]] || PROBLEM+='#   it ran'$'\n'
fi

test_is 'where nobody watches there is no progress line, no colour and no carriage return'
if needs openssh; then
    on "$NET.[1-2]" exec 'sleep 2; echo hi'
    err_is '2 ok   2 hosts, T'
    same 'control characters' "$(tr -d '\n' <"$BOX/err" | tr -dc '[:cntrl:]')$(tr -d '\n' <"$BOX/out" | tr -dc '[:cntrl:]')" ''
fi

test_is 'on a terminal a live line shows the progress, and nothing of it is left behind'
if needs openssh tmux; then
    cat >"$BOX/call" <<CALL
$(declare -p PATH SHOAL NET CONFIG BOX ALL | sed 's/^declare -[-x]* //')
export PATH HOME=$BOX/home JAVA_HOME='${JAVA_HOME-}' SHOAL_JAVA_HOME='${SHOAL_JAVA_HOME-}'
"\$SHOAL" --inventory "\$ALL/hosts.yaml" -w "\$NET.[1-2]" -F "\$CONFIG" exec "set -- \\\$SSH_CONNECTION; until [ \\\${3##*.} = 1 -o -e $BOX/go ]; do sleep 0.1; done; echo hi"
echo "status \$?"
sleep 60
CALL
    terminal() { tmux -L "shoal-e2e-$$" -f /dev/null "$@"; }
    terminal new-session -d -s it -x 100 -y 30 "bash $BOX/call"
    wait_until eval 'terminal capture-pane -p -t it | grep -F "1/2 done, "'
    touch "$BOX/go"
    wait_until eval 'terminal capture-pane -p -t it | grep "^status"'
    OUT=$(terminal capture-pane -p -t it | sed -E '/^$/d; s/([0-9]+ hosts?), .*$/\1, T/')$'\n'
    terminal kill-server
    out_is "$NET.[1-2] (2)  hi
2 ok   2 hosts, T
status 0"
fi
