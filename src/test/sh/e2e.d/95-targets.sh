# shellcheck shell=bash
# Which hosts, and what they said: sets of runs, ways to fold, inventories of other tools, and what the process ends with.

# What a host is called on the fleet: the last number of the address that it was reached by
LAST='n=${SSH_CONNECTION% *}; n=${n##*.}'

test_is 'the sets of the last run are targets of the lines after it, and whoever uses one reads what it stands for'
if needs openssh; then
    on "$NET.[1-5],$NET.201" -c "exec $LAST; [ \$n -le 2 ] && exit 3; echo up" -c 'hosts -c @failed' \
        -c 'again @exit(3)' -c '@9999:ok true' -c 'hosts -f @odd'
    ERR=$(sed -E "s/run [0-9]+ \(.*\) = /run N = /; s/^shoal: run 9999 is .*/no run 9999/" <<<"$ERR")
    holds stderr "$ERR" "3 ok, 2 exit 3: $NET.[1-2], 1 unreachable (refused): $NET.201   6 hosts, T
@failed of run N = $NET.[1-2,201]
@exit(3) of run N = $NET.[1-2]
again: "
    holds stderr "$ERR" "2 exit 3: $NET.[1-2]   2 hosts, T"
    status_is 2
fi

test_is 'again runs the same command on the same hosts, and the worst line is what the process ends with'
if needs openssh; then
    on "$NET.[1-3]" -c "exec echo x >>$BOX/ran-\${SSH_CONNECTION##* }; $LAST; [ \$n != 2 ]" -c again -c 'again @failed' -c 'use @failed' -c 'exec true'
    same 'how often it ran' "$(cat "$BOX"/ran-* | wc -l)" 7
    status_is 1
fi

test_is 'a set before any run, an unknown group and a target that is empty have their exit statuses'
on a -c 'exec -w @failed true'
status_is 2
holds stderr "$ERR" 'shoal: @failed is a set of the last run, and nothing has run yet'
on @nosuch exec true
status_is 2
on "$NET.1!$NET.1" exec true
status_is 4

test_is 'each host of --outdir has its bytes in a file, however another one fails'
if needs openssh; then
    on "$NET.[1-3],$NET.201" exec --outdir "$BOX/out.d" --errdir "$BOX/err.d" "$LAST; printf 'a\\000\\377\\r\\n%s' \$n; echo e >&2; [ \$n != 3 ]"
    status_is 3
    for n in 1 2 3; do
        same "the bytes of $n" "$(od -An -c "$BOX/out.d/$NET.$n")" "$(printf 'a\000\377\r\n%s' "$n" | od -An -c)"
        same "the errors of $n" "$(<"$BOX/err.d/$NET.$n")" e
    done
fi

test_is '--similar folds answers that differ in numbers and names, and says in what'
if needs openssh; then
    on "$NET.[1-3]" --similar exec "$LAST; echo pid 4\$n; echo done"
    out_is "$(group "$NET.[1-3] (3) similar except pid; shown: $NET.1" 'pid 41
done')"
    status_is 0
fi

test_is '--diff shows what sets the smaller group apart'
if needs openssh; then
    on "$NET.[1-3]" --diff exec "$LAST; echo a; [ \$n = 2 ] && echo more; echo b"
    out_is "$(group "$NET.[1,3] (2)" 'a
b')
--- $NET.[1,3] (2)
+++ $NET.2 (1)
@@ -1,2 +1,3 @@
 a
+more
 b"
    status_is 0
fi

test_is '-L folds line by line'
if needs openssh; then
    on "$NET.[1-3]" -L exec "$LAST; echo same; [ \$n = 2 ] && echo other; echo end"
    out_is "$NET.[1-3] (all): same
$NET.2: other
$NET.[1-3] (all): end"
    status_is 0
fi

test_is 'the groups of a ClusterShell configuration are groups, its yaml and its programs among them'
mkdir -p "$BOX/cs/groups.d"
cat >"$BOX/cs/groups.conf" <<CONF
[Main]
default: local
autodir: $BOX/cs/groups.d
[local]
map: [ "\$GROUP" = web ] && echo "$NET.[1-2]"
list: echo web
CONF
printf 'rack:\n  r1: "%s"\n  r2: "@r1,%s"\n' "$NET.[1-3]" "$NET.9" >"$BOX/cs/groups.d/rack.yaml"
shoal --inventory "clustershell:$BOX/cs/groups.conf" hosts -f '@rack:r2!@web'
out_is "$NET.[3,9]"
status_is 0
shoal --inventory "clustershell:$BOX/cs/groups.conf" hosts -f @rack:r9
holds stderr "$ERR" 'shoal: unknown group @rack:r9: did you mean @rack:r1?'
status_is 2
if needs openssh; then
    shoal --inventory "clustershell:$BOX/cs/groups.conf" -F "$CONFIG" -w '@web&@rack:r1' exec echo hi
    out_is "$(group "$NET.[1-2] (2)" hi)"
    status_is 0
fi

test_is 'an Ansible inventory gives addresses, and its patterns are understood'
printf '[web]\nw1 ansible_host=%s.1\nw2 ansible_host=%s.2\n[eu]\nw2\nw3 ansible_host=%s.3\n[prod:children]\nweb\neu\n' \
    "$NET" "$NET" "$NET" >"$BOX/inventory.ini"
printf '[all:vars]\nansible_port=%s\nansible_user=%s\nansible_ssh_private_key_file=%s\n' "$PORT" "$(id -un)" "$KEY" >>"$BOX/inventory.ini"
shoal --inventory "ansible:$BOX/inventory.ini" hosts -f '@prod!@eu'
out_is w1
if needs openssh; then
    shoal --inventory "ansible:$BOX/inventory.ini" --known-hosts "$KNOWN" -i "$KEY" -w 'ansible:web:&eu' exec echo hi
    out_is "$(group 'w2 (1)' hi)"
    status_is 0
fi
