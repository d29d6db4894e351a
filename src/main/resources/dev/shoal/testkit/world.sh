# Runs as the first process of new namespaces, as root of them: makes the host's own tree, steps into it, and waits there until
# standard input ends. The host's own files come before (files.sh); $name is the host's name. Nothing of the machine is
# writable in it: its programs are mounted read-only, everything else is in a tmpfs that goes away with the last process.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
umask 022
mount -t tmpfs -o size=64m,nr_inodes=20000,mode=755,nosuid,nodev demo /tmp
cd /tmp
mkdir -p dev/shm etc/ssl home media mnt old opt proc root run srv sys tmp usr var/cache var/log var/tmp
chmod 1777 tmp var/tmp dev/shm

# the machine's programs
for top in usr bin sbin lib lib32 lib64 libx32 nix gnu; do
  if [ -L "/$top" ]; then cp -P "/$top" "$top"
  elif [ -d "/$top" ]; then mkdir -p "$top"; mount --rbind "/$top" "$top"; fi
done
mounts=$(cat /proc/self/mountinfo)
while read -r _ _ _ _ point _; do
  point=$(printf %b "$point")
  case $point in /tmp/*) [ ! -e "$point" ] || mount -o remount,bind,ro "$point" ;; esac
done <<END
$mounts
END
for part in alternatives ld.so.cache ld.so.conf ld.so.conf.d ssl/openssl.cnf; do
  cp -rP "/etc/$part" "etc/$part" 2>/dev/null || :
done

# devices that do nothing to the machine; no terminal
for node in null zero full random urandom; do : >"dev/$node"; mount --bind "/dev/$node" "dev/$node"; done
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr

own_files

mount -t proc -o nosuid,nodev,noexec proc proc
echo 0 >proc/sys/user/max_user_namespaces # no namespaces within, hence no rights in them
for fact in var/lib/demo/proc/*; do mount --bind "$fact" "proc/${fact##*/}"; done
mount -o remount,bind,ro proc
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys || :
ip link set lo up || :
hostname "$name"

pivot_root . old
cd /
umount -n -l /old
rmdir /old
# wait reaps what commands leave behind; a cat that is killed is replaced, and the end of the pipe is the end of the world
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all sh -c '
  exec 3<&0
  echo ready
  exec >/dev/null 2>&1
  until cat <&3 & wait $!; do :; done'
