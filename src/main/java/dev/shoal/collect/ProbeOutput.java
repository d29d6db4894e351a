package dev.shoal.collect;

import dev.shoal.plugin.Reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The output of a {@link Probe} on one host: sections by name. */
final class ProbeOutput {
    private static final Pattern MARK = Pattern.compile("@shoal ([a-z]+) ([0-9]{1,3})");
    /** The last one counts, since a start-up file may print anything. */
    private static final String BEGIN = "\n@shoal begin 0\n";

    private static final String WHOLE = "all";
    private static final int NOT_FOUND = 127;

    /** No program of a probe writes longer lines, and the patterns are slow on long runs of blanks. */
    private static final int LONGEST_LINE = 8000;

    /**
     * The output of one command.
     *
     * @param lines without the blank ones
     */
    private record Section(int exit, List<String> lines) {}

    private final Map<String, Section> sections;
    private final String complaint;

    private ProbeOutput(Map<String, Section> sections, String complaint) {
        this.sections = sections;
        this.complaint = complaint;
    }

    /**
     * Splits the reply into sections.
     *
     * @throws CollectException if it is incomplete
     */
    static ProbeOutput of(Reply reply) throws CollectException {
        var sections = new HashMap<String, Section>();
        var lines = new ArrayList<String>();
        for (var line : own(reply.out()).split("\n", -1)) {
            var mark = MARK.matcher(line);
            if (sections.containsKey(WHOLE)) {
                break; // the rest is not output of the probe
            } else if (mark.matches()) {
                sections.put(mark.group(1), new Section(Integer.parseInt(mark.group(2)), List.copyOf(lines)));
                lines.clear();
            } else if (line.length() > LONGEST_LINE) {
                throw new CollectException(
                        "sh: a line of " + line.length() + " characters: " + CollectException.quoted(line));
            } else if (!line.isBlank()) {
                lines.add(line);
            }
        }
        if (!sections.containsKey(WHOLE)) {
            throw new CollectException(notWhole(reply, lines));
        }
        return new ProbeOutput(sections, first(own(reply.err())));
    }

    /** The output after the first mark; all of it if the mark is missing. */
    private static String own(String text) {
        int begin = text.lastIndexOf(BEGIN);
        return begin < 0 ? text : text.substring(begin + BEGIN.length());
    }

    private static String notWhole(Reply reply, List<String> rest) {
        var said = rest.isEmpty() ? first(own(reply.err())) : rest.getLast();
        var end = said.isEmpty() ? "nothing was printed" : "the last line is " + CollectException.quoted(said);
        return "sh: the reply is incomplete (exit " + reply.exit() + "): " + end;
    }

    private static String first(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    boolean has(String section) {
        return sections.containsKey(section);
    }

    /**
     * The output of a command that must have succeeded.
     *
     * @param command for messages, e.g. {@code df -kP}
     * @throws CollectException if it is missing, has failed, or has printed nothing
     */
    List<String> lines(String section, String command) throws CollectException {
        var failure = failure(section, command);
        if (failure.isPresent()) {
            throw new CollectException(failure.get());
        }
        return someLines(section, command);
    }

    /**
     * The output of a command with any exit status.
     *
     * @throws CollectException if it is missing or has printed nothing
     */
    List<String> someLines(String section, String command) throws CollectException {
        var found = sections.get(section);
        if (found == null || found.lines().isEmpty()) {
            throw new CollectException(failure(section, command).orElse(command + ": nothing was printed"));
        }
        return found.lines();
    }

    /** Why the command did not succeed, in one line. */
    Optional<String> failure(String section, String command) {
        var found = sections.get(section);
        if (found == null) {
            return Optional.of(command + ": was not run on this host");
        }
        if (found.exit() == NOT_FOUND) {
            return Optional.of(command.split(" ", 2)[0] + ": not installed on this host, or not on its PATH");
        }
        var said = complaint.isEmpty() ? "" : ": " + CollectException.quoted(complaint);
        return found.exit() == 0 ? Optional.empty() : Optional.of(command + ": exit " + found.exit() + said);
    }
}
