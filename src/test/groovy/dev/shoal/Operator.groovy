package dev.shoal

import dev.shoal.cli.Interrupts
import dev.shoal.cli.Streams
import dev.shoal.terminal.Channel
import java.nio.file.Files
import java.nio.file.Path

/**
 * Somebody who types `shoal …` into a script: the whole program in this process, with a home of its own and, unless asked
 * for, without a terminal. What it printed is compared whole.
 */
class Operator implements Closeable {
    final Path home
    final Map<String, String> variables = [:]
    final Interrupts interrupts = new Interrupts()
    /** Who reads what is printed. A dumb terminal shows no live line, which would stand between what is compared. */
    Channel.End end = Channel.End.FILE
    private Shoal shoal

    /** What one use of Shoal came to. */
    static class Told {
        int status
        byte[] bytes
        String err

        String getOut() {
            new String(bytes, 'UTF-8')
        }

        /** What was told beside the data, without the time that the run took. */
        String getNotes() {
            err.replaceAll(/(hosts?), [0-9.]+ (ms|s|min)\b/, '$1, T')
        }
    }

    Operator(Path home) {
        this.home = home
    }

    /** A file below the home. */
    Path file(String name, String text) {
        def path = home.resolve(name)
        Files.createDirectories(path.parent)
        Files.writeString(path, text)
    }

    /** The hosts.yaml that Shoal finds by itself. */
    void inventory(String yaml) {
        file('.config/shoal/hosts.yaml', yaml)
    }

    Told types(List<String> words, String stdin = '') {
        types(words, stdin.getBytes('UTF-8'))
    }

    Told types(List<String> words, byte[] stdin) {
        def out = new ByteArrayOutputStream()
        def err = new ByteArrayOutputStream()
        def streams = new Streams(out, err, new ByteArrayInputStream(stdin), end, end,
                false, true, { -> 0 })
        def environment = new Environment(variables, home, System.getProperty('user.name'), Optional.empty())
        shoal = new Shoal(streams, environment, {})
        try {
            def status = shoal.run(words, interrupts)
            return new Told(status: status, bytes: out.toByteArray(), err: err.toString('UTF-8'))
        } finally {
            shoal.close()
        }
    }

    @Override
    void close() {
        shoal?.close()
    }
}
