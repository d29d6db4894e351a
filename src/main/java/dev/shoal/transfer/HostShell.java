package dev.shoal.transfer;

import dev.shoal.text.ShellWords;
import dev.shoal.transport.Command;
import dev.shoal.transport.Command.Input;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Limits;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.Session;
import dev.shoal.transport.TransportException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A host's shell, for what SFTP 3 cannot do with a file: ACL, extended attributes, hard links, writing in place. The script is
 * the standard input of {@code sh}, so that the login shell's own language is of no matter. It first looks for the temporary
 * file that SFTP has made: where that is missing, shell and SFTP see different files, and nothing is done.
 */
public final class HostShell {
    private static final Logger LOG = LogManager.getLogger(HostShell.class);
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 64 * 1024;

    private static final String PRELUDE = """
        set -f
        LC_ALL=C
        export LC_ALL
        say() { printf '\\n%s %s\\n' "$m" "$*"; }
        if [ ! -f "$t" ] || [ ! -f "$o" ]; then say OTHER; exit 0; fi
        """;

    /** Last in the mode is a sign where there is an ACL (POSIX ls; @ is macOS' sign for extended attributes). */
    private static final String KEEP = """
        set -- $(ls -ldn -- "$o")
        if [ "$2" -gt 1 ]; then say LINKED
        elif cp --attributes-only --preserve=all --no-preserve=timestamps -- "$o" "$t" 2>/dev/null; then say KEPT
        else case $1 in *[+@]) say LOST ;; *) say PLAIN ;; esac
        fi\
        """;

    private static final String IN_PLACE = """
        b=$t.old
        if ! e=$(cp -p -- "$o" "$b" 2>&1); then rm -f -- "$b"; say FAILED "$e"
        elif e=$({ cat -- "$t" > "$o"; } 2>&1); then touch -r "$t" -- "$o"; rm -f -- "$b" "$t"; say WRITTEN
        elif cmp -s -- "$b" "$o" || { cat -- "$b" > "$o"; } 2>/dev/null; then rm -f -- "$b"; say FAILED "$e"
        else say BROKEN "$e"
        fi\
        """;

    private final Session session;
    private final Deadline deadline;
    private boolean absent;

    /** The shell that the session gives, nothing of which goes on past the deadline. */
    public HostShell(Session session, Deadline deadline) {
        this.session = session;
        this.deadline = deadline;
    }

    /** What a script has found or done. */
    enum Word {
        /** Shell and SFTP do not see the same files. */
        OTHER,
        /** The old file has more than one name. */
        LINKED,
        /** The new file has all attributes of the old one. */
        KEPT,
        /** The old file has an ACL or the like that cannot be copied there. */
        LOST,
        /** Nothing is known of the old file but what SFTP knows. */
        PLAIN,
        /** It is written in place. */
        WRITTEN,
        /** It could not be written in place, and is as it was. */
        FAILED,
        /** It could not be written in place, and its old contents are beside it. */
        BROKEN
    }

    /** A word, and what the host adds to it. */
    record Answer(Word word, String text) {}

    /** Gives the new file what the old one has, as far as the host can; empty without a shell. */
    Optional<Answer> keep(String old, String temporary) throws InterruptedException {
        return ask(KEEP, old, temporary, deadline.earlier(deadline.sameClock(SHORT)));
    }

    /** Writes the new contents into the old file, of which a copy is kept until that is done; empty without a shell. */
    Optional<Answer> writeInPlace(String old, String temporary) throws InterruptedException {
        return ask(IN_PLACE, old, temporary, deadline);
    }

    private Optional<Answer> ask(String what, String old, String temporary, Deadline end) throws InterruptedException {
        if (absent) {
            return Optional.empty();
        }
        var mark = "shoal-" + UUID.randomUUID();
        // the braces: nothing runs before all of it has come, if the connection is lost
        var names = "m=" + mark + "\no=" + quoted(old) + "\nt=" + quoted(temporary) + "\n";
        var script = "{\n" + names + PRELUDE + what + "\nexit 0\n}\n";
        var said = new Said();
        try {
            session.exec(
                    new Command("sh", Optional.of(Input.of(script.getBytes(StandardCharsets.UTF_8)))),
                    said,
                    new Limits(end, end.isFinite() ? Optional.of(end.remaining()) : Optional.empty()));
        } catch (TransportException e) {
            LOG.debug("no shell: {}", e.failure().problem());
        }
        var answer = said.after(mark).flatMap(HostShell::answer);
        absent = answer.isEmpty() || answer.get().word() == Word.OTHER;
        return absent ? Optional.empty() : answer;
    }

    private static Optional<Answer> answer(String text) {
        for (var word : Word.values()) {
            if (text.equals(word.name()) || text.startsWith(word.name() + " ")) {
                return Optional.of(
                        new Answer(word, text.substring(word.name().length()).strip()));
            }
        }
        return Optional.empty();
    }

    private static String quoted(String path) {
        return ShellWords.quoted(path.startsWith("/") ? path : "./" + path);
    }

    /** The beginning of what the shell writes. */
    private static final class Said implements Receiver {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        @Override
        public synchronized void out(byte[] bytes, int offset, int length) {
            out.write(bytes, offset, Math.min(length, MOST_BYTES - Math.min(MOST_BYTES, out.size())));
        }

        @Override
        public void err(byte[] bytes, int offset, int length) {
            LOG.trace("{} bytes on stderr", length);
        }

        @Override
        public void entered(Phase phase) {
            LOG.trace("{}", phase);
        }

        /** What a start-up file prints comes before the mark. */
        synchronized Optional<String> after(String mark) {
            return out.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(mark + " "))
                    .map(line -> line.substring(mark.length() + 1))
                    .findFirst();
        }
    }
}
