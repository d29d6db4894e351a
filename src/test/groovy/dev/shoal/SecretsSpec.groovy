package dev.shoal

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Who gets to see the operator's passwords. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SecretsSpec extends Specification {
    @TempDir
    Path home

    def "a command of this machine does not get the passwords of Shoal"() {
        given:
        def java = Path.of(System.getProperty('java.home'), 'bin', 'java').toString()
        def builder = new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-cp', System.getProperty('java.class.path'), 'dev.shoal.Main', '-c',
                '!env | grep -c hunter; echo $OTHER').redirectErrorStream(true)
        builder.environment().putAll(HOME: "$home".toString(), SHOAL_PASSWORD: 'hunter2', SHOAL_PASSPHRASE: 'hunter3', OTHER: 'kept')

        expect:
        builder.start().inputStream.text == '0\nkept\n'
    }

    def "passwords that the launcher took out of the environment are known to Shoal all the same"() {
        given:
        def file = Files.writeString(home.resolve('secrets'), 'p w\u00fc\n\0phrase\0')

        expect:
        Environment.variables([A: 'b'], "$file") == [A: 'b', SHOAL_PASSWORD: 'p w\u00fc\n', SHOAL_PASSPHRASE: 'phrase']
        Environment.variables([SHOAL_PASSWORD: 'x'], null) == [SHOAL_PASSWORD: 'x']
    }

    def "a password file that is not UTF-8 is refused"() {
        given:
        def file = Files.write(home.resolve('pw'), [0xe9, 0x0a] as byte[])
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-------'))

        when:
        def refused = new Operator(home).types(['demo', '1', '--password-file', "$file".toString(), 'exec', 'true'])

        then:
        refused.err == "shoal: --password-file $file: is not UTF-8: save the file as UTF-8\n"
        refused.status == 2
    }

    def "a password file with mode #mode is #problem"() {
        given:
        def file = Files.writeString(home.resolve('pw'), text)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode))

        when:
        def told = new Operator(home).types(['demo', '1', '--password-file', "$file".toString(), '-o', 'raw', '-q', 'exec', 'true'])

        then:
        told.err == (problem ? "shoal: --password-file $file: ${problem.replace('FILE', "$file")}\n" : '')
        told.status == (problem ? 2 : 0)

        where:
        mode        | text     || problem
        'rw-------' | 'pw\n'   || ''
        'r--------' | 'pw\n'   || ''
        'rw-r--r--' | 'pw\n'   || 'others may read it (rw-r--r--), so it is not used; run: chmod 600 FILE'
        'rw-r-----' | 'pw\n'   || 'others may read it (rw-r-----), so it is not used; run: chmod 600 FILE'
        'rw----r--' | 'pw\n'   || 'others may read it (rw----r--), so it is not used; run: chmod 600 FILE'
        'rw-------' | '\nx\n'  || 'it is empty'
    }
}
