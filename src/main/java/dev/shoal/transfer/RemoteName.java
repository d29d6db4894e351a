package dev.shoal.transfer;

import dev.shoal.text.CleanText;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names that a host has sent, and whether a file may be called so here. */
final class RemoteName {
    /** What file systems take at most. */
    private static final int MOST_BYTES = 255;

    private RemoteName() {}

    /**
     * Whether it holds characters that are not seen or turn the direction of text, so that it looks like another name: an
     * {@code exe} as a {@code txt}.
     */
    static boolean isDisguised(String name) {
        return !CleanText.line(name).equals(name);
    }

    /** Why no file here is called like this; empty where it may be. What is left is one plain component of a path. */
    static Optional<String> problem(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return Optional.of("not a valid name");
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            return Optional.of("the name has a slash");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("the name has control characters");
        }
        if (name.indexOf('\ufffd') >= 0) {
            return Optional.of("its name is not UTF-8");
        }
        return name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
                ? Optional.of("its name is too long")
                : Optional.empty();
    }
}
