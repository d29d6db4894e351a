package dev.shoal.fleet

import dev.shoal.testing.TestOptions
import dev.shoal.inventory.Host
import dev.shoal.testing.ScriptedTransport
import dev.shoal.transport.Command
import dev.shoal.transport.SetupException
import dev.shoal.transport.TransportByHost
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(20)
class TransportByHostSpec extends Specification {
    def ssh = new Named('ssh')
    def salt = new Named('salt')
    def transports = new TransportByHost([ssh, salt])
    @AutoCleanup SessionPool pool = new SessionPool(transports, System::nanoTime)
    def engine = new FanOut(pool, [:] as HostTask.Factory, System::nanoTime)

    static class Named extends ScriptedTransport {
        final String word
        final List<List<String>> prepared = []

        Named(String word) {
            this.word = word
        }

        @Override
        String name() {
            word
        }

        @Override
        void prepare(Collection<Host> hosts) throws SetupException {
            prepared << hosts*.name()
        }
    }

    static Host host(String name, Map<String, String> variables = [:]) {
        new Host(name, name, OptionalInt.empty(), Optional.empty(), variables)
    }

    def "one run reaches hosts over two transports and has one ledger"() {
        given:
        salt.down = ['db2'] as Set
        def hosts = [host('web1'), host('db1', [transport: 'salt']), host('web2', [transport: 'ssh']), host('db2', [transport: 'salt']),
                     host('old1', [transport: 'telnet'])]

        when:
        transports.prepare(hosts)
        def job = new Job(1, new Task.Exec(Command.of('uptime')), hosts, TestOptions.FAN_OUT, [0] as Set)
        def ledger = engine.submit(job, RunListener.all([])).await()

        then:
        ledger.parts()*.toString() == ['3 ok', '1 unreachable proxy', '1 unreachable refused']
        ledger.results().findAll { it instanceof HostResult.Done }*.host()*.name() == ['web1', 'db1', 'web2']
        [ssh, salt]*.opened*.get() == [2, 1]
        [ssh, salt]*.prepared == [[['web1', 'web2']], [['db1', 'db2']]]

        and: 'a transport that does not exist is refused by its name, and keeps no other host from answering'
        ledger.results().last().failure().message() == 'old1: transport telnet is not in this version. Known transports: ssh, salt'
    }
}
