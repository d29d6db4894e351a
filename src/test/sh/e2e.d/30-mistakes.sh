# shellcheck shell=bash
# Mistakes: nothing runs, one line says what is wrong, exit status 2.

mistake() { # GLOB
    out_is ''
    err_says "$1"
    status_is 2
    [[ ! -e $BOX/ran ]] || PROBLEM+='#   it ran'$'\n'
}

# told MESSAGE TEXT CARET: likewise, with the text below and a mark under the column
told() {
    out_is ''
    err_is "shoal: $1
  $2
  $3"
    status_is 2
    [[ ! -e $BOX/ran ]] || PROBLEM+='#   it ran'$'\n'
}

test_is 'what runs on hosts and has no target is a mistake'
shoal exec "touch $BOX/ran"
mistake '*target*'

test_is 'an unknown option is a mistake that names the nearest one'
shoal --fanuot 3 -w "$NET.1" exec "touch $BOX/ran"
mistake '*--fanuot*--fanout*'

test_is 'an unknown verb is a mistake'
shoal -w "$NET.1" exce "touch $BOX/ran"
mistake '*exce*'

test_is 'an unknown group is a mistake that names it'
shoal -w @wbe exec "touch $BOX/ran"
told 'unknown group @wbe: the groups are @all' '@wbe' '^'

test_is 'an operand that takes nothing away is a mistake'
shoal -w "$NET.[1-3]!nosuch" exec "touch $BOX/ran"
told 'no host of nosuch is in the inventory or in what stands before it' "$NET.[1-3]!nosuch" \
    "$(printf '%*s^' "$(( ${#NET} + 7 ))" '')"

test_is 'a nodeset that is not well formed is a mistake with its column'
shoal -w "$NET.[3-1]" exec "touch $BOX/ran"
told 'reversed range 3-1: write 1-3' "$NET.[3-1]" "$(printf '%*s^' "$(( ${#NET} + 2 ))" '')"

test_is 'a key file that is not there is named'
if needs openssh; then
    shoal -w "$NET.1" -p "$PORT" --known-hosts "$KNOWN" -i "$BOX/no-such-key" exec "touch $BOX/ran"
    out_is ''
    holds stderr "$ERR" "$BOX/no-such-key"
    [[ $STATUS == [23] ]] || status_is 2
fi

test_is 'broken YAML in an inventory is a mistake with file, line and column'
printf 'hosts:\n  web1: {port: 22\n' >"$BOX/hosts.yaml"
shoal --inventory "$BOX/hosts.yaml" -w web1 exec "touch $BOX/ran"
mistake "shoal: $BOX/hosts.yaml:2:9: { is never closed"

test_is 'a key that stands twice in an inventory is a mistake'
printf 'hosts:\n  web1: {port: 22}\n  web1: {port: 23}\n' >"$BOX/hosts.yaml"
shoal --inventory "$BOX/hosts.yaml" -w web1 exec "touch $BOX/ran"
mistake "*$BOX/hosts.yaml*web1*"

test_is 'an unknown key of the configuration is a mistake that names the nearest one'
shoal --set fleet.fanuot=3 -w "$NET.1" exec "touch $BOX/ran"
mistake '*fleet.fanuot*fleet.fanout*'

test_is 'a directive of -F that changes the way to the host and is not known is refused by name'
if needs openssh; then
    { printf 'Host *\n  ProxyCommand touch %s/ran\n' "$BOX"; cat "$CONFIG"; } >"$BOX/config"
    shoal -w "$NET.1" -F "$BOX/config" exec "touch $BOX/ran"
    out_is ''
    holds stderr "$ERR" ProxyCommand
    [[ $STATUS == [23] ]] || status_is 2
    [[ ! -e $BOX/ran ]] || PROBLEM+='#   it ran'$'\n'
fi
