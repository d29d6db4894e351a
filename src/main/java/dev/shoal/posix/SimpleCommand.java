package dev.shoal.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of one command so far, and what a value may be as its next word. A quoted value is safe only where the command takes
 * it as it is: {@code eval} reads it again as code, {@code let} and in some shells <code>[ x -gt y ]</code> run a
 * <code>$(…)</code> in a subscript, and {@code ssh} joins its words for another shell.
 */
final class SimpleCommand {
    /** Builtins that read a word as code, as arithmetic or as a name with a subscript, each in at least one shell. */
    private static final Set<String> BUILTINS =
            words("eval let alias trap declare typeset local export readonly unset read"
                    + " getopts mapfile readarray integer float bind complete compgen enable hash set shift exit return break continue"
                    + " ulimit print zmodload zparseopts zstyle vared sched functions autoload nameref setenv setopt unsetenv @ wait"
                    + " fc repeat math emulate whence umask");
    /** Programs that hand their words to another shell. They may follow sudo, nohup or timeout. */
    private static final Set<String> RELAYS =
            words("ssh slogin rsh remsh mosh watch parallel pdsh clush dsh pssh script su"
                    + " runuser sg batch at eval expect tmux screen");

    private static final Set<String> ALWAYS_REREAD = words("eval let alias trap integer float nameref");
    /** Options that make a variable a number or another name for one. */
    private static final Pattern DECLARED_AS = Pattern.compile("-[A-Za-z]*[iEFn][A-Za-z]*");

    private static final Set<String> WRAPPERS =
            words("command builtin exec time ! noglob nocorrect - nohup env sudo doas");
    private static final Set<String> TESTS = words("test [");
    private static final Pattern FILE_TEST = Pattern.compile("-[bcdefghkLnprsSuwxzGNO]|!?=|==");
    private static final Pattern NUMBER_TEST = Pattern.compile("-(?:eq|ne|lt|le|gt|ge|v|R|t)");
    /** Conversions of printf that take text as it is. */
    private static final Pattern TEXT_CONVERSION = Pattern.compile("%%|%[-0-9.]*s");
    /** Variables whose new value is computed or run by at least one shell. */
    private static final Pattern SPECIAL = Pattern.compile(
            "RANDOM|SECONDS|OPTIND|LINENO|LINES|COLUMNS|HIST\\w*|SAVEHIST"
                    + "|E?[UG]ID|PPID|SHLVL|USERNAME|TMOUT|FUNCNEST|KEYTIMEOUT|LISTMAX|LOGCHECK|MAIL\\w*|BAUD|DIRSTACKSIZE|TTYIDLE"
                    + "|ERRNO|PS[0-9]|R?PROMPT\\w*|BASH\\w*|ENV|ZDOTDIR|IFS|PATH|CDPATH|FPATH|LD_\\w*|SHELLOPTS|ARGC|EPOCH\\w*|PGRP");

    private static final Pattern ASSIGNED = Pattern.compile("(?<name>[A-Za-z_]\\w*)\\+?=.*", Pattern.DOTALL);

    private final List<String> words = new ArrayList<>();
    private boolean isUnknown;

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /** Whether no word was read that names the command: assignments may still come. */
    boolean isAtStart() {
        return words.isEmpty() && !isUnknown;
    }

    boolean hasOneWord() {
        return words.size() == 1 && !isUnknown;
    }

    /** Takes a word that was read. */
    void add(ShellWord word) {
        if (isAtStart() && word.isAssignment()) {
            return;
        }
        isUnknown |= word.hasExpansion() && name().isEmpty();
        words.add(word.hasExpansion() ? "" : word.text());
    }

    /** Whether the command computes or runs what a variable holds, so that no variable in the whole text can be trusted. */
    boolean rereadsVariables() {
        var name = name();
        var hasExpansion = words.contains("");
        if (BUILTINS.contains(name)) {
            return hasExpansion
                    || ALWAYS_REREAD.contains(name)
                    || words.stream().anyMatch(word -> DECLARED_AS.matcher(word).matches());
        }
        return hasExpansion
                && ((TESTS.contains(name)
                                && words.stream()
                                        .anyMatch(word ->
                                                NUMBER_TEST.matcher(word).matches()))
                        || (name.equals("printf") && !isPlainFormat()));
    }

    boolean declares() {
        return BUILTINS.contains(name());
    }

    private String name() {
        return words.stream()
                .filter(word -> !WRAPPERS.contains(word) && !word.startsWith("-"))
                .findFirst()
                .orElse("");
    }

    /**
     * What a value may be in the word that is being read.
     *
     * @param before what of that word was read before the value
     */
    ShellPlace place(String before) {
        if (isAtStart()) {
            return assigned(before);
        }
        var name = name();
        var isRelayed = words.stream().anyMatch(word -> RELAYS.contains(word.substring(word.lastIndexOf('/') + 1)));
        if (isUnknown || isRelayed || BUILTINS.contains(name)) {
            return ShellPlace.REREAD;
        }
        if (TESTS.contains(name)) {
            return before.isEmpty() && FILE_TEST.matcher(words.getLast()).matches()
                    ? ShellPlace.FREE
                    : ShellPlace.REREAD;
        }
        return name.equals("printf") && !isPlainFormat() ? ShellPlace.REREAD : ShellPlace.FREE;
    }

    private boolean isPlainFormat() {
        var at = words.indexOf("printf") + 1;
        var format = at < words.size() ? words.get(at) : "";
        return !format.isEmpty()
                && !format.startsWith("-")
                && !TEXT_CONVERSION.matcher(format).replaceAll("").contains("%");
    }

    private static ShellPlace assigned(String before) {
        var match = ASSIGNED.matcher(before);
        if (match.matches()) {
            return SPECIAL.matcher(match.group("name")).matches() ? ShellPlace.REREAD : ShellPlace.FREE;
        }
        return before.isEmpty() || before.endsWith("/") ? ShellPlace.FREE : ShellPlace.REREAD;
    }
}
