package dev.shoal.ssh.reach;

import dev.shoal.inventory.Host;
import dev.shoal.ssh.reach.SshProgram.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Asks ssh what a file says of a host for which later sources have said something, too. Of several values ssh takes the
 * first, so what they say is put below a copy of the file, for all hosts: no other way tells a value that the file sets
 * from the same value that ssh has by itself.
 */
final class Fallbacks {
    /** The settings of which only one counts. Keys are gathered, so there the file's are looked at alone. */
    static final List<String> ASKED = List.of("port", "user");

    private static final Map<String, String> DIRECTIVES = Map.of("address", "HostName", "port", "Port", "user", "User");
    /** What needs no quotes and means nothing to ssh: a line break would be another directive. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.:@+/-]+");

    private final Path file;
    private final Host host;

    Fallbacks(Path file, Host host) {
        this.file = file;
        this.host = host;
    }

    /** @param options of the command line, which outrank the file */
    ConfigDump ask(SshProgram ssh, List<String> options) throws Refused, InterruptedException {
        if (host.fallbacks().isEmpty()) {
            return ssh.ask(file, options, host.name());
        }
        try {
            var copy = Files.createTempFile("shoal-ssh-config-", ""); // 0600
            try {
                Files.write(copy, Files.readAllBytes(file));
                Files.writeString(copy, trailer(), StandardOpenOption.APPEND);
                return ssh.ask(copy, options, host.name());
            } catch (Refused e) {
                throw new Refused(String.valueOf(e.getMessage()).replace(copy.toString(), file.toString()));
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new Refused("a copy of " + file + " cannot be made: " + e.getMessage());
        }
    }

    private String trailer() throws Refused {
        var text = new StringBuilder("\nHost *\n");
        for (var one : host.fallbacks().entrySet()) {
            var directive = DIRECTIVES.get(one.getKey());
            if (directive == null) {
                continue;
            }
            if (!PLAIN.matcher(one.getValue()).matches()) {
                throw new Refused(one.getKey() + " \"" + one.getValue()
                        + "\" of a later source cannot be weighed against the file");
            }
            text.append(directive).append(' ').append(one.getValue()).append('\n');
        }
        return text.toString();
    }
}
