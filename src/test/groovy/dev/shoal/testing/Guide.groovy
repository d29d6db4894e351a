package dev.shoal.testing

import dev.shoal.Environment
import dev.shoal.Shoal
import dev.shoal.cli.Interrupts
import dev.shoal.cli.Streams
import dev.shoal.output.Channel
import java.nio.file.Files
import java.nio.file.Path

/**
 * A document, lived through from top to bottom. A fenced block whose first or second line is a comment with a path below `~/`
 * is a file; in a `console` block, what stands behind `$ ` is typed, and the lines below it are the answer. The demo fleet is
 * real; `shoal` runs in this process, other programs in sh.
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

    /** The document with the answers that came. */
    String lived() {
        Files.readString(document).replaceAll(/(?ms)^```(\w+)\n(.*?)^```$/) { whole, kind, body ->
            keep(body)
            kind == 'console' ? "```console\n${console(body)}```" : whole
        }
    }

    /** Without times, which differ from day to day. */
    static String timeless(String text) {
        text.replace('\r', '').replaceAll(/(hosts?), [0-9.]+ (ms|s)\b/, '$1, T').replaceAll(/(?m)^(\w+ = )?[0-9-]+T[0-9:.]+Z/, 'T')
    }

    private void keep(String body) {
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
        def text = line.replace('~/', "$home/").replace('$?', "$status")
        def told = line.startsWith('shoal ') ? shoal(words(text).tail()) : sh(text)
        told.replace("$home/", '/home/ops/').replace("$ROOT/", '/opt/shoal/')
    }

    private static List<String> words(String text) {
        (text =~ /(?:'[^']*'|"[^"]*"|[^\s'"])+/).collect { word ->
            word.replaceAll(/'([^']*)'|"([^"]*)"/) { _, single, doubled -> single ?: doubled ?: '' }
        }
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
        def process = new ProcessBuilder('sh', '-c', text).directory(home.toFile()).redirectErrorStream(true).tap {
            environment().putAll(HOME: "$home".toString(), CLASSPATH: System.getProperty('java.class.path'))
            environment().compute('PATH') { _, path -> "${System.getProperty('java.home')}/bin:$path".toString() }
        }.start()
        process.outputStream.close()
        def told = process.inputStream.text
        status = process.waitFor()
        told
    }
}
