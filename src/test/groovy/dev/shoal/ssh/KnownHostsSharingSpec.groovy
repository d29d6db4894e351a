package dev.shoal.ssh

import dev.shoal.ssh.hostkey.KnownHosts
import dev.shoal.ssh.hostkey.KnownHostsSpec
import static dev.shoal.ssh.Tools.destination
import static dev.shoal.ssh.Tools.keygen
import static dev.shoal.ssh.Tools.publicHalf
import static dev.shoal.ssh.Tools.run

import dev.shoal.ssh.reach.SshOptions.HostKeyMode
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Requires(value = { Tools.areInstalled() }, reason = Tools.REASON)
@Timeout(120)
class KnownHostsSharingSpec extends Specification {
    @TempDir Path dir

    static KnownHosts policy() {
        new KnownHosts(HostKeyMode.ACCEPT_NEW, { false }, {})
    }

    static List<String> expected(Path key, String... prefixes) {
        prefixes.collectMany { prefix -> (1..64).collect { "$prefix$it ${publicHalf(key)}".toString() } }.sort()
    }

    def "64 hosts at once are all written down, each once and whole"() {
        given:
        def key = keygen(dir.resolve('key'))
        def file = dir.resolve('known_hosts')

        expect:
        AddsHosts.accept(policy(), file, KnownHostsSpec.shown(key), 'web', 64)
        Files.readAllLines(file).sort() == expected(key, 'web')
    }

    def "64 connections to one new host write it down once, and only the first of two keys is accepted"() {
        given:
        def keys = ['one', 'two'].collect { keygen(dir.resolve(it)) }
        def file = dir.resolve('known_hosts')
        def policy = policy()

        when:
        def answers = Executors.newVirtualThreadPerTaskExecutor().withCloseable { threads ->
            (0..63).collect { n ->
                def shown = KnownHostsSpec.shown(keys[n % 2])
                threads.submit({ policy.check(destination(knownHosts: [file]), shown) } as Callable)
            }*.get()
        }

        then:
        Files.readAllLines(file).size() == 1
        answers.count { it.empty } == 32
        answers.findAll { it.present }.every { it.get().problem().startsWith('web3:22: host key changed') }
    }

    def "two Shoals at once, one of them twice in one process, and an ssh-keygen lose and damage no line"() {
        given:
        def key = keygen(dir.resolve('key'))
        def file = dir.resolve('known_hosts')
        def java = Path.of(System.getProperty('java.home'), 'bin/java')
        def classes = System.getProperty('surefire.test.class.path') ?: System.getProperty('java.class.path')
        def other = new ProcessBuilder("$java", '-cp', classes, AddsHosts.name, "$file", "${key}.pub", 'db', '64')
                .redirectErrorStream(true).redirectOutput(dir.resolve('out').toFile()).start()

        when:
        def accepted = Executors.newVirtualThreadPerTaskExecutor().withCloseable { threads ->
            ['web', 'app'].collect { prefix ->
                threads.submit({ AddsHosts.accept(policy(), file, KnownHostsSpec.shown(key), prefix, 64) } as Callable)
            }*.get()
        }
        def ended = other.waitFor(60, TimeUnit.SECONDS) ? other.exitValue() : Files.readString(dir.resolve('out'))

        then:
        accepted == [true, true]
        ended == 0
        Files.readAllLines(file).sort() == expected(key, 'app', 'db', 'web')
        run('ssh-keygen', '-F', 'db64', '-f', file).contains('found: line')

        cleanup:
        other?.destroyForcibly()
    }

    def "what another process has added meanwhile is seen before a host is taken for new"() {
        given:
        def keys = ['one', 'two'].collect { keygen(dir.resolve(it)) }
        def file = Files.writeString(dir.resolve('known_hosts'), '')
        def mine = policy()
        def web3 = destination(knownHosts: [file])
        assert mine.knownTypes(web3) == [] // read, and empty

        when:
        policy().check(web3, KnownHostsSpec.shown(keys[0]))

        then:
        mine.check(web3, KnownHostsSpec.shown(keys[1])).get().problem().startsWith('web3:22: host key changed')
        mine.check(web3, KnownHostsSpec.shown(keys[0])).empty
    }

    def "a thousand connects to hosts of a file with 5,000 hashed lines take seconds, not 7 ms each and more"() {
        given: 'salts and hashes of nobody; the host itself is among them'
        def key = keygen(dir.resolve('key'))
        def random = new Random(1)
        def word = { Base64.encoder.encodeToString(new byte[20].tap { random.nextBytes(it) }) }
        def file = dir.resolve('known_hosts')
        Files.writeString(file, "web3 ${publicHalf(key)}\n")
        run('ssh-keygen', '-H', '-f', file)
        file.toFile() << (1..5_000).collect { "|1|${word()}|${word()} ${publicHalf(key)}\n" }.join()
        def policy = policy()
        def shown = KnownHostsSpec.shown(key)

        when:
        def start = System.nanoTime()
        def refused = (1..1_000).count { policy.check(destination(address: 'web3', knownHosts: [file]), shown).present }

        then:
        refused == 0
        System.nanoTime() - start < 3_000_000_000L
    }
}
