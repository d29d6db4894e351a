// What the plugin failed-units promises, on hosts that are written here. Run it with: shoal plugins test failed-units

/** A host on which systemctl prints this: first which units failed, then what else is known of them. */
def host(String failed, String shown = '', int exit = 0) {
    ScriptedHost.named('web1')
            .reply(~/.*systemctl --failed.*/, "Welcome to web1\n@units\n$failed")
            .reply(~/.*systemctl show.*/, exit, "@units\n$shown", exit ? 'Unknown verb show\n' : '')
}

def nginx = 'nginx.service loaded failed failed A high performance web server\n'
def known = '''\
4000.25 7000.00
Id=nginx.service
Result=exit-code
ExecMainStatus=1
InactiveEnterTimestampMonotonic=3940000000
'''

test('a failed unit is a row with its age, result and exit status') {
    assert host(nginx, known).rows(plugin).cells() ==
            [[unit: 'nginx.service', age: 60L, result: 'exit-code', exit: 1, description: 'A high performance web server']]
}

test('a host on which all is well has no row, and is asked one question only') {
    def well = host('')
    assert well.rows(plugin).cells() == []
    assert well.commands().size() == 1
}

test('a unit of which systemctl shows nothing more is a row all the same, and the log has the reason') {
    def old = host(nginx, '', 1)
    assert old.rows(plugin).cells()*.subMap('unit', 'age') == [[unit: 'nginx.service', age: null]]
    assert old.logged() == ['warn: systemctl show: Unknown verb show']
}

test('a host without systemd has no row, and the log names it') {
    def alpine = ScriptedHost.named('alpine1').reply(~/.*systemctl --failed.*/, 127, '', 'env: systemctl: not found\n')
    assert alpine.rows(plugin).cells() == []
    assert alpine.logged() == ['info: no systemd on alpine1']
}

test('a line that makes no sense fails the host') {
    assert failure { host('nginx.service is unwell\n').rows(plugin) } ==
            "systemctl --failed: cannot read the line 'nginx.service is unwell'"
}
