package dev.shoal.transfer;

import dev.shoal.text.Digest;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The names that files have until they are whole, as {@code .shoal-1f0c9a7e-4711-lx3k2p-9c01-7}: the user on this machine, the
 * process and when it began, and a number. From its name a file is known that was left by a process of this user that has
 * ended; those of others, and of processes that are alive, are never touched. Safe for many threads.
 */
final class TemporaryNames {
    private static final String PREFIX = ".shoal-";
    private static final int TAG_DIGITS = 8;
    private static final int RADIX = 36;
    private static final Pattern FORM =
            Pattern.compile("\\.shoal-([0-9a-f]{8})-([0-9]{1,18})-([0-9a-z]{1,12})-([0-9a-f]{4})-([0-9a-z]+)");

    private final String own = UUID.randomUUID().toString().substring(0, 4);
    private final AtomicLong count = new AtomicLong();
    private final Set<String> inUse = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String tag;

    /** A new one, which is in use until {@link #release}. */
    String next() {
        var process = ProcessHandle.current();
        var name = PREFIX + tag() + "-" + process.pid() + "-" + began(process).orElse("0") + "-" + own + "-"
                + Long.toString(count.incrementAndGet(), RADIX);
        inUse.add(name);
        return name;
    }

    /** The file is not written any more, whether it is gone or not. */
    void release(String name) {
        inUse.remove(name);
    }

    /** Whether a file of that name was left by a transfer of this user that is over. */
    boolean isLeftOver(String name) {
        var parts = FORM.matcher(name);
        if (!parts.matches() || !parts.group(1).equals(tag())) {
            return false;
        }
        long pid = Long.parseLong(parts.group(2));
        var process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return true;
        }
        var began = began(process.get());
        if (began.isEmpty() || !began.get().equals(parts.group(3))) {
            return began.isPresent(); // another process has the number now
        }
        return pid == ProcessHandle.current().pid() && parts.group(4).equals(own) && !inUse.contains(name);
    }

    private static Optional<String> began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).map(time -> Long.toString(time, RADIX));
    }

    private String tag() {
        var known = tag;
        if (known == null) {
            known = tagOfUser();
            tag = known;
        }
        return known;
    }

    /** Where process numbers mean the same: the machine, or a container of it, and one user. */
    private static String tagOfUser() {
        var text = String.join(
                "\n", read(Path.of("/etc/machine-id")), machine(), processes(), System.getProperty("user.name", ""));
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, TAG_DIGITS);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "";
        }
    }

    private static String processes() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
