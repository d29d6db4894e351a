package dev.shoal.testing

import java.nio.file.Files
import java.nio.file.Path

/** A small file system in memory, which can be full or read-only. Mounting takes root and a kernel that lets it. */
class Mounts implements Closeable {
    static final String REASON = 'needs root and the right to mount a tmpfs'

    private final Path place

    private Mounts(Path place) {
        this.place = place
    }

    static boolean isPossible() {
        def place = Files.createTempDirectory('mount')
        def possible = run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', place)
        if (possible) {
            run('umount', place)
        }
        Files.delete(place)
        possible
    }

    /** The place is made; options as of mount(8), as {@code size=64k} or {@code ro}. */
    static Mounts tmpfs(Path place, String options) {
        Files.createDirectories(place)
        if (!run('mount', '-t', 'tmpfs', '-o', options, 'none', place)) {
            throw new IllegalStateException("$place: no tmpfs could be mounted")
        }
        new Mounts(place)
    }

    /** Makes one file be seen in the place of another. */
    static Mounts bind(Path source, Path place) {
        if (!run('mount', '--bind', source, place)) {
            throw new IllegalStateException("$place: nothing could be mounted there")
        }
        new Mounts(place)
    }

    @Override
    void close() {
        run('umount', place)
    }

    private static boolean run(Object... words) {
        try {
            return (words*.toString() as String[]).toList().execute().waitFor() == 0
        } catch (IOException ignored) {
            return false
        }
    }
}
