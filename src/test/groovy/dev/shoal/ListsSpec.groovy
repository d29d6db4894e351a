package dev.shoal

import groovy.json.JsonSlurper
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What is listed without asking any host, in the formats for programs. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ListsSpec extends Specification {
    @TempDir
    Path home

    Operator operator

    def setup() {
        operator = new Operator(home)
        operator.inventory('''\
            hosts:
              web1: {user: deploy, rack: r1, "note": "=1+1, \\"x\\""}
              db1: {address: 10.0.0.9, port: 2222}
            groups:
              web: web1
              edge: web1,db1
            '''.stripIndent())
    }

    def "hosts -o #format"() {
        expect:
        operator.types(['hosts', '-o', format]).with { [it.out, it.err, it.status] } == [out, '', 0]

        where:
        format  || out
        'json'  || '{"v":1,"hosts":[' +
                '{"host":"db1","address":"10.0.0.9","port":2222,"user":null,"groups":["edge"],"variables":{}},' +
                '{"host":"web1","address":"web1","port":null,"user":"deploy","groups":["web","edge"],' +
                '"variables":{"rack":"r1","note":"=1+1, \\"x\\""}}]}\n'
        'jsonl' || '{"type":"host","host":"db1","address":"10.0.0.9","port":2222,"user":null,"groups":["edge"],"variables":{}}\n' +
                '{"type":"host","host":"web1","address":"web1","port":null,"user":"deploy","groups":["web","edge"],' +
                '"variables":{"rack":"r1","note":"=1+1, \\"x\\""}}\n'
        'csv'   || 'host,address,port,user,groups,variables\r\n' +
                'db1,10.0.0.9,2222,,"[""edge""]",{}\r\n' +
                'web1,web1,,deploy,"[""web"",""edge""]","{""rack"":""r1"",""note"":""=1+1, \\""x\\""""}"\r\n'
        'md'    || '| host | address | port | user | groups |\n| --- | --- | ---: | --- | --- |\n' +
                '| db1 | 10.0.0.9 | 2222 |  | edge |\n| web1 | web1 |  | deploy | web,edge |\n'
        'table' || 'host  address   port  user    groups\n' +
                'db1   10.0.0.9  2222  -       edge\n' +
                'web1  web1         -  deploy  web,edge\n'
        'yaml'  || '''\
            ---
            v: 1
            hosts:
            - host: db1
              address: "10.0.0.9"
              port: 2222
              user: null
              groups:
              - edge
              variables: {}
            - host: web1
              address: web1
              port: null
              user: deploy
              groups:
              - web
              - edge
              variables:
                rack: r1
                note: "=1+1, \\"x\\""
            '''.stripIndent()
    }

    def "a format that shows no lists is refused where it was asked for, and does not count where it holds for all runs"() {
        expect:
        with(operator.types(['hosts', '-o', 'raw'])) {
            err == 'shoal: --output raw is for commands; hosts has: json jsonl yaml table csv md none\n'
            status == 2
        }
        operator.types(['-o', 'raw', 'hosts', 'db1']).out == 'host  address   port  user  groups\ndb1   10.0.0.9  2222  -     edge\n'
    }

    def "plugins are listed for programs, too"() {
        given:
        operator.file('.config/shoal/plugins/broken.groovy', 'println 1')

        when:
        def found = new JsonSlurper().parseText(operator.types(['plugins', '-o', 'json']).out)
        def checked = new JsonSlurper().parseText(operator.types(['plugins', '-o', 'json', 'check']).out)

        then:
        found.v == 1
        found.plugins.find { it.key == 'disk' } == [key: 'disk', kind: 'java', state: 'not loaded yet', origin: 'built in', summary: null, trouble: null]
        checked.plugins.find { it.key == 'broken' }.with { [it.kind, it.state, it.trouble.contains('broken.groovy')] } == ['groovy', 'broken', true]
    }
}
