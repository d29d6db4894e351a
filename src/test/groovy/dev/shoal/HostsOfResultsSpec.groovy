package dev.shoal

import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What scripts do with the hosts of results, on the demo fleet (db1, web1, web2). */
@Timeout(60)
class HostsOfResultsSpec extends Specification {
    @TempDir
    Path home

    @AutoCleanup
    def operator = new Operator(home)

    private Operator.Told runs(String text) {
        def file = operator.file('runbook.groovy', text)
        operator.types(['demo', '3', '-q', '-o', 'none', 'run', file.toString()])
    }

    def "#verb with #how has run on no host, and gives a result that has none"() {
        when:
        def told = runs("def r = $verb, $option\nprintln r.failed.hosts + '|' + r.size() + '|' + r.exit")

        then:
        told.out.readLines().last() == "|0|$exit"
        told.status == exit

        where:
        verb                | how               | option             || exit
        "exec 'true'"       | 'a dry run'       | 'dryRun: true'     || 0
        "collect 'disk'"    | 'a dry run'       | 'dryRun: true'     || 0
        "get 'a', 'b'"      | 'a dry run'       | 'dryRun: true'     || 0
        "exec 'true'"       | 'an empty target' | "on: 'web1!web1'"  || 4
        "collect 'disk'"    | 'an empty target' | "on: 'web1!web1'"  || 4
    }

    def "on runs on the hosts of #what"() {
        when:
        def told = runs("def hosts = $hosts\non(hosts) { println exec('true').hosts }")

        then:
        told.out == "$names\n"

        where:
        what              | hosts                                    || names
        'rows'            | "collect('disk').where('use > 90')"      || 'db1'
        'a set'           | "exec('test \$HOSTNAME = db1').failed" || 'web[1-2]'
        'groups'          | "exec('echo a').group()"                 || 'db1,web[1-2]'
    }
}
