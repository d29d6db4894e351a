package dev.shoal.cli;

import dev.shoal.inventory.Target;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.script.Language;
import dev.shoal.text.Nearest;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to write instead of a line that is neither a verb nor valid Groovy. The first word decides: it is nearly a verb, or it
 * names hosts, or it looks like a command for the hosts.
 */
final class UnknownCommand {
    private static final Logger LOG = LogManager.getLogger(UnknownCommand.class);
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z./][\\w./+-]*");
    /** An operator after the first word means that the word is meant as a value. */
    private static final Pattern OPERATOR = Pattern.compile("(?s)([=!<>]=|=~|[-+*/%?=]\\s).*");

    private static final Set<String> GROOVY_WORDS = Set.of(
            ("def var if for while do try switch return throw import package class interface enum record trait assert"
                            + " new final static public private protected true false null this super int long double boolean"
                            + " float byte short char void println print printf sleep java groovy")
                    .split(" "));

    private static final Map<String, String> SYNONYMS =
            Map.of("quit", "exit", "q", "exit", "bye", "exit", "logout", "exit");

    private final CommandContext context;

    UnknownCommand(CommandContext context) {
        this.context = context;
    }

    /**
     * The message about a word that is not a verb.
     *
     * @param help the command that lists the verbs
     */
    static String message(String word, String help) {
        return "unknown command: " + word
                + verb(word).map(UnknownCommand::meant).orElse("; see " + help);
    }

    /** The message about a line that failed as Groovy; empty where it can be meant as Groovy. */
    Optional<String> message(String line) {
        var words = line.strip().split("\\s+", 2);
        var first = words[0];
        var rest = words.length == 1 ? "" : words[1];
        if (line.strip().contains("\n") || isGroovy(first, rest)) {
            return Optional.empty();
        }
        var unknown = "unknown command: " + first;
        if (namesHosts(first)) {
            return Optional.of(unknown + meant("@" + line.strip()));
        }
        if (!COMMAND.matcher(first).matches()) {
            return Optional.empty();
        }
        if (first.equals("shoal")) {
            var isVerb = Verbs.find(rest.split("\\s", 2)[0]).isPresent();
            return Optional.of(unknown + (isVerb ? meant(rest) : "; see help"));
        }
        return Optional.of(unknown
                + verb(first).map(UnknownCommand::meant).orElse("\nto run it on the hosts: exec " + line.strip()));
    }

    private boolean isGroovy(String first, String rest) {
        int dot = first.contains("/") ? -1 : first.indexOf('.');
        var name = dot < 0 ? first : first.substring(0, dot);
        return OPERATOR.matcher(rest).matches()
                || (dot > 0 && (rest.isEmpty() || Character.isUpperCase(first.charAt(0))))
                || GROOVY_WORDS.contains(name)
                || Language.RESERVED.contains(name)
                || context.values().names().contains(name);
    }

    /** The verb that a word is a slip of. Its first letter is taken as right: test is not get. */
    private static Optional<String> verb(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(SYNONYMS.get(lower))
                .or(() -> Nearest.to(lower, Verbs.names()).filter(name -> name.charAt(0) == lower.charAt(0)));
    }

    private static String meant(String text) {
        return "; did you mean " + text + "?";
    }

    private boolean namesHosts(String word) {
        try {
            var inventory = Targets.roster(context);
            if (inventory.group(word).isPresent()) {
                return true;
            }
            var selection = inventory.select(Target.of(word));
            return !selection.isEmpty() && selection.unknown().isEmpty();
        } catch (UsageException | NodeSetException e) {
            LOG.debug("{} does not name hosts", word, e);
            return false;
        }
    }
}
