package dev.shoal.plugin.registry;

import dev.shoal.files.FileProblem;
import dev.shoal.plugin.PluginException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a plugin that fits its name, and its spec, to start from. */
public final class PluginTemplate {
    private static final String PLUGIN = """
        import dev.shoal.plugin.*

        /** WHAT. Run it with: collect KEY */
        class NAME extends Plugin {
            /** In their order, with units and with the values from which on one is marked. */
            List<Column> columns() {
                [COLUMNS]
            }
        PARAMS
            /** Called for each host, on an object of its own. A map is a row, a list of maps many rows. */
            Object process(HostContext host) {
                // an exit status other than 0 is this host's failure; also: host.tryExec, read, write, files, log
                def text = host.exec('COMMAND').out
                VALUE
            }
        }
        """;
    private static final String PARAMS = """

            /** What the caller may set: collect KEY n=10 */
            List<Param> params() {
                [Param.of('n', 5, 'how many processes').min(1)]
            }
        """;
    private static final String SPEC = """
        // What the plugin KEY promises, on hosts that are written here. Run it with: shoal plugins test KEY
        def host = ScriptedHost.named('web1').reply('COMMAND', '''\\
        OUTPUT
        ''')

        test('the output of the command becomes a row') {
            assert host.rows(plugin).cells().first() == ROW
        }

        test('a value over its limit is marked') {
            assert host.rows(plugin).rows().first().level('MARKED') == Level.LEVEL
        }

        test('a host on which the command fails is a failed host, not one without rows') {
            host.reply('COMMAND', 127, '', 'sh: not found')
            assert failure { host.rows(plugin) }.endsWith('ended with exit 127: sh: not found')
        }
        """;

    private PluginTemplate() {}

    /**
     * Writes the script of a new plugin and its spec, and returns their paths in that order; existing files are not overwritten.
     *
     * @param dir made if it is missing; the spec is in its directory {@code spec}
     * @throws PluginException if one of the files exists or cannot be written
     */
    public static List<Path> write(Path dir, String key) throws PluginException {
        var recipe = PluginRecipe.of(key);
        var plugin = dir.resolve(PluginKey.className(key) + ".groovy");
        var spec = dir.resolve("spec").resolve(PluginKey.className(key) + "Spec.groovy");
        var texts = new LinkedHashMap<Path, String>();
        texts.put(plugin, PLUGIN.replace("PARAMS\n", recipe.hasCount() ? PARAMS + "\n" : "\n"));
        texts.put(spec, SPEC);
        texts.replaceAll((_, text) -> filled(text, key, recipe));
        return write(texts);
    }

    static String key(String name) throws PluginException {
        return PluginKey.ofFile(name + ".groovy")
                .orElseThrow(() -> new PluginException(
                        "plugins new " + name + ": not a valid key; use " + PluginKey.RULE + ", as in root-free"));
    }

    /** In Groovy a backslash and a quote in quotes need a backslash. */
    private static String filled(String text, String key, PluginRecipe recipe) {
        return text.replace("NAME", PluginKey.className(key))
                .replace("KEY", key)
                .replace("WHAT", recipe.what())
                .replace("COMMAND", recipe.command().replace("\\", "\\\\").replace("'", "\\'"))
                .replace("COLUMNS", recipe.columns().groovy())
                .replace("VALUE", recipe.value().groovy())
                .replace("OUTPUT", recipe.output())
                .replace("ROW", recipe.row().groovy())
                .replace("MARKED", recipe.marked())
                .replace("LEVEL", recipe.level());
    }

    /** Writes all of them, if none is there. */
    static List<Path> write(Map<Path, String> texts) throws PluginException {
        for (var file : texts.keySet()) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new PluginException(file + ": already exists and is not overwritten; choose another name");
            }
        }
        for (var file : texts.entrySet()) {
            create(file.getKey(), file.getValue());
        }
        return List.copyOf(texts.keySet());
    }

    /** Sets the mode in spite of the umask: a directory or file that a group can write to is not trusted and not read. */
    private static void create(Path file, String text) throws PluginException {
        try {
            Files.createDirectories(file.resolveSibling("."), mode("rwxr-xr-x"));
            Files.createFile(file, mode("rw-r--r--"));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new PluginException(FileProblem.of(file, e), e);
        }
    }

    private static FileAttribute<?> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
