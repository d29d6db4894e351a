# shellcheck shell=bash
# The demo fleet: Shoal with nothing to configure.

test_is 'one line on the demo fleet finds the odd kernel'
shoal demo -c '@all uname -r'
out_is "$(group 'db[1-2],web[1-2,4-6] (7)' 6.1.0-28-amd64)
$(group 'web3 (1)' 4.19.0-27-amd64)"
err_is '8 ok   8 hosts, T'
status_is 0

test_is 'a group of the demo fleet, and its failed service'
shoal demo -c '@web systemctl is-active nginx'
out_is "$(group 'web[1,3-6] (5)' active)
$(group 'web2 (1) exit 3' failed)"
err_is '5 ok, 1 exit 3: web2   6 hosts, T'
status_is 1

test_is 'a verb on twenty demo hosts finds the full disk'
shoal demo 20 -o raw exec -- df --output=pcent /
same 'full disks' "$(grep -c ' 100%$' "$BOX/out")" 1
holds stdout "$OUT" 'db1: 100%'
err_is '20 ok   20 hosts, T'
status_is 0

test_is 'the demo fleet leaves no files and no processes behind, also when it is ended by a signal'
mkdir "$BOX/tmp"
ENV=("TMPDIR=$BOX/tmp" "SHOAL_OPTS=-Djava.io.tmpdir=$BOX/tmp")
set -m
( become "$SHOAL" demo exec "touch $BOX/up; echo \$\$ >$BOX/pid; exec sleep 300" >"$BOX/out" 2>"$BOX/err" </dev/null ) &
DEMO=$!
set +m
wait_until test -s "$BOX/pid"
kill -s TERM -- "-$DEMO"
wait "$DEMO" 2>/dev/null
STATUS=$?
status_is 143
same 'files left' "$(ls "$BOX/tmp")" ''
wait_until eval '! kill -0 "$(<"$BOX/pid")" || grep -q "^State:.*Z" "/proc/$(<"$BOX/pid")/status"'

test_is 'the shell of this machine is a ! away, and its status counts'
shoal demo 1 -c '!echo here; exit 0' -c 'local echo "a  b" | tr a-z A-Z' -c '!exit 3'
out_is "here
A  B"
err_is ''
status_is 1
