package dev.shoal.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Map.entry;

/** The verbs of this version, and the names of later ones. */
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

    /** Words for later verbs, so that a line keeps its meaning, and what to use in this version. */
    static final Map<String, String> LATER = Map.ofEntries(
            entry("alias", "a script with the lines, run FILE.groovy"),
            entry("answer", "less HOST, which shows what a host has answered"),
            entry("auth", "a key in ssh-agent, -i FILE or --ask-password"),
            entry("bg", "exec nohup TEXT >FILE 2>&1 &"),
            entry("cancel", "Ctrl-C, which stops the run"),
            entry("check", "exec true, which shows the hosts that answer"),
            entry("common", "exec -L TEXT, which folds line by line"),
            entry("copy", "put SRC... DEST"),
            entry("diff", "exec --diff TEXT, or less --diff for the last run"),
            entry("drop", "use -EXPR, which removes hosts from the target"),
            entry("edit", "get the file, change it, put it back"),
            entry("fg", "exec TEXT, which runs in the foreground"),
            entry("jobs", "history, which lists the runs"),
            entry("keeper", "the shell, which keeps its sessions open"),
            entry("quarantine", "-x EXPR, or use -EXPR"),
            entry("rows", "collect KEY |> it"),
            entry("save", "-o json and a redirection, or --outdir DIR"),
            entry("script", "exec --stdin-file FILE bash"),
            entry("sh", "exec TEXT"),
            entry("source", "shoal <FILE, or run FILE.groovy"),
            entry("ssh", "local ssh HOST"),
            entry("stop", "Ctrl-C, which stops the run"),
            entry("sudo", "exec sudo -n TEXT"),
            entry("tail", "exec -o raw tail -f FILE"),
            entry("time", "exec -o table TEXT, which shows each host's milliseconds"),
            entry("trust", "ssh.host-keys: accept-new in shoal.yaml"),
            entry("undo", "put with the earlier file; for the target use -"),
            entry("wait", "the next line, which starts when the run has ended"),
            entry("watch", "again, which repeats the last run"),
            entry("why", "less HOST, or log tail"));

    /** The verb of that name, as a line or a script calls it. */
    static Verb named(String name) throws UsageException {
        return named(name, "help");
    }

    /**
     * The verb of that name.
     *
     * @param help the command that lists the verbs
     */
    static Verb named(String name, String help) throws UsageException {
        var verb = find(name);
        if (verb.isEmpty()) {
            var instead = LATER.get(name);
            throw new UsageException(
                    instead == null
                            ? UnknownCommand.message(name, help)
                            : name + " is not in this version; instead: " + instead);
        }
        return verb.get();
    }

    static Optional<Verb> find(String name) {
        return ALL.stream().filter(verb -> verb.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream().map(Verb::name).toList();
    }
}
