#!/usr/bin/env bash
# End-to-end tests: scripts/shoal as an operator calls it, against real sshd and dropbear hosts and the demo fleet.
# Each test is a sentence; the last line is "N passed, N failed", and the exit status is 0 if none failed.
#
#   e2e.sh [FILES]      the files of e2e.d to run, all by default
#
# Environment: SHOAL          the program under test, scripts/shoal by default
#              SHOAL_REQUIRE  words of `openssh dropbear tmux`: what must be there, so that its absence is a failure
#
# What the files of e2e.d use is below "the words of a test" and in `suite`. $BOX is the test's own directory, $NET.1 to
# $NET.20 are sshd hosts, $NET.201 and above refuse connections; $DROPBEAR.1 to $DROPBEAR.3 are dropbear hosts.
set -u

HERE=$(cd -P -- "${BASH_SOURCE[0]%/*}" && pwd -P)
# shellcheck source=src/test/sh/suite
source "$HERE/suite"

CHECKOUT=$(cd -P -- "$HERE/../../.." && pwd -P)
SHOAL=${SHOAL:-$CHECKOUT/scripts/shoal}
ALL=$(mktemp -d "${TMPDIR:-/tmp}/shoal-e2e.XXXXXX")
ALL=$(cd -P -- "$ALL" && pwd -P)
LIMIT=60 # seconds that a single call may take
BOX=''
declare -A ABSENT=()

finish() {
    "$HERE/fleet" down --dir "$ALL/openssh" 2>/dev/null
    "$HERE/fleet" down --dir "$ALL/dropbear" 2>/dev/null
    rm -rf "$ALL"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# ---- the stage

start_fleets() {
    OPENSSH_NET=127.85 DROPBEAR_NET=127.86
    start_fleet openssh 20 "$OPENSSH_NET"
    start_fleet dropbear 3 "$DROPBEAR_NET"
    NET=$OPENSSH_NET.0
    DROPBEAR=$DROPBEAR_NET.0
    PORT=$(sed -n 's/^FLEET_PORT=//p' "$ALL/openssh.env")
    CONFIG=$ALL/openssh/ssh_config
    KEY=$ALL/openssh/login/id_ed25519
    KNOWN=$ALL/openssh/known_hosts
    printf 'hosts:\n  %s:\n  no-such-host.invalid:\n' "$NET.[1-250]" >"$ALL/hosts.yaml"
    look_for_tmux
}

# ---- the words of a test

# test_is SENTENCE begins a test, the next one closes it.
test_is() {
    begin_test "$1"
    [[ -z $BOX ]] || { cd "$ALL" && rm -rf "$BOX"; }
    ENV=()
    BOX=$ALL/box$NUMBER
    mkdir -p "$BOX/home"
    cd "$BOX" || exit
}

# on HOSTS ARG…: shoal on hosts of the sshd fleet
on() { shoal --inventory "$ALL/hosts.yaml" -w "$1" -F "$CONFIG" "${@:2}"; }

# shoal ARG…: sets OUT, ERR and STATUS. The environment is bare but for what ENV holds. Times read as T.
shoal() {
    bare timeout -k 5 "$LIMIT" "$SHOAL" "$@" >"$BOX/out" 2>"$BOX/err" <"${STDIN:-/dev/null}"
    STATUS=$?
    read_back
}

# bare COMMAND: runs it in the bare environment; become does so in place of this shell, which is then a subshell.
bare() { (become "$@"); }

become() {
    exec env -i PATH="$PATH" HOME="$BOX/home" TMPDIR="$ALL" JAVA_HOME="${JAVA_HOME-}" SHOAL_JAVA_HOME="${SHOAL_JAVA_HOME-}" \
        TERM=dumb LANG=C.UTF-8 ${ENV[@]+"${ENV[@]}"} "$@"
}

read_back() {
    OUT=$(tr -d '\0' <"$BOX/out"; printf x)
    OUT=${OUT%x}
    ERR=$(sed -E 's/([0-9]+ hosts?), .*$/\1, T/' "$BOX/err"; printf x)
    ERR=${ERR%x}
}

out_is() { same stdout "$OUT" "${1:+$1$'\n'}"; }
err_is() { same stderr "$ERR" "${1:+$1$'\n'}"; }
status_is() { same 'exit status' "$STATUS" "$1"; }

# err_says GLOB: stderr is one line, which the pattern describes.
err_says() {
    # shellcheck disable=SC2053 # a pattern
    [[ $ERR == $1$'\n' && ${ERR%$'\n'} != *$'\n'* ]] || PROBLEM+="#   stderr: $(printf '%q' "$ERR")"$'\n'"#   is not one line like: $1"$'\n'
}

wait_until() { # COMMAND: until it succeeds, for 20 s at most
    local i
    for (( i = 0; i < 200; i++ )); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.1
    done
    PROBLEM+="#   waited in vain for: $*"$'\n'
    return 1
}

# ---- the run

cd "$ALL" || exit
"$SHOAL" hosts -c a >/dev/null || exit # builds where that is due, so that no test has to hear of it
start_fleets
run_files "$HERE/e2e.d" "$@"
finish_suite
