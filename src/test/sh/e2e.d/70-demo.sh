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

# demo_dies SIGNAL: a demo that runs a command gets it; STATUS is what it ended with. Its TMPDIR is $BOX/tmp.
demo_dies() {
    local mark="3$$.$RANDOM" demo
    set -m
    ( become "$SHOAL" demo 2 exec "sleep $mark & exec sleep $mark" >"$BOX/out" 2>"$BOX/err" </dev/null ) &
    demo=$!
    set +m
    wait_until eval "[[ \$(pgrep -cf '^sleep $mark') == 4 ]]"
    kill -s "$1" -- "-$demo"
    wait "$demo" 2>/dev/null
    STATUS=$?
    wait_until eval "! pgrep -f '^sleep $mark'"
}

test_is 'the demo fleet leaves no files and no processes behind, also when it is ended by a signal'
mkdir "$BOX/tmp"
ENV=("TMPDIR=$BOX/tmp" "SHOAL_OPTS=-Djava.io.tmpdir=$BOX/tmp")
demo_dies TERM
status_is 143
same 'files left' "$(ls "$BOX/tmp")" ''

test_is 'a demo that is killed leaves no processes, and the next one removes its files'
mkdir "$BOX/tmp"
ENV=("TMPDIR=$BOX/tmp" "SHOAL_OPTS=-Djava.io.tmpdir=$BOX/tmp")
demo_dies KILL
same 'directories left' "$(ls "$BOX/tmp" | wc -l)" 1
shoal demo 1 exec true
status_is 0
same 'files left' "$(ls "$BOX/tmp")" ''

test_is 'a command of a demo host neither sees nor changes this machine, and exec, put and get agree'
echo planted >"$BOX/witness"
echo sent >"$BOX/motd"
INSIDE='grep -qs "^name=web1\$" /var/lib/demo/facts || exit 99;'
shoal demo 1 -o raw -q -c "exec $INSIDE mkdir -p '$BOX'; cat '$BOX/witness'; echo changed >'$BOX/witness'; cat '$BOX/witness'" \
    -c "put '$BOX/motd' /etc/motd" -c 'exec cat /etc/motd /etc/hostname; echo got >/etc/motd' -c "get /etc/motd '$BOX/back'"
out_is "web1: changed
web1: sent
web1: web1"
same witness "$(<"$BOX/witness")" planted
same 'what get brought' "$(cat "$BOX"/back/web1/motd)" got

test_is 'commands run on this machine only where that was asked for, which is said'
shoal demo 1 --on-this-machine -o raw -q exec "echo ran >'$BOX/here'; echo \$HOSTNAME"
out_is 'web1: web1'
err_is 'shoal: demo --on-this-machine: commands for these hosts run on this machine, with your rights'
same 'the file' "$(<"$BOX/here")" ran
shoal --on-this-machine exec true
err_is 'shoal: --on-this-machine is for the hosts of a demo: shoal demo --on-this-machine'
status_is 2

test_is 'the shell of this machine is a ! away, and its status counts'
shoal demo 1 -c '!echo here; exit 0' -c 'local echo "a  b" | tr a-z A-Z' -c '!exit 3'
out_is "here
A  B"
err_is ''
status_is 1
