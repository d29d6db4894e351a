# shellcheck shell=bash
# How hosts are reached and logged in to.

# by ARG…: on host 1 of the sshd fleet with the options of ssh instead of -F
by() { shoal --inventory "$ALL/hosts.yaml" -w "$NET.1" -p "$PORT" "$@"; }

login_works() {
    out_is "$(group "$NET.1 (1)" hi)"
    err_is '1 ok   1 host, T'
    status_is 0
}

test_is 'options as of ssh reach a host that no inventory knows'
if needs openssh; then
    shoal -w "$NET.1" -p "$PORT" -l "$(id -un)" -i "$KEY" --known-hosts "$KNOWN" exec echo hi
    out_is "$(group "$NET.1 (1)" hi)"
    holds stderr "$ERR" '1 ok   1 host, T'
    status_is 0
fi

test_is 'an encrypted key opens with SHOAL_PASSPHRASE, which appears nowhere'
if needs openssh; then
    cp "$KEY" "$BOX/key"
    ssh-keygen -q -p -P '' -N 'open sesame' -f "$BOX/key" >/dev/null
    ENV=('SHOAL_PASSPHRASE=open sesame')
    by -i "$BOX/key" --known-hosts "$KNOWN" exec echo hi
    login_works
    same 'the pass phrase is in' "$(grep -rl 'open sesame' "$BOX/home" 2>/dev/null)" ''
fi

test_is 'a wrong pass phrase is told as such, and no host is bothered'
if needs openssh; then
    cp "$KEY" "$BOX/key"
    ssh-keygen -q -p -P '' -N 'open sesame' -f "$BOX/key" >/dev/null
    ENV=('SHOAL_PASSPHRASE=close sesame')
    by -i "$BOX/key" --known-hosts "$KNOWN" exec echo hi
    out_is ''
    holds stderr "$ERR" "$BOX/key"
    holds stderr "$ERR" 'pass phrase'
    same 'the pass phrase is told' "$(grep -c sesame "$BOX/err")" 0
    [[ $STATUS == [23] ]] || status_is 3
fi

test_is 'the key of the agent is used where no key is given'
if needs openssh; then
    eval "$(ssh-agent -a "$BOX/agent")" >/dev/null
    ssh-add -q "$KEY" 2>/dev/null
    ENV=("SSH_AUTH_SOCK=$BOX/agent")
    by --known-hosts "$KNOWN" exec echo hi
    kill "$SSH_AGENT_PID"
    unset SSH_AUTH_SOCK SSH_AGENT_PID
    login_works
fi

test_is 'a key that the host does not know is an auth failure that names user and host'
if needs openssh; then
    ssh-keygen -q -t ed25519 -N '' -f "$BOX/other"
    by -i "$BOX/other" --known-hosts "$KNOWN" exec echo hi
    out_is ''
    holds stderr "$ERR" "1 auth: $NET.1   1 host, T"
    status_is 3
fi

test_is 'a host seen for the first time is added to known_hosts, and known from then on'
if needs openssh; then
    by -i "$KEY" --known-hosts "$BOX/known" exec echo hi
    out_is "$(group "$NET.1 (1)" hi)"
    status_is 0
    same 'known hosts' "$(cut -d' ' -f1 "$BOX/known" | sort -u)" "[$NET.1]:$PORT"
    cp "$BOX/known" "$BOX/before"
    by -i "$KEY" --known-hosts "$BOX/known" exec echo hi
    login_works
    same 'known hosts' "$(<"$BOX/known")" "$(<"$BOX/before")"
fi

test_is 'a changed host key is refused with the whole explanation, and nothing is sent or changed'
if needs openssh; then
    ssh-keygen -q -t ed25519 -N '' -f "$BOX/other"
    printf '[%s]:%s %s\n' "$NET.1" "$PORT" "$(cut -d' ' -f1,2 "$BOX/other.pub")" >"$BOX/known"
    cp "$BOX/known" "$BOX/before"
    by -i "$KEY" --known-hosts "$BOX/known" exec "touch $BOX/ran"
    out_is ''
    holds stderr "$ERR" SHA256:
    holds stderr "$ERR" "$BOX/known"
    holds stderr "$ERR" "1 host key changed: $NET.1   1 host, T"
    status_is 3
    same 'known hosts' "$(<"$BOX/known")" "$(<"$BOX/before")"
    [[ ! -e $BOX/ran ]] || PROBLEM+='#   it ran'$'\n'
fi

test_is 'hashed entries of known_hosts are understood'
if needs openssh; then
    cp "$KNOWN" "$BOX/known"
    ssh-keygen -q -H -f "$BOX/known" >/dev/null 2>&1
    by -i "$KEY" --known-hosts "$BOX/known" --set ssh.host-keys=strict exec echo hi
    login_works
fi

test_is 'a server that accepts and says nothing is timed out in the phase ident'
if type -P python3 >/dev/null; then
    python3 -c '
import socket, sys, time
s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1], flush=True); time.sleep(60)' >"$BOX/port" &
    SILENT=$!
    wait_until test -s "$BOX/port"
    shoal -w 127.0.0.1 -p "$(<"$BOX/port")" -t 1s exec echo hi
    kill "$SILENT"
    wait "$SILENT" 2>/dev/null
    out_is ''
    holds stderr "$ERR" '1 timed out (ident): 127.0.0.1   1 host, T'
    status_is 3
else
    SKIP='python3 is not installed'
fi

test_is 'a host whose server dies in the middle of a command is unknown: it may have run'
if needs openssh; then
    on "$NET.1" exec 'echo half; sleep 1; kill -KILL $PPID; sleep 5'
    holds stdout "$OUT" "$(group "$NET.1 (1) unknown (may have run)" half)"
    holds stderr "$ERR" "1 unknown (may have run): $NET.1   1 host, T"
    status_is 3
fi

test_is 'dropbear: a key, accept-new, and standard input'
if needs dropbear; then
    printf 'to the host\n' >"$BOX/in"
    DROPBEAR_PORT=$(sed -n 's/^FLEET_PORT=//p' "$ALL/dropbear.env")
    shoal -w "$DROPBEAR.1" -p "$DROPBEAR_PORT" -i "$ALL/dropbear/login/id_ed25519" --known-hosts "$BOX/known" \
        --stdin-file "$BOX/in" exec cat
    out_is "$(group "$DROPBEAR.1 (1)" 'to the host')"
    status_is 0
fi
