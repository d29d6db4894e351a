package dev.shoal.ssh

import dev.shoal.log.LogOptions
import dev.shoal.log.ModuleLogs
import java.nio.file.Files
import java.nio.file.Path

/** The real log of this room while a feature runs, in a directory of its own. Close it. */
class LogLines implements Closeable {
    private final Path dir = Files.createTempDirectory('log')
    private final ModuleLogs logs = new ModuleLogs(LogOptions.in(dir), { throw new IllegalStateException(it) })

    LogLines() {
        logs.open()
    }

    /** What was logged, as {@code WARN KnownHosts: text}. */
    List<String> getLines() {
        def file = dir.resolve('transport.ssh.log')
        Files.exists(file) ? Files.readAllLines(file)*.replaceFirst(/^\S+ \d+ (\w+) +\[.*?] /, '$1 ') : []
    }

    @Override
    void close() {
        logs.close()
        dir.toFile().deleteDir()
    }
}
