package dev.shoal.plugin;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a script to begin with. */
public final class PluginTemplate {
    private PluginTemplate() {}

    /**
     * Writes the script of a new plugin and returns its path; nothing that is there is overwritten.
     *
     * @param dir made if it is missing
     * @param name a key or a class name
     * @throws PluginException if the name makes no key, or the file is there or cannot be written
     */
    public static Path write(Path dir, String name) throws PluginException {
        var key = PluginKey.ofFile(name + ".groovy")
                .orElseThrow(() -> new PluginException(
                        "plugins new " + name + ": that makes no key; write " + PluginKey.RULE + ", as in root-free"));
        var file = dir.resolve(PluginKey.className(key) + ".groovy");
        try {
            // whatever the umask: a directory or file that a group may write to would not be read
            Files.createDirectories(dir, mode("rwxr-xr-x"));
            Files.createFile(file, mode("rw-r--r--"));
            Files.writeString(file, text(key));
            return file;
        } catch (FileAlreadyExistsException e) {
            throw new PluginException(file + ": is there already and stays as it is; choose another name", e);
        } catch (IOException e) {
            throw new PluginException(file + ": cannot be written: " + e, e);
        }
    }

    private static FileAttribute<?> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    private static String text(String key) {
        return """
                import dev.shoal.plugin.Column
                import dev.shoal.plugin.HostContext
                import dev.shoal.plugin.Plugin
                import dev.shoal.plugin.Unit

                /** What it tells of a host; run it with: collect KEY */
                class NAME extends Plugin {
                    /** The columns in their order. Units: BYTES, PERCENT, SECONDS; from the warn threshold on a value is marked. */
                    List<Column> columns() {
                        [Column.of('mount'), Column.of('use', Unit.PERCENT).warn(90), Column.of('free', Unit.BYTES)]
                    }

                    /**
                     * Called once for each host, for several at once: keep what belongs to a host in local variables.
                     * A map is a row, a list of maps is many rows; whatever is thrown is this host's failure.
                     */
                    Object process(HostContext host) {
                        def reply = host.exec('df -Pk') // also: host.read(path), host.write(path, bytes), host.files(), host.log()
                        if (reply.exit != 0) {
                            throw new IllegalStateException("df ended with ${reply.exit}: ${reply.err.trim()}")
                        }
                        reply.out.readLines().drop(1).collect { line ->
                            def (device, blocks, used, free, use, mount) = line.split(/\\s+/, 6)
                            [mount: mount, use: (use.replaceAll(/\\D/, '') ?: 0) as int, free: (free as long) * 1024]
                        }
                    }
                }
                """.replace("NAME", PluginKey.className(key)).replace("KEY", key);
    }
}
