package dev.shoal.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What arguments of ssh say of the way to a host. Those that only tune the connection are passed over; one that could
 * change the way and is not understood is {@code unreadable}.
 */
record SshArguments(
        Optional<String> jump,
        Optional<String> proxy,
        Optional<String> port,
        Optional<String> user,
        Optional<String> key,
        Optional<String> unreadable) {
    private static final String WITH_VALUE = "BbcDEeFIiJLlmOoPpQRSWw";
    private static final Set<String> CHANGES_THE_WAY = Set.of("hostname", "include", "bindaddress", "bindinterface");

    /** Reads them as a shell would cut them into words. */
    static SshArguments of(String text) {
        var words = words(text);
        var found = new Found();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.length() < 2 || word.charAt(0) != '-') {
                found.unreadable = found.unreadable.or(() -> Optional.of(word));
            } else if (WITH_VALUE.indexOf(word.charAt(1)) >= 0) {
                boolean isJoined = word.length() > 2;
                var value = isJoined ? word.substring(2) : i + 1 < words.size() ? words.get(i + 1) : "";
                i += isJoined ? 0 : 1;
                found.option(word.charAt(1), value);
            }
        }
        return new SshArguments(found.jump, found.proxy, found.port, found.user, found.key, found.unreadable);
    }

    private static final class Found {
        private Optional<String> jump = Optional.empty();
        private Optional<String> proxy = Optional.empty();
        private Optional<String> port = Optional.empty();
        private Optional<String> user = Optional.empty();
        private Optional<String> key = Optional.empty();
        private Optional<String> unreadable = Optional.empty();

        /** The first of a kind counts, as with ssh. */
        void option(char letter, String value) {
            switch (letter) {
                case 'J' -> jump = jump.or(() -> Optional.of(value));
                case 'p' -> port = port.or(() -> Optional.of(value));
                case 'l' -> user = user.or(() -> Optional.of(value));
                case 'i' -> key = key.or(() -> Optional.of(value));
                case 'o' -> keyword(value);
                case 'F' -> unreadable = unreadable.or(() -> Optional.of("-F " + value));
                case 'W' -> proxy = proxy.or(() -> Optional.of("-W " + value));
                default -> {} // tunes or forwards, and leads nowhere else
            }
        }

        private void keyword(String setting) {
            var parts = setting.strip().split("\\s*[=\\s]\\s*", 2);
            var value = parts.length < 2 ? "" : parts[1].strip();
            var none = value.equalsIgnoreCase("none");
            switch (parts[0].toLowerCase(Locale.ROOT)) {
                case "proxyjump" -> jump = none ? jump : jump.or(() -> Optional.of(value));
                case "proxycommand" -> proxy = none ? proxy : proxy.or(() -> Optional.of(value));
                case "port" -> port = port.or(() -> Optional.of(value));
                case "user" -> user = user.or(() -> Optional.of(value));
                case "identityfile" -> key = key.or(() -> Optional.of(value));
                default -> {
                    if (CHANGES_THE_WAY.contains(parts[0].toLowerCase(Locale.ROOT))) {
                        unreadable = unreadable.or(() -> Optional.of("-o " + setting));
                    }
                }
            }
        }
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        try {
            words.addAll(ShellWords.of(text, false));
        } catch (IllegalArgumentException e) {
            words.add(text.strip());
        }
        return words;
    }
}
