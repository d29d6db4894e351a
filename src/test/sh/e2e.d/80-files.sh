# shellcheck shell=bash
# put and get.

test_is 'a tree goes to five hosts and comes back from each as it was'
if needs openssh; then
    mkdir -p "$BOX/in/a b/deep" "$BOX/there"
    printf 'hello\n' >"$BOX/in/a b/it's"
    : >"$BOX/in/a b/deep/empty"
    chmod 750 "$BOX/in/a b/deep/empty"
    on "$NET.[1-5]" put "$BOX/in/a b" "$BOX/there/"
    out_is ''
    err_is '5 ok   5 hosts, T'
    status_is 0
    on "$NET.[1-5]" get "$BOX/there/a b" "$BOX/back"
    err_is '5 ok   5 hosts, T'
    same 'the tree' "$(cd "$BOX/back/$NET.5/a b" && find . -printf '%P %m %s\n' | sort)" \
        "$(cd "$BOX/in/a b" && find . -printf '%P %m %s\n' | sort)"
fi

test_is 'a host that cannot be reached does not keep the others from getting the file'
if needs openssh; then
    printf 'x' >"$BOX/x"
    mkdir "$BOX/there"
    on "$NET.1,$NET.201" put "$BOX/x" "$BOX/there/"
    holds stderr "$ERR" "1 ok, 1 unreachable (refused): $NET.201   2 hosts, T"
    status_is 3
    same 'the file' "$(<"$BOX/there/x")" x
fi

test_is 'a local file that is missing is a mistake, and no host is bothered'
shoal -w nosuch put "$BOX/no" /tmp/
out_is ''
err_is "shoal: put: $BOX/no: no such file or directory (on this machine)"
status_is 2

test_is 'Ctrl-C in the middle of a put keeps the old file and leaves nothing else'
if needs openssh; then
    mkdir "$BOX/there"
    printf 'old' >"$BOX/there/big"
    truncate -s 3G "$BOX/big"
    set -m
    ( become "$SHOAL" --inventory "$ALL/hosts.yaml" -w "$NET.1" -F "$CONFIG" put "$BOX/big" "$BOX/there/big" \
        >"$BOX/out" 2>"$BOX/err" </dev/null ) &
    PUT=$!
    set +m
    wait_until eval 'ls -A "$BOX/there" | grep -q shoal-'
    kill -s INT -- "-$PUT"
    wait "$PUT" 2>/dev/null
    STATUS=$?
    read_back
    status_is 130
    err_is "1 cancelled: $NET.1   1 host, T"
    same 'what is there' "$(ls -A "$BOX/there")" big
    same 'the file' "$(<"$BOX/there/big")" old
fi
