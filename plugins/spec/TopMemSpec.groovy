// What the plugin top-mem promises, on hosts that are written here. Run it with: shoal plugins test top-mem

def host(String processes) {
    ScriptedHost.named('web1').reply(~/.*ps -A .*/, "Welcome to web1\n@processes\n$processes")
}

def three = '''\
    1 root      4096   20480 init
  212 www    8388608 9000000 java
  213 www     102400 9999999 nginx: worker process
    2 root         0       0 kthreadd
'''

test('the processes with the most memory come first, and kernel threads are left out') {
    assert host(three).rows(plugin).cells()*.subMap('pid', 'rss', 'command') == [
            [pid: 212, rss: 8L << 30, command: 'java'],
            [pid: 213, rss: 100L << 20, command: 'nginx: worker process'],
            [pid: 1, rss: 4L << 20, command: 'init']]
}

test('the caller sets how many, and which memory counts') {
    assert host(three).param('n', 1).rows(plugin).cells()*.pid == [212]
    assert host(three).param('n', 1).param('by', 'vsz').rows(plugin).cells()*.pid == [213]
}

test('busybox shortens sizes') {
    assert host('7 root 1.5m 52m sh\n').rows(plugin).cells()*.subMap('rss', 'vsz') == [[rss: 3L << 19, vsz: 52L << 20]]
}

test('a line that makes no sense fails the host') {
    assert failure { host('PID USER\n').rows(plugin) } == "ps: cannot read the line 'PID USER'"
}
