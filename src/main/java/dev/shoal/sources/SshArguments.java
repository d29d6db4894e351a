package dev.shoal.sources;

import dev.shoal.text.ShellWords;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What arguments of ssh say of the way to a host. Those that only tune the connection, or would only loosen a check, are passed
 * over; one that could change the way and is not understood is {@code unreadable}.
 *
 * @param config the file of {@code -F}
 * @param knownHosts files, with blanks between them
 */
record SshArguments(
        Optional<String> config,
        Optional<String> address,
        Optional<String> jump,
        Optional<String> proxy,
        Optional<String> port,
        Optional<String> user,
        Optional<String> key,
        Optional<String> knownHosts,
        Optional<String> unreadable) {
    private static final String WITH_VALUE = "BbcDEeFIiJLlmOoPpQRSWw";
    /** Options that lead elsewhere: another address family, address, interface, token, control socket or destination. */
    private static final String CHANGES_THE_WAY = "46BbIOW";

    private static final Set<String> KEYWORDS_THAT_DO = Set.of(
            "addressfamily",
            "bindaddress",
            "bindinterface",
            "certificatefile",
            "hostkeyalias",
            "identityagent",
            "include",
            "knownhostscommand",
            "pkcs11provider",
            "remotecommand",
            "revokedhostkeys",
            "sendenv",
            "setenv");
    /** Reads them as a shell would cut them into words. */
    static SshArguments of(String text) {
        var words = words(text);
        var found = new Found();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.length() < 2 || word.charAt(0) != '-') {
                found.first("unreadable", word);
                continue;
            }
            for (int at = 1; at < word.length(); at++) { // -4C is -4 -C
                char letter = word.charAt(at);
                if (WITH_VALUE.indexOf(letter) < 0) {
                    found.option(letter, "");
                    continue;
                }
                boolean isJoined = at + 1 < word.length();
                found.option(letter, isJoined ? word.substring(at + 1) : i + 1 < words.size() ? words.get(++i) : "");
                break;
            }
        }
        return found.arguments();
    }

    private static final class Found {
        private final Map<String, String> values = new HashMap<>();

        /** The first of a kind counts, as with ssh. */
        void first(String kind, String value) {
            values.putIfAbsent(kind, value);
        }

        private Optional<String> value(String kind) {
            return Optional.ofNullable(values.get(kind)).filter(text -> !text.equalsIgnoreCase("none"));
        }

        SshArguments arguments() {
            return new SshArguments(
                    value("config").filter(file -> !file.equals("/dev/null")),
                    value("address"),
                    value("jump"),
                    value("proxy"),
                    value("port"),
                    value("user"),
                    value("key"),
                    value("known-hosts"),
                    value("unreadable"));
        }

        void option(char letter, String value) {
            switch (letter) {
                case 'F' -> first("config", value);
                case 'J' -> first("jump", value);
                case 'p' -> first("port", value);
                case 'l' -> first("user", value);
                case 'i' -> first("key", value);
                case 'o' -> keyword(value);
                default -> {
                    if (CHANGES_THE_WAY.indexOf(letter) >= 0) {
                        first("unreadable", ("-" + letter + " " + value).strip());
                    }
                }
            }
        }

        private void keyword(String setting) {
            var parts = setting.strip().split("\\s*[=\\s]\\s*", 2);
            var value = parts.length < 2 ? "" : parts[1].strip();
            var keyword = parts[0].toLowerCase(Locale.ROOT);
            switch (keyword) {
                case "hostname" -> first("address", value.replace("%%", "%"));
                case "proxyjump" -> first("jump", value);
                case "proxycommand" -> first("proxy", value);
                case "port" -> first("port", value);
                case "user" -> first("user", value);
                case "identityfile" -> first("key", value);
                case "userknownhostsfile" -> first("known-hosts", value);
                default -> {
                    if (KEYWORDS_THAT_DO.contains(keyword) && !value.equalsIgnoreCase("none")) {
                        first("unreadable", "-o " + setting);
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
