package dev.shoal.ssh;

import dev.shoal.text.CleanText;
import dev.shoal.text.ShellWords;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.TransportException;

import java.io.IOException;
import java.util.Optional;

/**
 * Why the host refused something with a file, in words for an operator. OpenSSH answers a plain "failure" where SFTP has no
 * status, a full disk for one; then the file system is asked how it is.
 */
final class SftpReasons {
    private static final String STATVFS = "statvfs@openssh.com";
    /** Its answer: eleven numbers, of which these (OpenSSH's PROTOCOL, 4.4). */
    private static final int FIELDS = 11;

    private static final int AVAILABLE = 4;
    private static final int INODES = 5;
    private static final int FREE_INODES = 7;
    private static final int FLAGS = 9;
    private static final int READ_ONLY = 1;
    private static final int LONGEST = 200;

    /** What was tried. */
    enum Operation {
        LOOK,
        LIST,
        READ,
        /** Make, fill or rename a file, or make a directory: what needs its directory to be there, and room. */
        MAKE,
        REMOVE,
        RMDIR,
        CHANGE
    }

    private final SftpChannel channel;
    private final SshFailures failures;

    SftpReasons(SftpChannel channel, SshFailures failures) {
        this.channel = channel;
        this.failures = failures;
    }

    TransportException of(Operation operation, String path, SftpException refusal) throws IOException {
        var failure =
                switch (refusal.code()) {
                    case SftpException.NO_SUCH_FILE, SftpException.NO_SUCH_PATH -> missing(operation, path);
                    case SftpException.PERMISSION_DENIED ->
                        failure(path, "permission denied for " + failures.user(), "Log in with -l as a user who may");
                    case SftpException.WRITE_PROTECT -> readOnly(path);
                    case SftpException.NO_SPACE -> full(path);
                    case SftpException.QUOTA ->
                        failure(path, "the quota of " + failures.user() + " is used up", "Free some space there");
                    case SftpException.EXISTS -> failure(path, "already exists", "");
                    case SftpException.NOT_EMPTY -> failure(path, "the directory is not empty", "");
                    case SftpException.BAD_MESSAGE -> failure(path, "the host refuses this name", "Is it too long?");
                    case SftpException.UNSUPPORTED -> failure(path, "not supported by its SFTP server", "");
                    default -> unsaid(operation, path, refusal.said());
                };
        return new TransportException(failure, refusal);
    }

    private Failure missing(Operation operation, String path) {
        var parent = parent(path);
        return operation == Operation.MAKE
                ? failure(
                        path, "no such directory: " + oneLine(parent), "Make it first: exec mkdir -p " + quoted(parent))
                : failure(path, operation == Operation.LIST ? "no such directory" : "no such file or directory", "");
    }

    private Failure full(String path) {
        return failure(path, "no space left on its file system", "Free some there");
    }

    private Failure readOnly(String path) {
        return failure(path, "its file system is read-only", "Remount it for writing, or choose another place");
    }

    private Failure unsaid(Operation operation, String path, String said) throws IOException {
        if (operation == Operation.MAKE) {
            var reason = ofFileSystem(path);
            if (reason.isPresent()) {
                return reason.get();
            }
        }
        if (operation == Operation.RMDIR) {
            return failure(path, "not an empty directory", "");
        }
        var words = said.isBlank() || said.equals("Failure") ? "" : " (" + oneLine(said) + ")";
        return failure(path, "refused by the host without a reason" + words, "See the log of its sftp-server");
    }

    private Optional<Failure> ofFileSystem(String path) throws IOException {
        if (!channel.has(STATVFS)) {
            return Optional.empty();
        }
        try {
            var answer = channel.ask(SftpCalls.extended(channel, STATVFS).putString(SftpCalls.bytes(parent(path))))
                    .extended();
            var state = new long[FIELDS];
            for (int i = 0; i < FIELDS; i++) {
                state[i] = answer.readUInt32() << Integer.SIZE | answer.readUInt32(); // sshj refuses an id above 2^63
            }
            if ((state[FLAGS] & READ_ONLY) != 0) {
                return Optional.of(readOnly(path));
            }
            if (state[AVAILABLE] == 0) {
                return Optional.of(full(path));
            }
            return state[INODES] > 0 && state[FREE_INODES] == 0 // some file systems have none to count
                    ? Optional.of(failure(path, "no inodes left on its file system", "Remove files there"))
                    : Optional.empty();
        } catch (SftpException e) {
            return Optional.empty();
        }
    }

    private Failure failure(String path, String fact, String remedy) {
        return failures.of(Phase.TRANSFER, Failure.Kind.TRANSFER, oneLine(path) + ": " + fact, remedy);
    }

    /** The directory that the path is in, as the host would understand it. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+,=-]+") ? word : ShellWords.quoted(oneLine(word));
    }

    /** On one line, fit for a terminal, and not too long. */
    static String oneLine(String text) {
        var line = CleanText.line(text.strip());
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
