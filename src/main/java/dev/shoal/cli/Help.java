package dev.shoal.cli;

import dev.shoal.output.Screen;

import java.util.stream.Collectors;

/** Help on standard output, made from the tables of verbs and options. */
final class Help {
    private final Screen screen;

    Help(Screen screen) {
        this.screen = screen;
    }

    /** The command line. */
    int all() {
        return print("""
                usage: shoal [OPTIONS] VERB [OPTIONS] [WORDS]
                       shoal [OPTIONS] -c LINE [-c LINE ...]
                       shoal [OPTIONS] < FILE
                       shoal demo [N] [VERB ... | -c LINE ...]
                verbs:
                %s
                """.formatted(verbs()) + new OptionParser("shoal", Cli.FRONT, true).help());
    }

    /** The prompt and its lines. */
    int lines() {
        return print("""
                %s
                  @SEL                             SEL is the target from now on
                  @SEL TEXT                        run TEXT on SEL once; $ TEXT runs it on the target
                  # TEXT                           a remark
                Tab completes, Up and Ctrl-R find earlier lines, Ctrl-C drops the line or stops the run, Ctrl-D leaves.
                More of a verb and its options: help VERB
                """.formatted(verbs()));
    }

    private static String verbs() {
        return Verbs.all().stream()
                .map(verb -> "  %-32s %s".formatted(verb.name() + " " + verb.arguments(), verb.summary()))
                .collect(Collectors.joining("\n"));
    }

    int verb(Verb verb) {
        return print("usage: shoal %s [OPTIONS] %s\n%s\n".formatted(verb.name(), verb.arguments(), verb.summary())
                + new OptionParser(verb.name(), verb.options(), verb.isRaw()).help());
    }

    private int print(String text) {
        screen.out(Screen.Text.of(text));
        return ExitStatus.OK;
    }
}
