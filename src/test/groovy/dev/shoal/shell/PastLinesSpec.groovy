package dev.shoal.shell

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import org.jline.reader.LineReader
import org.jline.reader.LineReaderBuilder
import org.jline.terminal.impl.DumbTerminal
import spock.lang.Specification
import spock.lang.TempDir

class PastLinesSpec extends Specification {
    @TempDir
    Path directory

    Path file

    def setup() {
        file = directory.resolve('state/history')
    }

    def "the file is its owner's alone, also when somebody else made it"() {
        given:
        if (there) {
            Files.createDirectories(file.parent)
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString('rw-r--r--')))
        }

        when:
        shell()

        then:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) == 'rw-------'

        where:
        there << [false, true]
    }

    def "a line is in the file as soon as it was typed, and the next shell has it"() {
        when:
        shell().add('exec uptime')
        def next = shell()
        next.add('exec echo "a\nb"')

        then:
        next.all()*.text() == ['exec uptime', 'exec echo "a\nb"']
        texts() == ['exec uptime', 'exec echo "a\\nb"']
    }

    def "two shells at once lose no line of each other"() {
        given:
        def one = shell()
        def other = shell()

        when:
        one.add('one')
        other.add('two')
        one.add('three')

        then:
        texts() == ['one', 'two', 'three']
        one.all()*.text() == ['one', 'three']
    }

    def "'#line' is kept #where"() {
        given:
        def past = shell()

        when:
        past.add(line)

        then:
        past.all()*.text().size() == here
        texts().size() == there

        where:
        line                          || here | there | where
        'exec uptime'                 || 1    | 1     | 'for good'
        ' exec uptime'                || 0    | 0     | 'nowhere'
        '\texec uptime'               || 0    | 0     | 'nowhere'
        'exec app --password hunter2' || 1    | 0     | 'in this shell alone'
        ''                            || 0    | 0     | 'nowhere'
    }

    def "the same line twice in a row is kept once"() {
        given:
        def past = shell()

        when:
        2.times { past.add('exec uptime') }

        then:
        past.all()*.text() == ['exec uptime']
    }

    def "a damaged file does not keep the shell from starting"() {
        given:
        Files.createDirectories(file.parent)
        Files.write(file, [0xff, 0xfe, 0x0a] as byte[])

        when:
        def past = shell()
        past.add('exec uptime')

        then:
        past.all()*.text() == ['exec uptime']
    }

    private PastLines shell() {
        def terminal = new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream())
        def past = PastLines.in(file)
        past.attach(LineReaderBuilder.builder().terminal(terminal).variable(LineReader.HISTORY_FILE, file).build())
        past
    }

    private List<String> texts() {
        Files.readAllLines(file).collect { it.substring(it.indexOf(':') + 1) }
    }
}
