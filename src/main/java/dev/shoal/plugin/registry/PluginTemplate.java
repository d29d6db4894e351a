package dev.shoal.plugin.registry;

import dev.shoal.files.FileProblem;
import dev.shoal.plugin.PluginException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Writes an example of a plugin, and its spec, to start from. */
public final class PluginTemplate {
    private static final String PLUGIN = """
        import dev.shoal.plugin.Column
        import dev.shoal.plugin.HostContext
        import dev.shoal.plugin.Plugin
        import dev.shoal.plugin.Unit

        /** The kernel of a host. Run it with: collect KEY */
        class NAME extends Plugin {
            /**
             * The columns in their order. A column may have a unit (BYTES, PERCENT, SECONDS) and a threshold from which on
             * its value is marked: Column.of('use', Unit.PERCENT).warn(90)
             */
            List<Column> columns() {
                [Column.of('system'), Column.of('release'), Column.of('machine')]
            }

            /**
             * Called once on a new object for each host, so that a field belongs to one host.
             * A map is a row, a list of maps is many rows; an exception is this host's failure.
             */
            Object process(HostContext host) {
                def reply = host.exec('uname -srm') // also: host.read(path), host.write(path, bytes), host.files(), host.log()
                if (reply.exit != 0) {
                    throw new IllegalStateException("uname ended with ${reply.exit}: ${reply.err.trim()}")
                }
                // the account's start-up files may print something before it
                def (system, release, machine) = reply.out.readLines().last().split(' ')
                [system: system, release: release, machine: machine]
            }
        }
        """;
    private static final String SPEC = """
        /*
         * What the plugin KEY promises, tried on a demo fleet:
         *     shoal demo -q -o none run FILE
         */
        def rows = collect('KEY', check: true)
        assert rows*.host == hosts*.name
        assert rows.every { it.release ==~ /\\d+\\..+/ }
        println "KEY: ${rows.size()} rows as promised"
        """;

    private PluginTemplate() {}

    /**
     * Writes the script of a new plugin and its spec, and returns their paths in that order; existing files are not overwritten.
     *
     * @param dir made if it is missing; the spec is in its directory {@code spec}
     * @param name a key or a class name
     * @throws PluginException if the name does not give a valid key, or one of the files exists or cannot be written
     */
    public static List<Path> write(Path dir, String name) throws PluginException {
        var key = PluginKey.ofFile(name + ".groovy")
                .orElseThrow(() -> new PluginException(
                        "plugins new " + name + ": not a valid key; use " + PluginKey.RULE + ", as in root-free"));
        var plugin = dir.resolve(PluginKey.className(key) + ".groovy");
        var spec = dir.resolve("spec").resolve(PluginKey.className(key) + "Spec.groovy");
        for (var file : List.of(plugin, spec)) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new PluginException(file + ": already exists and is not overwritten; choose another name");
            }
        }
        write(plugin, PLUGIN, key);
        write(spec, SPEC.replace("FILE", spec.toString()), key);
        return List.of(plugin, spec);
    }

    /** Sets the mode in spite of the umask: a directory or file that a group can write to is not trusted and not read. */
    private static void write(Path file, String text, String key) throws PluginException {
        try {
            Files.createDirectories(file.resolveSibling("."), mode("rwxr-xr-x"));
            Files.createFile(file, mode("rw-r--r--"));
            Files.writeString(
                    file, text.replace("NAME", PluginKey.className(key)).replace("KEY", key));
        } catch (IOException e) {
            throw new PluginException(FileProblem.of(file, e), e);
        }
    }

    private static FileAttribute<?> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
