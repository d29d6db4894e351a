#!/usr/bin/env bash
# The shell in a terminal: somebody types into tmux, and the screen is compared, times aside. Each test is a sentence; the
# last line is "N passed, N failed", and the exit status is 0 if none failed.
#
#   tmux.sh [FILES]     the files of tmux.d to run, all by default
#
# Environment: SHOAL          the program under test, scripts/shoal by default
#              SHOAL_REQUIRE  words of `openssh tmux`: what must be there, so that its absence is a failure
#
# What the files of tmux.d use is below "the words of a test" and in `suite`. Tests of one file share a terminal, and what
# one leaves on the screen the next one takes away: it begins on an empty line.
set -u

HERE=$(cd -P -- "${BASH_SOURCE[0]%/*}" && pwd -P)
# shellcheck source=src/test/sh/suite
source "$HERE/suite"

CHECKOUT=$(cd -P -- "$HERE/../../.." && pwd -P)
SHOAL=${SHOAL:-$CHECKOUT/scripts/shoal}
ALL=$(mktemp -d "${TMPDIR:-/tmp}/shoal-tmux.XXXXXX")
ALL=$(cd -P -- "$ALL" && pwd -P)
PATIENCE=${TMUX_PATIENCE:-30} # seconds that a screen may take to come
COLUMNS_WIDE=80
ROWS=30
TERMINAL=screen-256color
declare -A ABSENT=()

finish() {
    on_tmux kill-server 2>/dev/null
    "$HERE/fleet" down --dir "$ALL/openssh" 2>/dev/null
    rm -rf "$ALL"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# ---- the stage

# A server of our own: nothing of the operator's tmux is read or touched.
on_tmux() { tmux -L "shoal-$$" -f /dev/null "$@"; }

# What a program in the terminal finds in its environment, and nothing else.
bare() {
    env -i PATH="$PATH" HOME="$ALL/home" XDG_STATE_HOME="$ALL/state" XDG_CONFIG_HOME="$ALL/config" TMPDIR="$ALL" \
        JAVA_HOME="${JAVA_HOME-}" SHOAL_JAVA_HOME="${SHOAL_JAVA_HOME-}" LANG=C.UTF-8 TERM="$TERMINAL" PS1='$ ' \
        SHOAL="$SHOAL" "$@"
}

# The fleet as the inventory app[1-4] of the operator, and what begins a shell on it: $ON_FLEET.
use_fleet() {
    mkdir -p "$ALL/config/shoal"
    cat >"$ALL/config/shoal/hosts.yaml" <<YAML
hosts:
  app[1-4]: {address: "127.87.0.[1-4]", port: $(sed -n 's/^FLEET_PORT=//p' "$ALL/openssh.env")}
groups:
  app: app[1-4]
YAML
    ON_FLEET="\"\$SHOAL\" -F $ALL/openssh/ssh_config -i $ALL/openssh/login/id_ed25519 --known-hosts $ALL/openssh/known_hosts"
}

# ---- the words of a test

# test_is SENTENCE begins a test, the next one closes it. The terminal, if there is one, shows an empty prompt.
test_is() { begin_test "$1"; }

# terminal: a new one of 80x30, in which a plain shell shows `$ `. TERMINAL is its TERM.
terminal() {
    on_tmux kill-server 2>/dev/null
    within eval '! on_tmux has-session 2>/dev/null'
    mkdir -p "$ALL/home" "$ALL/work"
    bare tmux -L "shoal-$$" -f /dev/null new-session -d -x "$COLUMNS_WIDE" -y "$ROWS" -c "$ALL/work" \
        "exec env TERM=$TERMINAL PS1='\$ ' bash --norc --noprofile"
    sees '$'
}

# types TEXT: as it stands. key NAME…: as tmux calls them, Enter Tab Up C-c. enters TEXT: and Enter.
types() { on_tmux send-keys -l -- "$1"; }
key() { on_tmux send-keys "$@"; }
enters() { types "$1" && key Enter; }

# paste TEXT, as the terminal does for an editor that wants to know what is pasted
paste() { on_tmux set-buffer -- "$1" && on_tmux paste-buffer -p; }

# clear: an empty screen, below what was asked; the editor's and bash's own key
clear() { key C-l && sees_last "$1" && screen_is "$1"; }

# tty_state: sets TTY_STATE to what stty shows of the terminal, asked at bash's own prompt
tty_state() {
    rm -f "$ALL/work/state"
    enters 'stty -a >state; echo state kept'
    sees 'state kept'
    # JLine 3.30.6 leaves any number in speed and line; its reading thread, when it is late, sets min and time after the terminal was
    # given back: they mean nothing while icanon is on, and that is compared
    TTY_STATE=$(sed -E 's/speed [0-9]+ baud; //; s/line = [0-9]+;//; s/min = [0-9]+; time = [0-9]+;//' "$ALL/work/state")
}

# What is seen, without blanks at the ends; times read T, bytes that were moved N, and how many in a second R.
screen() {
    on_tmux capture-pane -p |
        sed -E 's/([0-9]+ hosts?), [0-9.]+ (ms|s)$/\1, T/; s/[[:blank:]]+$//
            s/ done, [0-9.]+ [KMG]?i?B( of|,)/ done, N\1/; s/, [0-9.]+ [KMG]?i?B\/s,/, R,/; s/ (done|R), [0-9]+ s,/ \1, T,/' |
        sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

# screen_is TEXT: the whole screen, within the time that is allowed
screen_is() { within screen_equals "$1" || differs "$1"; }
screen_equals() { [[ $(screen) == "$1" ]]; }

# sees LINE: a whole line, anywhere. sees_last LINE: the last one. sees_text TEXT: part of a line. lacks_text TEXT: in none.
sees() { within line_is "$1" || differs "a line: $1"; }
line_is() { screen | grep -qxF -- "$1"; }
sees_last() { within last_is "$1" || differs "at the end: $1"; }
last_is() { [[ $(screen | tail -n 1) == "$1" ]]; }
sees_text() { within text_is "$1" || differs "a text: $1"; }
text_is() { screen | grep -qF -- "$1"; }
lacks_text() { ! text_is "$1" || differs "a screen without: $1"; }

# within COMMAND: until it succeeds, polled; nothing is waited for where a test has failed already.
within() {
    local i
    [[ -z $PROBLEM ]] || return 1
    for (( i = 0; i < PATIENCE * 10; i++ )); do
        "$@" && return 0
        sleep 0.1
    done
    return 1
}

differs() {
    PROBLEM+="#   wanted:"$'\n'"$(sed 's/^/#     |/' <<<"$1")"$'\n'"#   seen:"$'\n'"$(screen | sed 's/^/#     |/')"$'\n'
    return 1
}

# ---- the run

cd "$ALL" || exit
"$SHOAL" hosts -c a >/dev/null || exit # builds where that is due, so that no test has to wait for it
look_for_tmux
if [[ -n ${ABSENT[tmux]-} ]]; then
    test_is 'the shell in a terminal'
    needs tmux
else
    start_fleet openssh 4 127.87 --sshd 'LogLevel INFO'
    run_files "$HERE/tmux.d" "$@"
fi
finish_suite
