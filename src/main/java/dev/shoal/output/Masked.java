package dev.shoal.output;

import dev.shoal.inventory.Host;
import dev.shoal.nodeset.NodeSet;

import java.util.List;
import java.util.function.Function;

/**
 * A text about one host with the host's name, address and port taken out, so that texts about different hosts can be compared.
 *
 * @param text with a placeholder for each
 */
record Masked(String text) {
    // private use characters: a message that has them is at worst not folded
    private static final char NAME = '\uE000';
    private static final char ADDRESS = '\uE001';
    private static final char PORT = '\uE002';

    static Masked of(String text, Host host) {
        var masked = mask(text, host.name(), NAME);
        if (!host.address().equals(host.name())) {
            masked = mask(masked, host.address(), ADDRESS);
        }
        return new Masked(host.port().isPresent() ? mask(masked, port(host), PORT) : masked);
    }

    boolean namesHost() {
        return text.indexOf(NAME) >= 0;
    }

    /** The text with what was taken out of it, folded over these hosts. */
    String with(List<Host> hosts) {
        return fill(
                fill(fill(text, NAME, hosts, Host::name), ADDRESS, hosts, Host::address), PORT, hosts, Masked::port);
    }

    private static String port(Host host) {
        return host.port().isPresent() ? String.valueOf(host.port().getAsInt()) : "";
    }

    private static String fill(String text, char placeholder, List<Host> hosts, Function<Host, String> word) {
        return text.indexOf(placeholder) < 0
                ? text
                : text.replace(
                        String.valueOf(placeholder),
                        NodeSet.of(hosts.stream().map(word).distinct().toList()).fold());
    }

    private static String mask(String text, String word, char placeholder) {
        var masked = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, from)) {
            int end = at + word.length();
            boolean whole = !continues(text, at - 1, -1) && !continues(text, end, 1);
            masked.append(text, from, at).append(whole ? String.valueOf(placeholder) : word);
            from = end;
        }
        return masked.append(text, from, text.length()).toString();
    }

    /** Whether the character belongs to the name beside it: {@code web1} is not a host name in {@code web10} or {@code web1.example}. */
    private static boolean continues(String text, int at, int step) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return c == '.' ? continues(text, at + step, step) : Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }
}
