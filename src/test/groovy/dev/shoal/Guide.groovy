package dev.shoal

import dev.shoal.cli.Interrupts
import dev.shoal.cli.Streams
import dev.shoal.terminal.Channel
import java.nio.file.Files
import java.nio.file.Path

/**
 * A document whose examples are run from top to bottom. A fenced block whose first or second line is a comment with a path below `~/`
 * is a file; in a `console` block, what follows `$ ` is typed, word by word as sh reads it, and the lines below it are the
 * output. The demo fleet is real; `shoal` runs in this process, other programs in sh.
 */
class Guide {
    private static final ROOT = Path.of('').toAbsolutePath()
    final Path document
    private final Path home
    private int status

    Guide(Path document, Path home) {
        this.document = document
        this.home = home
    }

    /** Runs the examples; returns the document with their output of today. */
    String run() {
        Files.readString(document).replaceAll(/(?ms)^```(\w+)\n(.*?)^```$/) { whole, kind, body ->
            write(body)
            kind == 'console' ? "```console\n${console(body)}```" : whole
        }
    }

    /** Without times, which differ from day to day. */
    static String withoutTimes(String text) {
        text.replaceAll(/(hosts?), [0-9.]+ (ms|s)\b/, '$1, T').replaceAll(/(?m)^(\w+ = )?[0-9-]+T[0-9:.]+Z/, 'T')
    }

    private void write(String body) {
        def named = body.readLines().take(2).findResult { line ->
            def found = line =~ /^(?:\/\/|#) ~\/(\S+)$/
            found ? found[0][1] : null
        }
        if (named) {
            def file = home.resolve(named)
            Files.createDirectories(file.parent)
            Files.writeString(file, body)
        }
    }

    private String console(String body) {
        body.readLines().findAll { it.startsWith('$ ') }.collect { "$it\n${answer(it.substring(2))}" }.join()
    }

    private String answer(String line) {
        def shown = line.startsWith('shoal ') ? shoal(words(line).tail()) : sh(line)
        shown.replace('\r', '').replace("$home/", '/home/ops/').replace("$ROOT/", '/opt/shoal/')
    }

    /** The words that sh makes of the line, `~` and quotes among them. */
    private List<String> words(String line) {
        def process = started("printf '%s\\0' $line", true)
        def words = process.inputStream.getText('UTF-8').split('\0', -1).toList().init()
        assert process.waitFor() == 0
        words
    }

    /** Both streams are one, as on a terminal. */
    private String shoal(List<String> typed) {
        def screen = new ByteArrayOutputStream()
        def streams = new Streams(screen, screen, InputStream.nullInputStream(), Channel.End.FILE, Channel.End.FILE,
                false, false, { -> 0 })
        def environment = new Environment([SHOAL_HOME: "$ROOT".toString()], home, System.getProperty('user.name'), Optional.of(ROOT))
        new Shoal(streams, environment, {}).withCloseable { status = it.run(typed, new Interrupts()) }
        screen.toString('UTF-8')
    }

    private String sh(String text) {
        def process = started("(exit $status)\n$text", false)
        def shown = process.inputStream.text
        status = process.waitFor()
        shown
    }

    private static String classPath() {
        System.getProperty('java.class.path').split(File.pathSeparator).collect { ROOT.resolve(it) }.join(File.pathSeparator)
    }

    private Process started(String text, boolean quiet) {
        def process = new ProcessBuilder('sh', '-c', text).directory(home.toFile()).redirectErrorStream(!quiet).tap {
            environment().putAll(HOME: "$home".toString(), CLASSPATH: classPath())
            environment().compute('PATH') { _, path -> "${System.getProperty('java.home')}/bin:$path".toString() }
        }.start()
        process.outputStream.close()
        process
    }
}
