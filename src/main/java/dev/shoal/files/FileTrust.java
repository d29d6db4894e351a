package dev.shoal.files;

import com.sun.security.auth.module.UnixSystem;
import dev.shoal.text.ProblemsException;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether another user could have written a file or put another one in its place: then it is not read, because it could run
 * programs and redirect logins. It must belong to us or to root and be writable by no other; so must each directory on the way to
 * it, those of the links on this way included, except that in a directory with the sticky bit, as /tmp, what is ours stays ours.
 * Where each user has a private group of the same name (Debian, Fedora: a checkout there is group-writable), that group counts as
 * its owner; who else is in it is not looked up.
 */
public final class FileTrust {
    private static final int ROOT = 0;
    private static final int STICKY = 01000;
    private static final int MOST_LINKS = 40;
    private static final Path TOP = Path.of("/");

    private final Path path;
    private final String use;

    private FileTrust(Path path, String use) {
        this.path = path;
        this.use = use;
    }

    /** Why the file or directory, at the end of all links, is not to be trusted; empty if it is. */
    public static Optional<String> objection(Path path) {
        return objection(path, "read");
    }

    /**
     * The same.
     *
     * @param use what is not done with it then, as {@code read}
     */
    public static Optional<String> objection(Path path, String use) {
        var trust = new FileTrust(path, use);
        return trust.asked(trust::itself).or(() -> trust.asked(trust::way));
    }

    /** The same of a directory that Shoal writes to; the directories above it are not checked. */
    public static Optional<String> objectionToItself(Path dir) {
        var trust = new FileTrust(dir, "used");
        return trust.asked(trust::itself);
    }

    /**
     * Refuses a file of commands that another user could have written, or whose directory another user could have changed. A
     * missing file is left to its reader.
     *
     * @param objection as {@link #objection(Path)}
     */
    public static void require(Function<Path, Optional<String>> objection, Path file) throws ProblemsException {
        if (!Files.exists(file)) {
            return;
        }
        var problem = objection.apply(file).or(() -> Optional.ofNullable(
                        file.toAbsolutePath().normalize().getParent())
                .flatMap(objection));
        if (problem.isPresent()) {
            throw new ProblemsException(problem.get());
        }
    }

    private interface Look {
        Optional<String> objection() throws IOException;
    }

    private Optional<String> asked(Look look) {
        try {
            return look.objection();
        } catch (IOException e) {
            return Optional.of(
                    path + ": its owner and mode cannot be read (" + FileProblem.reason(e) + "), so it is not " + use);
        }
    }

    private Optional<String> itself() throws IOException {
        var attributes = Files.readAttributes(path, PosixFileAttributes.class);
        if (isForeign(path)) {
            return Optional.of(path + ": belongs to " + attributes.owner().getName() + ", so it is not " + use
                    + "; it must belong to you or root");
        }
        return isWritableByOthers(attributes)
                ? Optional.of(path + ": others may write to it, so it is not " + use + "; run: chmod go-w " + path)
                : Optional.empty();
    }

    /** Goes the way of the system from the root directory, one name after the other, and looks at each directory on it. */
    private Optional<String> way() throws IOException {
        Deque<Path> names = new ArrayDeque<>();
        path.toAbsolutePath().forEach(names::add);
        var at = TOP;
        var links = 0;
        while (!names.isEmpty()) {
            var name = names.pop();
            if (name.toString().equals("..")) {
                at = Objects.requireNonNullElse(at.getParent(), TOP);
                continue;
            }
            var next = at.resolve(name).normalize();
            var objection = next.equals(at) ? Optional.<String>empty() : inside(at, next);
            if (objection.isPresent()) {
                return objection;
            }
            if (!Files.isSymbolicLink(next)) {
                at = next;
            } else if (++links > MOST_LINKS) {
                throw new FileSystemLoopException(path.toString());
            } else {
                var target = Files.readSymbolicLink(next);
                at = target.isAbsolute() ? TOP : at;
                for (int i = target.getNameCount() - 1; i >= 0; i--) {
                    names.push(target.getName(i));
                }
            }
        }
        return Optional.empty();
    }

    /** Why what this directory holds under a name may be replaced by another user. */
    private Optional<String> inside(Path dir, Path entry) throws IOException {
        var attributes = Files.readAttributes(dir, PosixFileAttributes.class);
        if (isForeign(dir)) {
            return Optional.of(path + ": " + dir + " belongs to "
                    + attributes.owner().getName() + ", so it is not " + use
                    + "; each directory on the way must belong to you or root");
        }
        var isSticky = ((int) Files.getAttribute(dir, "unix:mode") & STICKY) != 0;
        if (!isWritableByOthers(attributes) || (isSticky && !isForeign(entry, LinkOption.NOFOLLOW_LINKS))) {
            return Optional.empty();
        }
        return Optional.of(
                path + ": others may write to " + dir + ", so it is not " + use + "; run: chmod go-w " + dir);
    }

    /** In a user namespace root has another number: it is the owner of the root directory. */
    private static boolean isForeign(Path path, LinkOption... options) throws IOException {
        var uid = (int) Files.getAttribute(path, "unix:uid", options);
        return uid != ROOT && uid != new UnixSystem().getUid() && uid != (int) Files.getAttribute(TOP, "unix:uid");
    }

    private static boolean isWritableByOthers(PosixFileAttributes attributes) {
        Set<PosixFilePermission> mode = attributes.permissions();
        return mode.contains(PosixFilePermission.OTHERS_WRITE)
                || (mode.contains(PosixFilePermission.GROUP_WRITE)
                        && !attributes
                                .group()
                                .getName()
                                .equals(attributes.owner().getName()));
    }
}
