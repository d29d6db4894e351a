package dev.shoal.config;

import com.sun.security.auth.module.UnixSystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Whether somebody else could have written a file: then it is not read, because it could run programs and redirect logins.
 * It must belong to us or to root and be writable by nobody else. Where each user has a private group of the same name
 * (Debian, Fedora: a checkout there is group-writable), that group counts as its owner; who else is in it is not looked up.
 */
public final class FileTrust {
    private static final int ROOT = 0;

    private FileTrust() {}

    /** Why the file or directory, at the end of all links, is not to be trusted; empty if it is. */
    public static Optional<String> objection(Path path) {
        try {
            var attributes = Files.readAttributes(path, PosixFileAttributes.class);
            var uid = (int) Files.getAttribute(path, "unix:uid");
            if (uid != ROOT && uid != new UnixSystem().getUid()) {
                return Optional.of(path + ": belongs to " + attributes.owner().getName()
                        + ", so it is not read; it must belong to you or root");
            }
            if (isWritableByOthers(attributes)) {
                return Optional.of(path + ": others may write to it, so it is not read; run: chmod go-w " + path);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    path + ": its owner and mode cannot be read (" + e.getMessage() + "), so it is not read");
        }
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
