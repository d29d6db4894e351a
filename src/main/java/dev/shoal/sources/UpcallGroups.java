package dev.shoal.sources;

import dev.shoal.inventory.GroupSource;
import dev.shoal.nodeset.Expression;
import dev.shoal.text.CleanText;
import dev.shoal.text.ProblemsException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A group source of ClusterShell's whose groups a program knows (groups.conf(5)). */
record UpcallGroups(String name, boolean answersUnnamed, Section section, UpcallCache upcalls) implements GroupSource {
    /**
     * A section of groups.conf(5) that defines how a group source is asked.
     *
     * @param place its file and line
     * @param keep how long answers are kept
     */
    record Section(
            String place,
            Optional<Upcall> map,
            Optional<Upcall> mapall,
            Optional<Upcall> all,
            Optional<Upcall> list,
            Optional<Upcall> reverse,
            Duration keep) {
        /**
         * A command with variables.
         *
         * @param key what it is called there, as {@code map}
         * @param template what stands there
         * @param directory where it is run, which is also {@code $CFGDIR}
         */
        record Upcall(String key, String template, String place, Path directory) {
            private static final Pattern VARIABLE =
                    Pattern.compile("\\$(?:(\\$)|([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)})");

            /** What the shell gets: these variables, {@code $SOURCE} and {@code $CFGDIR} are filled in, others are left to it. */
            String text(Map<String, String> variables, String source) {
                return VARIABLE.matcher(template).replaceAll(found -> {
                    if (found.group(1) != null) {
                        return Matcher.quoteReplacement("$");
                    }
                    var name = found.group(2) != null ? found.group(2) : found.group(3);
                    var value =
                            switch (name) {
                                case "SOURCE" -> source;
                                case "CFGDIR" -> directory.toString();
                                default -> variables.getOrDefault(name, found.group());
                            };
                    return Matcher.quoteReplacement(value);
                });
            }
        }
    }

    @Override
    public Optional<Expression> group(String group) throws ProblemsException {
        if (!GroupText.isName(group)) {
            return Optional.empty();
        }
        var mapped = section.mapall().isPresent()
                ? Optional.ofNullable(all(section.mapall().get()).get(group))
                : Optional.<String>empty();
        if (mapped.isPresent()) {
            return Optional.of(expression(section.mapall().get(), List.of(mapped.get())));
        }
        if (section.map().isEmpty()) {
            return Optional.empty();
        }
        var map = section.map().get();
        var answer = asked(map, Map.of("GROUP", group), "@" + name + ":" + group);
        if (answer.isBlank() && !isListed(group)) {
            return Optional.empty();
        }
        return Optional.of(expression(map, List.of(answer)));
    }

    /** A program that prints nothing may mean an empty group or an unknown one: only the list shows which. */
    private boolean isListed(String group) throws ProblemsException {
        return section.list().isPresent() && groups().contains(group);
    }

    @Override
    public List<String> groups() throws ProblemsException {
        if (section.mapall().isPresent()) {
            return List.copyOf(all(section.mapall().get()).keySet());
        }
        if (section.list().isPresent()) {
            return GroupText.words(asked(section.list().get(), Map.of(), "its groups"));
        }
        throw new ProblemsException(section.place() + ": [" + name + "] cannot list its groups: add list: or mapall:");
    }

    @Override
    public boolean listsGroups() {
        return section.mapall().isPresent() || section.list().isPresent();
    }

    @Override
    public Optional<Expression> all() throws ProblemsException {
        if (section.all().isEmpty()) {
            return Optional.empty();
        }
        var all = section.all().get();
        return Optional.of(expression(all, List.of(asked(all, Map.of(), "all hosts"))));
    }

    @Override
    public Optional<List<String>> groupsOf(String host) throws ProblemsException {
        if (section.reverse().isEmpty()) {
            return Optional.empty();
        }
        // nothing in a host's name means something to a shell: see HostName
        return Optional.of(GroupText.words(asked(section.reverse().get(), Map.of("NODE", host), host)));
    }

    @Override
    public boolean runsPrograms() {
        return true;
    }

    /** Every group's hosts, from one answer of {@code group: nodes} lines. */
    private Map<String, String> all(Section.Upcall mapall) throws ProblemsException {
        var groups = new LinkedHashMap<String, String>();
        for (var line : asked(mapall, Map.of(), "all groups").lines().toList()) {
            var colon = line.indexOf(':');
            var group = line.substring(0, Math.max(0, colon)).strip();
            if (line.isBlank()) {
                continue;
            }
            if (colon < 0 || group.isEmpty() || GroupText.words(group).size() != 1) {
                throw new ProblemsException(mapall.place() + ": [" + name + "] mapall printed \""
                        + CleanText.excerpt(line) + "\"; write lines like web: web[1-20]");
            }
            groups.merge(group, line.substring(colon + 1).strip(), (one, other) -> one + " " + other);
        }
        return groups;
    }

    private String asked(Section.Upcall upcall, Map<String, String> variables, String what) throws ProblemsException {
        var called = upcall.place() + ": [" + name + "] " + upcall.key() + " for " + what;
        var text = upcall.text(variables, name);
        var answer = upcalls.ask(new UpcallCache.Question(called, text, upcall.directory(), section.keep()));
        if (answer.status() != 0) {
            throw new ProblemsException(called + ": " + answer.failure());
        }
        return answer.out().strip();
    }

    private Expression expression(Section.Upcall upcall, List<String> items) {
        return Expression.at(upcall.place(), GroupText.nodeset(items, name));
    }
}
