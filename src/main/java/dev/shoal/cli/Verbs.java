package dev.shoal.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static dev.shoal.cli.Verb.Operand.FILE;
import static dev.shoal.cli.Verb.Operand.NODESET;
import static dev.shoal.cli.Verb.Operand.NONE;
import static dev.shoal.cli.Verb.Operand.PLUGIN;
import static dev.shoal.cli.Verb.Operand.PLUGIN_WORK;
import static dev.shoal.cli.Verb.Operand.REPLY;
import static dev.shoal.cli.Verb.Trait.DASHES;
import static dev.shoal.cli.Verb.Trait.MANY_JOBS;
import static dev.shoal.cli.Verb.Trait.RAW;
import static dev.shoal.cli.Verb.Trait.VALUE;
import static java.util.Map.entry;

/** The verbs of this version, and the names of later ones. */
public final class Verbs {
    private static final Set<Option> RUN =
            Option.of("target", "ssh", "run", "command", "output", "text", "start", "help");
    /** For what is not text of the hosts, so that it cannot be folded. */
    private static final Set<Option> RUN_WITHOUT_FOLD = Option.of("target", "ssh", "run", "output", "start", "help");

    private static final Set<Option> LIST = Set.of(Option.OUTPUT, Option.COLOR);
    private static final Set<Option> HELP = Option.of("help");

    private static final List<Verb> ALL = List.of(
            new Verb(
                    "exec",
                    "[--] TEXT",
                    "run TEXT in the shell of every host",
                    RUN,
                    NONE,
                    Set.of(RAW, VALUE),
                    ExecVerb::run),
            new Verb(
                    "again",
                    "[EXPR]",
                    "repeat the last run on its hosts, or on EXPR: again @failed",
                    Option.of("ssh", "run", "command", "output", "text", "again", "help"),
                    NODESET,
                    Set.of(VALUE),
                    AgainVerb::run),
            new Verb(
                    "collect",
                    "[KEY [NAME=VALUE]...]",
                    "run plugins on every host, with parameters; without KEY, list them",
                    Option.of(RUN_WITHOUT_FOLD, "rows"),
                    PLUGIN,
                    Set.of(VALUE),
                    CollectVerb::run),
            new Verb(
                    "put",
                    "[--] SRC... DEST",
                    "copy local files and directories to every host; DEST/ means into that directory",
                    RUN_WITHOUT_FOLD,
                    FILE,
                    Set.of(VALUE),
                    FilesVerb::put),
            new Verb(
                    "get",
                    "[--] SRC... DEST",
                    "copy from every host to DEST/HOST/, or to DEST with {host} filled in",
                    RUN_WITHOUT_FOLD,
                    FILE,
                    Set.of(VALUE),
                    FilesVerb::get),
            new Verb(
                    "hosts",
                    "[EXPR]",
                    "list the hosts of EXPR, of the target or all; or calculate with nodesets",
                    Option.of(LIST, "target", "hosts", "start", "help"),
                    NODESET,
                    Set.of(VALUE),
                    HostsVerb::run),
            new Verb(
                    "use",
                    "[EXPR | -]",
                    "choose the target of the next lines: +EXPR adds, -EXPR removes, - goes back",
                    Option.of(Set.of(Option.WHERE, Option.PER, Option.PICK), "help"),
                    NODESET,
                    Set.of(DASHES),
                    UseVerb::run),
            new Verb("run", "FILE [ARGS]", "run a Groovy script", RUN, FILE, Set.of(RAW, MANY_JOBS), RunVerb::run),
            new Verb(
                    "plugins",
                    "[help KEY | check ...]",
                    "list the plugins; help KEY, check, new NAME, test [NAME...], reload",
                    Option.of(LIST, "plugins", "start", "help"),
                    PLUGIN_WORK,
                    Set.of(),
                    PluginsVerb::run),
            new Verb(
                    "log",
                    "[level ... | tail ...]",
                    "list each module's level and file; log level MODULE [LEVEL]; log tail [MODULE] [N]",
                    Option.of("start", "help"),
                    NONE,
                    Set.of(),
                    LogVerb::run),
            new Verb(
                    "show",
                    "config",
                    "list every key, its value and its origin",
                    ShowVerb.OPTIONS,
                    NONE,
                    Set.of(),
                    ShowVerb::run),
            new Verb(
                    "local",
                    "TEXT",
                    "run TEXT on this machine; at the prompt also !TEXT",
                    HELP,
                    NONE,
                    Set.of(RAW),
                    ShellVerbs::local),
            new Verb(
                    "help",
                    "[VERB]",
                    "list the commands, or describe one",
                    HELP,
                    Verb.Operand.VERB,
                    Set.of(),
                    Help::run),
            new Verb(
                    "history",
                    "[N]",
                    "list the last N lines (50) with the numbers of their runs",
                    HELP,
                    NONE,
                    Set.of(),
                    ShellVerbs::history),
            new Verb(
                    "less",
                    "[@1 | @41:2 | HOST]",
                    "page through the last replies or rows, or those of a group or a host",
                    Option.of(Set.copyOf(Formats.SHAPES), "help"),
                    REPLY,
                    Set.of(),
                    LessVerb::run),
            new Verb("exit", "[N]", "leave, with exit status N", HELP, NONE, Set.of(), ShellVerbs::exit));

    private Verbs() {}

    public static List<Verb> all() {
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

    public static Optional<Verb> find(String name) {
        return ALL.stream().filter(verb -> verb.name().equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream().map(Verb::name).toList();
    }
}
