package dev.shoal.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Every option there is, once: parsing and help are made from this table. The letters follow clush where it has one.
 */
enum Option {
    ON("target", "EXPR", "hosts to run on: a nodeset, repeatable", true, "-w", "--on"),
    GROUP("target", "NAME", "a group to run on; -g web is -w @web", true, "-g"),
    ALL("target", "", "every host of the inventory", false, "-a", "--all"),
    EXCEPT("target", "EXPR", "taken away from the target, repeatable", true, "-x", "--except"),
    HOSTFILE("target", "FILE", "more targets, one nodeset a line; - is standard input", true, "--hostfile"),
    INVENTORY("target", "SOURCE", "a file or KIND:REST, not the configured ones; repeatable", true, "--inventory"),
    WHERE("target", "CONDITION", "only hosts for which a Groovy condition holds", false, "--where"),
    PICK("target", "N", "only N of the target's hosts, chosen at random", false, "--pick"),
    PER("target", "VARIABLE", "one host, or N with --pick, for each value of a variable", false, "--per"),

    SSH_CONFIG("ssh", "FILE", "an ssh_config file, read through ssh -G", false, "-F", "--ssh-config"),
    USER("ssh", "NAME", "who logs in", false, "-l", "--user"),
    PORT("ssh", "N", "the TCP port", false, "-p", "--port"),
    IDENTITY("ssh", "FILE", "a private key, repeatable", true, "-i", "--identity"),
    KNOWN_HOSTS("ssh", "FILE", "where hosts' keys are kept", false, "--known-hosts"),
    PASSWORD_FILE("ssh", "FILE", "its first line is the password", false, "--password-file"),
    ASK_PASSWORD("ssh", "", "ask for one password for all hosts", false, "--ask-password"),

    FANOUT("run", "N", "hosts at a time (64)", false, "-f", "--fanout"),
    CONNECT_TIMEOUT("run", "TIME", "per host until the command starts (10s)", false, "-t", "--connect-timeout"),
    TIMEOUT("run", "TIME", "per host for the command (none)", false, "-u", "--timeout"),
    DEADLINE("run", "TIME", "for the whole run (none)", false, "--deadline"),
    STDIN("command", "", "standard input, read once, goes to every host", false, "--stdin"),
    STDIN_FILE("command", "FILE", "FILE goes to every host's standard input", false, "--stdin-file"),
    OK_EXIT("command", "N,N", "exit statuses that count as ok (0)", false, "--ok-exit"),
    LARGEST_EXIT("command", "", "exit with the largest remote exit status", false, "-S"),
    OUT_DIR("command", "DIR", "stdout of each host also into DIR/HOST", false, "--outdir"),
    ERR_DIR("command", "DIR", "stderr of each host also into DIR/HOST", false, "--errdir"),
    DRY_RUN("run", "", "print the expanded plan and run nothing", false, "--dry-run"),

    OUTPUT(
            "output",
            "FORMAT",
            "fold raw table csv json jsonl yaml none (fold; collect: table)",
            false,
            "-o",
            "--output"),
    FOLD("output", "", "fold equal answers, which is the default", false, "-b"),
    LINEWISE("output", "", "fold line by line", false, "-L"),
    DIFF("output", "", "what sets each smaller group apart from the biggest", false, "--diff"),
    SIMILAR("output", "", "fold answers alike but for names, times, numbers", false, "--similar"),
    NO_LABELS("output", "", "raw output without host labels", false, "-N"),
    QUIET("output", "", "no ledger line when all is ok", false, "-q"),
    COLOR("output", "WHEN", "auto, always or never (auto)", false, "--color"),

    EXPAND("hosts", "EXPR", "the names of a nodeset, parted by blanks", false, "-e"),
    FOLDED("hosts", "EXPR", "the nodeset folded", false, "-f"),
    COUNT("hosts", "EXPR", "how many hosts", false, "-c"),
    AUTOSTEP(
            "hosts",
            "N|N%|auto",
            "with -f: names at equal distances as [1-9/2], from N of them, N% of all, or all (auto)",
            false,
            "--autostep"),
    REGROUPED("hosts", "EXPR", "the nodeset in as few groups as it can be", false, "-r"),
    SOURCES("hosts", "", "where each host comes from, and its variables", false, "-v"),

    MAY_HAVE_RUN("again", "", "also where the last run may still run or have run", false, "--may-have-run"),

    ON_THIS_MACHINE(
            "start", "", "commands of a demo run on this machine, with your rights", false, "--on-this-machine"),
    CONF("start", "DIR", "one more configuration directory, repeatable", true, "--conf"),
    SET("start", "KEY=VALUE", "one configuration value, repeatable", true, "--set"),
    LINE("lines", "LINE", "a line in the language of the prompt, repeatable", true, "-c"),
    HELP("help", "", "this help", false, "-h", "--help");

    /** Options of SURFACE that later versions take: they are refused as such, not as unknown. */
    static final Set<String> LATER = Set.of(
            "-v",
            "-J",
            "--jump",
            "--ssh-option",
            "--transport",
            "--sudo",
            "--sudo-user",
            "--tty",
            "--canary",
            "--batch",
            "--pause",
            "--max-failures",
            "--check",
            "--yes",
            "--resume",
            "--backup",
            "--template");

    private final String section;
    private final String label;
    private final String help;
    private final boolean repeatable;
    /** Parted by blanks, because an enum holds nothing mutable. */
    private final String names;

    Option(String section, String label, String help, boolean repeatable, String... names) {
        this.section = section;
        this.label = label;
        this.help = help;
        this.repeatable = repeatable;
        this.names = String.join(" ", names);
    }

    /** The options of these sections, in the table's order. */
    static Set<Option> of(String... sections) {
        var wanted = Set.of(sections);
        var options = EnumSet.noneOf(Option.class);
        for (var option : values()) {
            if (wanted.contains(option.section)) {
                options.add(option);
            }
        }
        return options;
    }

    String section() {
        return section;
    }

    /** What stands for its value in help; empty for a switch. */
    String label() {
        return label;
    }

    String help() {
        return help;
    }

    /** Whether its value is a path of this machine. */
    boolean isPath() {
        return label.equals("FILE") || label.equals("DIR");
    }

    boolean isRepeatable() {
        return repeatable;
    }

    /** Whether its value names hosts. */
    boolean isNodeset() {
        return label.equals("EXPR") || this == GROUP;
    }

    List<String> names() {
        return List.of(names.split(" "));
    }

    /** The long name if there is one, as messages call it. */
    String longName() {
        return names().getLast();
    }
}
