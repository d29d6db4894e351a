package dev.shoal.sources

import java.nio.file.Path
import spock.lang.Specification

class SourceSpecSpec extends Specification {
    static final KINDS = 'hosts:FILE, hostfile:FILE, ssh-config[:FILE], clustershell[:FILE_OR_DIR], ' +
        'ansible:FILE_OR_DIR, upcall:[NAME=]COMMAND, groovy:FILE'

    def "'#text' is #kind #file #name #command"() {
        given:
        def spec = SourceSpec.of(text, Path.of('/conf'), Path.of('/home/ops'))

        expect:
        spec.kind().word() == kind
        spec.file().map { it.toString() }.orElse('') == file
        spec.name().orElse('') == name
        spec.command().orElse('') == command

        where:
        text                         || kind           | file                       | name   | command
        'hosts:a.txt'                || 'hosts'        | '/conf/a.txt'              | ''     | ''
        'some/hosts.yaml'            || 'hosts'        | '/conf/some/hosts.yaml'    | ''     | ''
        '/etc/x.yml'                 || 'hosts'        | '/etc/x.yml'               | ''     | ''
        'inv.groovy'                 || 'groovy'       | '/conf/inv.groovy'         | ''     | ''
        'inventory/prod.ini'         || 'ansible'      | '/conf/inventory/prod.ini' | ''     | ''
        'hostfile:~/list'            || 'hostfile'     | '/home/ops/list'           | ''     | ''
        'ssh-config'                 || 'ssh-config'   | ''                         | ''     | ''
        'ssh-config:~/.ssh/work'     || 'ssh-config'   | '/home/ops/.ssh/work'      | ''     | ''
        'clustershell:'              || 'clustershell' | ''                         | ''     | ''
        'clustershell:/etc/cs'       || 'clustershell' | '/etc/cs'                  | ''     | ''
        'ansible:hosts.ini'          || 'ansible'      | '/conf/hosts.ini'          | ''     | ''
        'upcall:cmdb --list'         || 'upcall'       | ''                         | ''     | 'cmdb --list'
        'upcall:cmdb=curl -s http:x' || 'upcall'       | ''                         | 'cmdb' | 'curl -s http:x'
        'upcall:A=1 cmdb'            || 'upcall'       | ''                         | 'A'    | '1 cmdb'
    }

    def "'#text' is refused, and what would be accepted is listed"() {
        when:
        SourceSpec.of(text, Path.of(''), Path.of('/home/ops'))

        then:
        def e = thrown(IllegalArgumentException)
        e.message == "source \"$text\": $fact; write one of $KINDS"

        where:
        text           || fact
        'foo:bar'      || 'has no kind, and neither its name (as .yaml and .groovy) nor its first lines (as [web]) show it'
        'inventory'    || 'has no kind, and neither its name (as .yaml and .groovy) nor its first lines (as [web]) show it'
        'hosts:'       || 'nothing follows its kind'
        'upcall:x='    || 'no command follows x='
        'upcall:41=ls' || "a name of digits alone is a run's number, give it another one"
        'hosts:~bob/x' || "is in the home directory of another user"
    }
}
