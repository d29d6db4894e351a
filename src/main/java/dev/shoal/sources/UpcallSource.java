package dev.shoal.sources;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shoal.process.Programs;
import dev.shoal.text.CleanText;
import dev.shoal.text.ProblemsException;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A command of this machine that prints hosts: one nodeset a line, or JSON: a list, an object of groups with their hosts,
 * or the same as Ansible's inventory scripts print it.
 */
public final class UpcallSource implements HostSource {
    private final String name;
    private final String command;
    private final Programs programs;

    /**
     * Nothing is run yet.
     *
     * @param name what messages call it
     * @param command what {@code sh} runs
     */
    public UpcallSource(String name, String command, Programs programs) {
        this.name = name;
        this.command = command;
        this.programs = programs;
    }

    @Override
    public SourceContents read() throws ProblemsException, InterruptedException {
        var answer = programs.sh(name, command, Optional.empty());
        if (answer.status() != 0) {
            throw new ProblemsException(name + ": " + answer.failure());
        }
        var text = answer.out().strip();
        if (text.equals("null")) { // what jq prints where there is nothing
            throw new ProblemsException(name + ": it printed null, not a list of hosts");
        }
        boolean isJson = text.startsWith("{") || (text.startsWith("[") && !looksLikeRange(text));
        if (!isJson) {
            return new DataContents(name).ofLines(answer.out());
        }
        var data = json(text);
        return isAnsibles(data) ? ansibles(text) : new DataContents(name).ofGroups(data);
    }

    /** Ansible's inventory scripts say more of a group than who is in it. */
    private static boolean isAnsibles(Object data) {
        return data instanceof Map<?, ?> groups && groups.values().stream().anyMatch(Map.class::isInstance);
    }

    private SourceContents ansibles(String text) throws ProblemsException {
        var inventory = new AnsibleInventory(name);
        new AnsibleJson(inventory, name).read(text);
        return inventory.contents();
    }

    /** A nodeset may begin with a bracket, as {@code [1-3]}; a list in JSON goes on with a quote or ends. */
    private static boolean looksLikeRange(String text) {
        return text.matches("(?s)\\[\\s*[0-9].*");
    }

    private Object json(String text) throws ProblemsException {
        try {
            return JSON.std.anyFrom(text);
        } catch (IOException e) {
            throw new ProblemsException(
                    name + ": its output is not valid JSON (" + CleanText.excerpt(String.valueOf(e.getMessage()))
                            + "): " + CleanText.excerpt(text),
                    e);
        }
    }
}
