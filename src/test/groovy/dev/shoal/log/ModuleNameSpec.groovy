package dev.shoal.log

import spock.lang.Specification

class ModuleNameSpec extends Specification {
    def "lines of the logger #logger go to the file of the module #module"() {
        expect:
        ModuleName.of(logger) == module

        where:
        logger                                      || module
        'dev.shoal.Main'                            || 'shoal'
        'dev.shoal.fleet.FanOut'                    || 'fleet'
        'dev.shoal.fleet.Ledger.Part'               || 'fleet'
        'dev.shoal.ssh.SshTransport'                || 'transport.ssh'
        'dev.shoal.ssh.login.KeyRing'               || 'transport.ssh'
        'dev.shoal.process.Launcher'                || 'transport.process'
        'dev.shoal.output.data.Grid'                || 'output'
        'module.plugin.disk'                        || 'plugin.disk'
        'module.plugin.root-free'                   || 'plugin.root-free'
        'module.../../etc/x'                        || 'libraries'
        'module.a/b'                                || 'libraries'
        'module.'                                   || 'libraries'
        'module..'                                  || 'libraries'
        "module.${'x' * 101}"                       || 'libraries'
        'org.apache.sshd.server.Server'             || 'libraries'
        'dev.shoals.Other'                          || 'libraries'
        ''                                          || 'libraries'
    }

    def "a line of the logger #logger names '#name'"() {
        expect:
        ModuleName.shortName(logger) == name

        where:
        logger                                 || name
        'dev.shoal.ssh.SshTransport'           || 'SshTransport'
        'dev.shoal.fleet.Ledger.Part'          || 'Ledger.Part'
        'dev.shoal.Main'                       || 'Main'
        'module.plugin.disk'                   || ''
        'org.apache.sshd.Server'               || 'org.apache.sshd.Server'
    }
}
