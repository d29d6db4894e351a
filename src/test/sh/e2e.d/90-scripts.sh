# shellcheck shell=bash
# Batch scripts: run FILE.groovy.

# script TEXT: writes $BOX/it.groovy. runs ARG…: shoal run on the sshd fleet, with the words behind the script.
script() { printf '%s\n' "$1" >"$BOX/it.groovy"; }
runs() { on "$NET.[1-3]" run "$BOX/it.groovy" "$@"; }

test_is 'a script runs commands on the target, and its arguments are in args'
if needs openssh; then
    script 'def r = exec "echo ${args[0]}", output: "none"
println r*.out*.trim().unique().join(",") + " from " + r.size() + " hosts, " + args.size() + " words"'
    runs 'a b' --all
    out_is 'a b from 3 hosts, 2 words'
    status_is 0
fi

test_is 'an executable script with a first line of #! runs by itself'
if needs openssh; then
    mkdir "$BOX/bin"
    ln -s "$SHOAL" "$BOX/bin/shoal"
    script '#!/usr/bin/env -S shoal run
println "hello " + args.join("|")'
    chmod +x "$BOX/it.groovy"
    bare env PATH="$BOX/bin:$PATH" "$BOX/it.groovy" one 'two three' >"$BOX/out" 2>"$BOX/err" </dev/null
    STATUS=$?
    read_back
    out_is 'hello one|two three'
    err_is ''
    status_is 0
fi

test_is 'the worst run of a script is its exit status'
if needs openssh; then
    script 'exec "true"; exec "exit 4"; exec "true"'
    runs
    status_is 1
    script 'on("'"$NET.201"'") { exec "true" }; exec "exit 4"'
    runs
    status_is 3
fi

test_is 'exit(n) ends a script with n'
if needs openssh; then
    script 'println "before"
exit(7)
println "after"'
    runs
    out_is before
    err_is ''
    status_is 7
fi

test_is 'check: true ends a script whose run was not ok with 5 and its line'
if needs openssh; then
    script 'println "before"
exec "exit 4", check: true
println "after"'
    runs
    holds stdout "$OUT" before
    same 'after' "$(grep -c after "$BOX/out")" 0
    holds stderr "$ERR" 'it.groovy:2'
    status_is 5
fi

test_is 'a syntax error is told with line and caret before anything runs, and ends with 2'
if needs openssh; then
    script 'exec "touch '"$BOX"'/ran"
def x = [1,
)'
    runs
    out_is ''
    err_is "shoal: it.groovy:3: Unexpected input: ')'
  )
  ^"
    status_is 2
    [[ ! -e $BOX/ran ]] || PROBLEM+='#   it ran'$'\n'
fi

test_is 'an unknown group in the third line ends the script there with 5'
if needs openssh; then
    script 'println "one"

on("@nosuch") { exec "true" }
println "four"'
    runs
    out_is one
    holds stderr "$ERR" 'it.groovy:3'
    holds stderr "$ERR" '@nosuch'
    same 'lines of a stack trace' "$(grep -c '	at ' "$BOX/err")" 0
    status_is 5
fi

test_is 'an exception ends the script with 5, its line, and no stack trace'
script 'def list = [1]
list.get(5)'
shoal run "$BOX/it.groovy"
holds stderr "$ERR" 'it.groovy:2'
same 'lines of a stack trace' "$(grep -c '	at ' "$BOX/err")" 0
status_is 5

test_is 'a script that is not there is a mistake'
shoal run "$BOX/no.groovy"
out_is ''
err_is "shoal: $BOX/no.groovy: no such file or directory"
status_is 2

test_is 'Ctrl-C ends a script with 130, what it runs and what comes after'
if needs openssh; then
    script 'println "begun"
exec "touch '"$BOX"'/began; sleep 100"
println "after"'
    set -m
    ( become "$SHOAL" --inventory "$ALL/hosts.yaml" -w "$NET.1" -F "$CONFIG" run "$BOX/it.groovy" \
        >"$BOX/out" 2>"$BOX/err" </dev/null ) &
    RUN=$!
    set +m
    wait_until test -e "$BOX/began"
    kill -s INT -- "-$RUN"
    wait "$RUN" 2>/dev/null
    STATUS=$?
    read_back
    out_is begun
    err_is "1 cancelled (may still run): $NET.1   1 host, T"
    status_is 130
fi

test_is 'Ctrl-C ends a script that spins'
script 'new File("'"$BOX"'/began").text = ""
while (true) {}'
set -m
( become "$SHOAL" run "$BOX/it.groovy" >"$BOX/out" 2>"$BOX/err" </dev/null ) &
RUN=$!
set +m
wait_until test -e "$BOX/began"
kill -s INT -- "-$RUN"
wait "$RUN" 2>/dev/null
STATUS=$?
status_is 130

test_is 'a script leaves standard input alone, so that a while-read loop sees every line'
if needs openssh; then
    printf '%s\n' a b c >"$BOX/in"
    script 'exec "cat"'
    SEEN=
    while read -r word; do
        bare "$SHOAL" -w "$NET.1" -F "$CONFIG" run "$BOX/it.groovy" >/dev/null 2>&1
        SEEN+=$word
    done <"$BOX/in"
    same 'lines seen' "$SEEN" abc
fi
