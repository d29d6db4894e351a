package dev.shoal;

import dev.shoal.cli.Streams;
import dev.shoal.terminal.Channel.End;
import dev.shoal.text.Secret;

import java.io.Console;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the terminal without a terminal library. The launcher sets {@code shoal.tty} to show which of the three
 * standard streams are terminals, as {@code 012}, and in {@code shoal.columns} how wide it is: asking a shell costs
 * nothing, asking from Java costs a foreign call.
 */
final class Terminal {
    private Terminal() {}

    static Streams streams(OutputStream out, OutputStream err, InputStream in) {
        return streams(out, err, in, System.getProperty("shoal.tty", ""), System.getenv());
    }

    /**
     * The streams as an environment has them.
     *
     * @param terminals which of the three are terminals, as {@code 012}
     * @param environment of which {@code TERM}, {@code NO_COLOR} (no-color.org: any text but none) and {@code CLICOLOR}
     *     (bixense.com/clicolors: 0) are looked at
     */
    static Streams streams(
            OutputStream out, OutputStream err, InputStream in, String terminals, Map<String, String> environment) {
        var dumb = Set.of("", "dumb").contains(environment.getOrDefault("TERM", ""));
        var colour = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("CLICOLOR", "1").equals("0");
        var width = Integer.getInteger("shoal.columns", 0);
        return new Streams(
                out,
                err,
                in,
                end(terminals, '1', dumb),
                end(terminals, '2', dumb),
                terminals.indexOf('0') >= 0,
                colour,
                () -> width);
    }

    private static End end(String terminals, char stream, boolean dumb) {
        if (terminals.indexOf(stream) < 0) {
            return End.FILE;
        }
        return dumb ? End.DUMB_TERMINAL : End.TERMINAL;
    }

    /**
     * Asks on the process's terminal without echo, one question at a time; empty where there is none. It is looked for when
     * there is a question, because looking loads a terminal library of the JDK's.
     */
    static Optional<Secret> ask(String question) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .flatMap(console -> ask(console, question));
    }

    private static Optional<Secret> ask(Console console, String question) {
        synchronized (console) {
            var answer = console.readPassword("%s ", question);
            if (answer == null) {
                return Optional.empty();
            }
            var secret = Secret.of(answer);
            Arrays.fill(answer, ' ');
            return Optional.of(secret);
        }
    }
}
