package dev.shoal.cli;

import dev.shoal.output.Format;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Every option there is, once: parsing and help are made from this table. The letters follow clush where it has one.
 */
public enum Option {
    ON("target", "EXPR", "run on these hosts", true, "-w", "--on"),
    GROUP("target", "NAME", "run on this group; -g web is -w @web", true, "-g"),
    ALL("target", "", "run on every host of the inventory", false, "-a", "--all"),
    EXCEPT("target", "EXPR", "exclude these hosts", true, "-x", "--except"),
    HOSTFILE("target", "FILE", "run on the hosts of FILE, one nodeset a line; - is standard input", true, "--hostfile"),
    INVENTORY(
            "target",
            "SOURCE",
            "read hosts from a file or KIND:REST, not from the configured sources",
            true,
            "--inventory"),
    WHERE("target", "CONDITION", "only hosts that meet a Groovy condition", false, "--where"),
    PICK("target", "N", "only N hosts of the target, chosen at random", false, "--pick"),
    PER("target", "VARIABLE", "one host for each value of a variable; N hosts with --pick N", false, "--per"),

    SSH_CONFIG("ssh", "FILE", "read this ssh_config file; none: read no file", false, "-F", "--ssh-config"),
    USER("ssh", "NAME", "log in as NAME", false, "-l", "--user"),
    PORT("ssh", "N", "the TCP port", false, "-p", "--port"),
    IDENTITY("ssh", "FILE", "use this private key", true, "-i", "--identity"),
    KNOWN_HOSTS("ssh", "FILE", "keep the host keys in FILE", false, "--known-hosts"),
    PASSWORD_FILE("ssh", "FILE", "read the password from the first line of FILE", false, "--password-file"),
    ASK_PASSWORD("ssh", "", "ask once for the password of all hosts", false, "--ask-password"),

    FANOUT("run", "N", "number of hosts at a time (64)", false, "-f", "--fanout"),
    CONNECT_TIMEOUT("run", "TIME", "time limit to connect and log in (10s)", false, "-t", "--connect-timeout"),
    TIMEOUT("run", "TIME", "time limit of the command on each host (none)", false, "-u", "--timeout"),
    DEADLINE("run", "TIME", "time limit of the whole run (none)", false, "--deadline"),
    STDIN("command", "", "pass standard input to the command on every host", false, "--stdin"),
    STDIN_FILE("command", "FILE", "pass FILE to the command on every host", false, "--stdin-file"),
    OK_EXIT("command", "N,N", "exit statuses that count as ok (0)", false, "--ok-exit"),
    LARGEST_EXIT("command", "", "exit with the largest remote exit status", false, "-S"),
    OUT_DIR("command", "DIR", "also write the stdout of each host to DIR/HOST", false, "--outdir"),
    ERR_DIR("command", "DIR", "also write the stderr of each host to DIR/HOST", false, "--errdir"),
    DRY_RUN("run", "", "print the hosts and the command, run nothing", false, "--dry-run"),

    OUTPUT("output", "FORMAT", Format.words() + " (fold; collect: table)", false, "-o", "--output"),
    QUIET("output", "", "no summary when every host succeeded", false, "-q"),
    COLOR("output", "WHEN", "use colours: " + Streams.Colour.words() + " (auto)", false, "--color"),
    FOLD("text", "", "show equal replies once (default)", false, "-b"),
    LINEWISE("text", "", "fold line by line", false, "-L"),
    DIFF("text", "", "show how each smaller group differs from the largest", false, "--diff"),
    SIMILAR("text", "", "fold replies that differ only in names, times, numbers", false, "--similar"),
    NO_LABELS("text", "", "raw output without host names", false, "-N"),

    FAIL_ON("rows", "LEVEL", "exit with 1 if a value is warn or critical; critical: only for that", false, "--fail-on"),

    EXPAND("hosts", "EXPR", "list the names, one line", false, "-e"),
    FOLDED("hosts", "EXPR", "fold the names into one nodeset", false, "-f"),
    COUNT("hosts", "EXPR", "count the names", false, "-c"),
    AUTOSTEP(
            "hosts",
            "N|N%|auto",
            "with -f: write N or more names at equal distances as [1-9/2]; auto: only if all are",
            false,
            "--autostep"),
    REGROUPED("hosts", "EXPR", "write the names as few groups", false, "-r"),
    SOURCES("hosts", "", "show the origin of each host and its variables", false, "-v"),

    JAVA("plugins", "", "with new: a Maven project in Java instead of a Groovy file", false, "--java"),

    MAY_HAVE_RUN("again", "", "also on hosts where the last run may still run or have run", false, "--may-have-run"),

    ON_THIS_MACHINE(
            "start", "", "run the commands of a demo on this machine, with your rights", false, "--on-this-machine"),
    CONF("start", "DIR", "read one more configuration directory", true, "--conf"),
    SET("start", "KEY=VALUE", "set one configuration value", true, "--set"),
    LINE("lines", "LINE", "run LINE as if typed at the prompt", true, "-c"),
    HELP("help", "", "show this help", false, "-h", "--help");

    /** Options of later versions: they are refused as such, not as unknown. */
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
    /** Separated by blanks, because an enum holds nothing mutable. */
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
        return of(Set.of(), sections);
    }

    /** The same, with others. */
    static Set<Option> of(Set<Option> others, String... sections) {
        var wanted = Set.of(sections);
        var options = EnumSet.noneOf(Option.class);
        options.addAll(others);
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

    /** The name of its value in help; empty for a switch. */
    public String label() {
        return label;
    }

    public String help() {
        return repeatable ? help + " (repeatable)" : help;
    }

    /** Whether its value is a path of this machine. */
    public boolean isPath() {
        return label.equals("FILE") || label.equals("DIR");
    }

    boolean isRepeatable() {
        return repeatable;
    }

    /** Whether its value names hosts. */
    boolean isNodeset() {
        return label.equals("EXPR") || this == GROUP;
    }

    public List<String> names() {
        return List.of(names.split(" "));
    }

    /** The long name if there is one, as messages call it. */
    String longName() {
        return names().getLast();
    }
}
