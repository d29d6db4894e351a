package dev.shoal.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Namespaces in which a demo host lives: user, mount, PID, UTS, IPC, network and cgroup, with its own tree. They are made
 * by unshare(1) and entered by nsenter(1), and exist until {@link #close} or any end of this process: the first process of the
 * world reads a pipe from this process, and when it ends, the kernel ends all the others.
 *
 * <p>They always include a user namespace, even for root: root inside is an unprivileged user of the machine, so that even a
 * mount that is writable by mistake is protected. Only that one user is mapped, so files of the machine have no owner
 * inside and an overlay on them could not be written; they are mounted read-only, and writable directories are made anew. bubblewrap would add nothing: it needs the same user namespaces, and cannot be entered again.
 */
final class World implements AutoCloseable {
    private static final List<String> BINARIES = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin");
    private static final long SECONDS_TO_MAKE = 20;

    /** A user of the machine that owns nothing: the last ranges of 16 bit below 2^31, which systemd leaves free. */
    private static final String STRANGER = "2147418112";

    /** Limits of a command; the size of the tmpfs limits its tree. */
    private static final String BOUNDED =
            "prlimit --pid $$ --nproc=100:100 --as=536870912:536870912 --core=0:0 && cd \"$1\" && shift"
                    + " && exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all env -i \"$@\"";

    private final Process first;
    private final long target;

    private World(Process first, long target) {
        this.first = first;
        this.target = target;
    }

    /**
     * Makes the world of a host.
     *
     * @param files shell text that defines {@code own_files}, which writes the host's own files below the current directory
     * @throws IOException if this machine does not allow it
     */
    static World make(String name, String files) throws IOException {
        // in its own session: Ctrl-C at the terminal is for the shell and must not end the worlds
        var words = new ArrayList<>(List.of(program("setsid")));
        words.addAll(asStranger());
        words.addAll(List.of(
                program("unshare"),
                "--user",
                "--map-root-user",
                "--mount",
                "--pid",
                "--uts",
                "--ipc",
                "--net",
                "--cgroup"));
        words.addAll(
                List.of("--fork", "--kill-child=KILL", "sh", "-c", "set -e\nname=" + name + "\n" + files + script()));
        var builder = new ProcessBuilder(words).directory(Path.of("/").toFile());
        builder.environment().clear();
        var errors = Files.createTempFile("shoal-world", "");
        try {
            var process = builder.redirectError(errors.toFile()).start();
            if (!isReady(process)) {
                process.destroyForcibly();
                throw new IOException(Files.readString(errors).strip());
            }
            var inside = process.toHandle().children().findFirst();
            return new World(
                    process,
                    inside.orElseThrow(() -> new IOException("it has ended")).pid());
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    /** Whether its first process still runs; root inside can end it. */
    boolean isThere() {
        return first.isAlive();
    }

    /** The words that run a program in it, with this environment and nothing else. */
    List<String> words(List<String> program, Map<String, String> environment) throws IOException {
        var words = new ArrayList<>(asStranger());
        words.addAll(List.of(program("nsenter"), "--target", Long.toString(target)));
        words.addAll(
                List.of("--user", "--mount", "--uts", "--ipc", "--net", "--cgroup", "--pid", "--preserve-credentials"));
        words.addAll(List.of("sh", "-c", BOUNDED, "sh", environment.getOrDefault("HOME", "/")));
        environment.forEach((key, value) -> words.add(key + "=" + value));
        words.addAll(program);
        return words;
    }

    /** The user that must own pipes so that programs can open /dev/stdin; empty if that is this user. */
    static String owner() {
        return isRoot() ? STRANGER : "";
    }

    /** Ends everything in it. */
    @Override
    public void close() {
        try {
            first.getOutputStream().close();
        } catch (IOException e) {
            first.destroyForcibly();
            return;
        }
        first.destroyForcibly();
    }

    private static List<String> asStranger() throws IOException {
        return isRoot()
                ? List.of(
                        program("setpriv"),
                        "--reuid",
                        STRANGER,
                        "--regid",
                        STRANGER,
                        "--clear-groups",
                        "--inh-caps=-all")
                : List.of();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String program(String name) throws IOException {
        return BINARIES.stream()
                .map(directory -> directory + "/" + name)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new IOException(name + " is not installed"));
    }

    private static String script() throws IOException {
        try (var text = Objects.requireNonNull(World.class.getResourceAsStream("world.sh"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean isReady(Process process) throws IOException {
        var line = new FutureTask<>(() -> process.inputReader().readLine());
        Thread.ofPlatform().daemon().name("demo world").start(line);
        try {
            return "ready".equals(line.get(SECONDS_TO_MAKE, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
