package dev.shoal.terminal;

import dev.shoal.inventory.Host;

import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How bytes and names become text that is fit to be read.
 *
 * @param cleaner makes bytes harmless on a terminal
 * @param folder makes many names one compact nodeset
 */
public record Wording(TextCleaner cleaner, NodeFolder folder) {
    /** Decodes UTF-8 and shows what could steer a terminal in a harmless way; line feeds and tabs stay. */
    @FunctionalInterface
    public interface TextCleaner {
        String clean(byte[] bytes);
    }

    /** {@code web1, web2, db1} becomes {@code db1,web[1-2]}. */
    @FunctionalInterface
    public interface NodeFolder {
        String fold(List<String> names);
    }

    /** The text, fit for a terminal; it may have lines. */
    public String clean(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~') ? text : cleaner.clean(text.getBytes(UTF_8));
    }

    /** The text on one line, fit for a terminal. */
    public String line(String text) {
        return clean(text).replace("\n", "\\n").replace("\t", "\\t");
    }

    /** The nodeset as it is, for programs. */
    public String nodeset(List<Host> hosts) {
        return folder.fold(hosts.stream().map(Host::name).toList());
    }

    /** The nodeset, fit for a terminal. */
    public String shown(List<Host> hosts) {
        return line(nodeset(hosts));
    }
}
