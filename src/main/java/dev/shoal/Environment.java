package dev.shoal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the process was started with.
 *
 * @param home the operator's home directory
 * @param user the login name
 * @param shoalHome the directory above {@code scripts/}, if the launcher said so
 */
record Environment(Map<String, String> variables, Path home, String user, Optional<Path> shoalHome) {
    Environment {
        variables = Map.copyOf(variables);
    }

    static Environment ofProcess() {
        return new Environment(
                System.getenv(),
                home(System.getenv(), System.getProperty("user.home")),
                System.getProperty("user.name"),
                Optional.ofNullable(System.getProperty("shoal.home")).map(Path::of));
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

    /** {@code HOME}, as for any program; where it says nothing of use, the home that the JVM found, which never asks it. */
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
