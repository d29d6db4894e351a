package dev.shoal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the process was started with.
 *
 * @param home the operator's home directory
 * @param user the login name
 * @param shoalHome the directory above {@code scripts/}, if the launcher said so
 */
record Environment(Map<String, String> variables, Path home, String user, Optional<Path> shoalHome) {
    private static final List<String> SECRETS = List.of("SHOAL_PASSWORD", "SHOAL_PASSPHRASE");

    Environment {
        variables = Map.copyOf(variables);
    }

    static Environment ofProcess() {
        return new Environment(
                variables(System.getenv(), System.getProperty("shoal.secrets")),
                home(System.getenv(), System.getProperty("user.home")),
                System.getProperty("user.name"),
                Optional.ofNullable(System.getProperty("shoal.home")).map(Path::of));
    }

    /**
     * The variables with those that the launcher took out, because programs that a script starts by itself would get them.
     *
     * @param secrets a file with the values of {@link #SECRETS}, a NUL after each; null where the launcher took none
     */
    static Map<String, String> variables(Map<String, String> environment, @Nullable String secrets) {
        if (secrets == null) {
            return environment;
        }
        try {
            var values = Files.readString(Path.of(secrets), ISO_8859_1).split("\0", -1);
            var all = new HashMap<>(environment);
            for (int i = 0; i < SECRETS.size() && i < values.length; i++) {
                all.put(SECRETS.get(i), new String(values[i].getBytes(ISO_8859_1), UTF_8));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("what the launcher hands over cannot be read", e);
        }
    }

    /** A variable of those that Shoal goes by which is not what was set: the JVM puts U+FFFD for a byte that is not UTF-8. */
    Optional<String> problem() {
        return variables.entrySet().stream()
                .filter(one -> one.getKey().matches("HOME|SSH_AUTH_SOCK|(XDG|SHOAL)_.*"))
                .filter(one -> one.getValue().indexOf('\ufffd') >= 0)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .map(name -> name + ": the variable's value is not UTF-8. Set it in UTF-8");
    }

    /** {@code HOME}, as for any program; where that is of no use, the home that the JVM found, which never asks it. */
    static Path home(Map<String, String> variables, String otherwise) {
        return absolute(variables.getOrDefault("HOME", "")).orElse(Path.of(otherwise));
    }

    /** The variable, unless it is empty, which counts as not set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
    }

    /** Logs and run records. */
    Path stateDir() {
        return xdg("XDG_STATE_HOME", home.resolve(".local").resolve("state"));
    }

    /** What can be made again: compiled scripts. */
    Path cacheDir() {
        return xdg("XDG_CACHE_HOME", home.resolve(".cache"));
    }

    /** A relative path in such a variable is to be ignored (XDG Base Directory Specification). */
    private Path xdg(String name, Path otherwise) {
        return absolute(variable(name).orElse("")).orElse(otherwise).resolve("shoal");
    }

    private static Optional<Path> absolute(String path) {
        return Optional.of(Path.of(path)).filter(Path::isAbsolute);
    }
}
