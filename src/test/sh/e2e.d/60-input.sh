# shellcheck shell=bash
# Standard input, lines and inventories.

test_is 'standard input is left alone, so that a while-read loop sees every line'
if needs openssh; then
    printf '%s\n' a b c >"$BOX/in"
    SEEN=
    while read -r word; do
        bare "$SHOAL" -w "$NET.1" -F "$CONFIG" exec cat >/dev/null 2>&1
        SEEN+=$word
    done <"$BOX/in"
    same 'lines seen' "$SEEN" abc
fi

test_is 'with --stdin every host reads the same standard input'
if needs openssh; then
    printf '%s\n' one two >"$BOX/in"
    STDIN=$BOX/in
    on "$NET.[1-3]" --stdin exec cat
    unset STDIN
    out_is "$(group "$NET.[1-3] (3)" 'one
two')"
    status_is 0
fi

test_is 'lines of -c run one after the other, and the worst of them is the exit status'
if needs openssh; then
    on "$NET.1" -c 'exec exit 1' -c 'exec echo hi'
    out_is "$(group "$NET.1 (1) exit 1" '(no output)')
$(group "$NET.1 (1)" hi)"
    status_is 1
fi

test_is 'lines of standard input run likewise, the last one without a newline too'
if needs openssh; then
    printf 'use %s\nexec echo one\nexec echo two' "$NET.[1-2]" >"$BOX/in"
    STDIN=$BOX/in
    shoal -F "$CONFIG"
    unset STDIN
    out_is "$(group "$NET.[1-2] (2)" one)
$(group "$NET.[1-2] (2)" two)"
    status_is 0
fi

test_is 'a host file on standard input is the target'
if needs openssh; then
    printf '%s\n' "$NET.1" "$NET.2" >"$BOX/in"
    STDIN=$BOX/in
    shoal --hostfile - -F "$CONFIG" exec echo hi
    unset STDIN
    out_is "$(group "$NET.[1-2] (2)" hi)"
fi

inventory() {
    cat >"$BOX/hosts.yaml" <<YAML
hosts:
  web[1-3]: {address: "$NET.[1-3]", port: $PORT, rack: r1}
  db1: {address: $NET.4, port: $PORT}
groups:
  web: web[1-3]
  all3: "@web!web2, db1"
YAML
}

test_is 'names, ranges and groups of an inventory are reached by their addresses'
if needs openssh; then
    inventory
    shoal --inventory "$BOX/hosts.yaml" -i "$KEY" --known-hosts "$KNOWN" -g web -x web2 exec echo hi
    out_is "$(group 'web[1,3] (2)' hi)"
    status_is 0
fi

test_is 'hosts -e, -f and -c expand, fold and count'
inventory
shoal --inventory "$BOX/hosts.yaml" hosts -e '@all3'
out_is 'db1 web1 web3'
shoal hosts -f 'web3,web1,web2,db1'
out_is 'db1,web[1-3]'
shoal hosts -c 'node[001-100]!node[010-019]'
out_is 90
status_is 0

test_is 'hosts is a table of the target'
inventory
shoal --inventory "$BOX/hosts.yaml" -a hosts
holds stdout "$OUT" "web1  $NET.1  "
same lines "$(wc -l <"$BOX/out" | tr -d ' ')" 5
status_is 0

test_is 'every run leaves two lines in audit.jsonl, one before it and one after it'
if needs openssh; then
    ENV=("XDG_STATE_HOME=$BOX/state")
    on "$NET.1" -c 'exec echo one' -c 'exec echo two'
    same 'lines of audit.jsonl' "$(find "$BOX/state" -name audit.jsonl -exec cat {} + | wc -l | tr -d ' ')" 4
    same 'mode of the directory' "$(stat -c %a "$BOX/state/shoal")" 700
fi

test_is 'two shoals at once do not damage the lines of each other'
if needs openssh; then
    ENV=("XDG_STATE_HOME=$BOX/state")
    for i in 1 2; do
        ( become "$SHOAL" -w "$NET.$i" -F "$CONFIG" -c 'exec echo 1' -c 'exec echo 2' -c 'exec echo 3' >"$BOX/out$i" 2>&1 </dev/null ) &
    done
    wait
    find "$BOX/state" -name 'audit.jsonl' -exec cat {} + >"$BOX/out"
    same 'lines of audit.jsonl' "$(grep -c '^{.*}$' "$BOX/out") of $(wc -l <"$BOX/out" | tr -d ' ')" '12 of 12'
fi

test_is 'the bytes of a command arrive as they were typed, whatever the locale, and what is started here has the locale'
if needs openssh; then
    for one in LC_CTYPE=UTF-8 LANG=xx_YY.UTF-8 LC_ALL=xx_YY.UTF-8 LC_ALL=C LC_ALL=en_US.ISO-8859-1; do
        ENV=("$one")
        on "$NET.1" -o raw -N exec "printf %s é | od -An -tx1"
        same "$one" "$OUT" $' c3 a9\n'
        on "$NET.1" -c '!env | grep "^'"${one%%=*}="'"'
        same "$one for a local command" "$OUT" "$one"$'\n'
    done
fi

test_is 'a local file is sent under its name, whatever the locale'
if needs openssh; then
    printf x >"$BOX/grün.txt"
    ENV=(LC_CTYPE=UTF-8)
    on "$NET.1" put "$BOX/grün.txt" "$BOX/there/"
    status_is 1 # there is no such directory
    mkdir "$BOX/there"
    on "$NET.1" put "$BOX/grün.txt" "$BOX/there/"
    status_is 0
    same 'the file' "$(printf %s "$BOX"/there/*)" "$BOX/there/grün.txt"
fi

test_is 'an argument that is not UTF-8 is refused by name before anything runs'
shoal -w "$NET.1" exec $'rm caf\xe9'
out_is ''
err_is 'shoal: argument "rm caf\xe9": not UTF-8, so hosts would get other bytes. Write it in UTF-8, or let the remote shell make the bytes, as $(printf '"'\\351'"') does'
status_is 2
