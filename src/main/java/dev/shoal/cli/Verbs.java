package dev.shoal.cli;

import dev.shoal.script.Language;
import dev.shoal.text.Nearest;

import java.util.List;
import java.util.Optional;

/** The verbs of this version, and what is said of the others. */
final class Verbs {
    private static final List<Verb> ALL = List.of(
            new ExecVerb(), //
            new AgainVerb(),
            new CollectVerb(),
            FilesVerb.PUT,
            FilesVerb.GET,
            new HostsVerb(),
            new UseVerb(),
            new RunVerb(),
            new PluginsVerb(),
            new LogVerb(),
            new ShowVerb(),
            new LocalVerb(),
            new HelpVerb(),
            new ShellVerbs(),
            new LessVerb(),
            new ExitVerb());

    private Verbs() {}

    static List<Verb> all() {
        return ALL;
    }

    /** The verb of that name. */
    static Verb named(String name) throws UsageException {
        var verb = find(name);
        if (verb.isPresent()) {
            return verb.get();
        }
        if (Language.RESERVED.contains(name)) {
            throw new UsageException(name + ": not in this version");
        }
        var near = Nearest.to(name, names())
                .map(nearest -> "; did you mean " + nearest + "? ")
                .orElse(". ");
        throw new UsageException("unknown verb " + name + near + "To run it on the hosts: shoal exec -- " + name);
    }

    /** The verb that was meant by a word that is none. Who means one has its first letter right: test is not get. */
    static Optional<String> near(String word) {
        return Nearest.to(word, names()).filter(name -> word.regionMatches(true, 0, name, 0, 1));
    }

    static Optional<Verb> find(String name) {
        return ALL.stream().filter(verb -> verb.name().equals(name)).findFirst();
    }

    private static List<String> names() {
        return ALL.stream().map(Verb::name).toList();
    }
}
