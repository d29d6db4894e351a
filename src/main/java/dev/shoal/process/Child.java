package dev.shoal.process;

import java.util.List;
import java.util.Optional;

/** A program to be started in the operator's environment, which is not quite that of this process. */
final class Child {
    /** What LC_ALL was before the launcher chose a UTF-8 locale for the JVM, empty for unset; not set where it chose none. */
    private static final String LOCALE = "shoal.lc-all";

    /** Secrets for logins: other programs must not get them, and an environment can be read as long as its process lives. */
    private static final List<String> SECRETS = List.of("SHOAL_PASSWORD", "SHOAL_PASSPHRASE");

    private Child() {}

    static ProcessBuilder of(List<String> command) {
        return of(command, Optional.ofNullable(System.getProperty(LOCALE)));
    }

    static ProcessBuilder of(List<String> command, Optional<String> locale) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(SECRETS);
        locale.ifPresent(text -> {
            if (text.isEmpty()) {
                builder.environment().remove("LC_ALL");
            } else {
                builder.environment().put("LC_ALL", text);
            }
        });
        return builder;
    }
}
