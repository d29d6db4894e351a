package dev.shoal.cli;

import dev.shoal.output.Screen;

import java.util.stream.Collectors;

/** Help on standard output, made from the tables of verbs and options. */
final class Help {
    private final Screen screen;

    Help(Screen screen) {
        this.screen = screen;
    }

    int all() {
        var verbs = Verbs.all().stream()
                .map(verb -> "  %-32s %s".formatted(verb.name() + " " + verb.arguments(), verb.summary()))
                .collect(Collectors.joining("\n"));
        return print("""
                usage: shoal [OPTIONS] VERB [OPTIONS] [WORDS]
                       shoal [OPTIONS] -c LINE [-c LINE ...]
                       shoal [OPTIONS] < FILE
                       shoal demo [N] [VERB ... | -c LINE ...]
                verbs:
                %s
                """.formatted(verbs) + new OptionParser("shoal", Cli.FRONT, true).help());
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
