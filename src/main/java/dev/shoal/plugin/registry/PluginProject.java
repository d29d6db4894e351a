package dev.shoal.plugin.registry;

import dev.shoal.plugin.PluginException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The Maven project of a plugin in Java: a directory of its own below {@code java} in the operator's plugin directory, so that
 * {@code plugins test} finds it and the jar that it builds lands in {@code lib}.
 *
 * @param own the operator's plugin directory
 * @param key the plugin's key
 */
public record PluginProject(Path own, String key) {
    private static final String POM = """
        <?xml version="1.0" encoding="UTF-8"?>
        <project xmlns="http://maven.apache.org/POM/4.0.0"
                 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                 xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
          <modelVersion>4.0.0</modelVersion>
          <groupId>plugins</groupId>
          <artifactId>KEY</artifactId>
          <version>1</version>

          <properties>
            <maven.compiler.release>25</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
            <shoal.version>VERSION</shoal.version>
          </properties>

          <dependencies>
            <dependency>
              <groupId>dev.shoal</groupId>
              <artifactId>shoal-api</artifactId>
              <version>${shoal.version}</version>
              <scope>provided</scope>
            </dependency>
            <dependency>
              <groupId>dev.shoal</groupId>
              <artifactId>shoal-api</artifactId>
              <version>${shoal.version}</version>
              <type>test-jar</type>
              <scope>test</scope>
            </dependency>
            <dependency>
              <groupId>org.junit.jupiter</groupId>
              <artifactId>junit-jupiter</artifactId>
              <version>5.14.4</version>
              <scope>test</scope>
            </dependency>
          </dependencies>

          <build>
            <finalName>KEY</finalName>
            <plugins>
              <!-- named, since those that old versions of Maven take by themselves know no Java ${maven.compiler.release} -->
              <plugin>
                <artifactId>maven-resources-plugin</artifactId>
                <version>3.3.1</version>
              </plugin>
              <plugin>
                <artifactId>maven-compiler-plugin</artifactId>
                <version>3.14.1</version>
              </plugin>
              <plugin>
                <artifactId>maven-surefire-plugin</artifactId>
                <version>3.5.4</version>
              </plugin>
              <plugin>
                <artifactId>maven-jar-plugin</artifactId>
                <version>3.5.0</version>
                <configuration>
                  <!-- where Shoal finds it -->
                  <outputDirectory>${project.basedir}/../../lib</outputDirectory>
                </configuration>
              </plugin>
            </plugins>
          </build>
        </project>
        """;
    private static final String PLUGIN = """
        package plugins;

        import dev.shoal.plugin.*;
        IMPORTS
        /** WHAT. Run it with: collect KEY */
        public final class NAME extends Plugin {
            /** In their order, with units and with the values from which on one is marked. */
            @Override
            public List<Column> columns() {
                return List.of(COLUMNS);
            }
        PARAMS
            /** Called for each host, on an object of its own. A map or a record is a row, a list of them many rows. */
            @Override
            public Object process(HostContext host) throws Exception {
                // an exit status other than 0 is this host's failure; also: host.tryExec, read, write, files, log
                var text = host.exec("COMMAND").out();
                return VALUE;
            }
        }
        """;
    private static final String PARAMS = """

            /** What the caller may set: collect KEY n=10 */
            @Override
            public List<Param> params() {
                return List.of(Param.of("n", 5, "how many processes").min(1));
            }
        """;
    private static final String TEST = """
        package plugins;

        import static org.junit.jupiter.api.Assertions.assertEquals;
        import static org.junit.jupiter.api.Assertions.assertThrows;

        import dev.shoal.plugin.Level;
        import dev.shoal.plugin.ReplyException;
        import dev.shoal.plugin.testing.ScriptedHost;
        import java.util.Map;
        import org.junit.jupiter.api.Test;

        /** What the plugin KEY promises, on hosts that are written here. Run it with: shoal plugins test KEY */
        class NAMETest {
            private final ScriptedHost host = ScriptedHost.named("web1").reply("COMMAND", \"""
                    OUTPUT
                    \""");

            @Test
            void theOutputOfTheCommandBecomesARow() throws Exception {
                assertEquals(ROW, host.rows(new NAME()).cells().getFirst());
            }

            @Test
            void aValueOverItsLimitIsMarked() throws Exception {
                assertEquals(Level.LEVEL, host.rows(new NAME()).rows().getFirst().level("MARKED"));
            }

            @Test
            void aHostOnWhichTheCommandFailsIsAFailedHost() {
                host.reply("COMMAND", 127, "", "sh: not found");
                assertThrows(ReplyException.class, () -> host.rows(new NAME()));
            }
        }
        """;

    /** The directory of the project. */
    public Path dir() {
        return own.resolve("java").resolve(key);
    }

    public Path pom() {
        return dir().resolve("pom.xml");
    }

    public boolean exists() {
        return Files.isRegularFile(pom());
    }

    /** The keys of all projects. */
    public static List<String> keys(Path own) {
        try (var dirs = Files.list(own.resolve("java"))) {
            return dirs.map(dir -> String.valueOf(dir.getFileName()))
                    .filter(key -> new PluginProject(own, key).exists())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(); // there is none
        }
    }

    /** The jar that it builds. */
    public Path jar() {
        return own.resolve("lib").resolve(key + ".jar");
    }

    /** The lines of plugins.yaml that make the class a plugin. */
    public String setting() {
        return "plugins:\n  " + key + ": " + className();
    }

    private String className() {
        return "plugins." + PluginKey.className(key);
    }

    /**
     * Writes a plugin that fits its name, and its test; existing files are not overwritten.
     *
     * @throws PluginException if one of the files exists or cannot be written
     */
    public static PluginProject write(Path own, String key) throws PluginException {
        var project = new PluginProject(own, key);
        var recipe = PluginRecipe.of(project.key);
        var type = PluginKey.className(project.key);
        var texts = new LinkedHashMap<Path, String>();
        texts.put(project.pom(), POM.replace("VERSION", version()));
        texts.put(
                project.dir().resolve("src/main/java/plugins").resolve(type + ".java"),
                PLUGIN.replace("PARAMS\n", recipe.hasCount() ? PARAMS + "\n" : "\n")
                        .replace("IMPORTS", imports(recipe)));
        texts.put(project.dir().resolve("src/test/java/plugins").resolve(type + "Test.java"), TEST);
        texts.replaceAll((_, text) -> project.filled(text, recipe));
        PluginTemplate.write(texts);
        return project;
    }

    /** Of this Shoal, as its jar has it; classes outside of a jar take the newest API. */
    private static String version() {
        return Optional.ofNullable(PluginProject.class.getPackage().getImplementationVersion())
                .orElse("[0,)");
    }

    private static String imports(PluginRecipe recipe) {
        return (recipe.hasCount() ? "import java.util.Comparator;\n" : "")
                + "import java.util.List;\n"
                + "import java.util.Map;\n";
    }

    private String filled(String text, PluginRecipe recipe) {
        var command = recipe.command().replace("\\", "\\\\").replace("\"", "\\\"");
        return text.replace("NAME", PluginKey.className(key))
                .replace("KEY", key)
                .replace("WHAT", recipe.what())
                .replace("COMMAND", command)
                .replace("COLUMNS", recipe.columns().java())
                .replace("VALUE", recipe.value().java())
                .replace("OUTPUT", recipe.output().replace("\n", "\n            "))
                .replace("ROW", recipe.row().java())
                .replace("MARKED", recipe.marked())
                .replace("LEVEL", recipe.level());
    }
}
