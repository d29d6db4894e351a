package dev.shoal.cli;

import dev.shoal.output.Screen;

import java.util.stream.Collectors;

/**
 * Help on standard output, made from the tables of verbs and options. The launcher answers {@code --help} from a copy of
 * {@link #text()}, {@code scripts/lib/help.txt}: {@code scripts/shoal -q --help >scripts/lib/help.txt} renews it, and a spec compares
 * the two.
 */
final class Help {
    private final Screen screen;

    Help(Screen screen) {
        this.screen = screen;
    }

    int all() {
        return print(text());
    }

    /** The help that {@code shoal --help} prints. */
    static String text() {
        var verbs = Verbs.all().stream()
                .map(verb -> "  %-30s %s".formatted(verb.name() + " " + verb.arguments(), verb.summary()))
                .collect(Collectors.joining("\n"));
        return """
                shoal: one command on many hosts, over SSH, the answers as data

                usage: shoal [OPTIONS] VERB [OPTIONS] [WORDS]
                       shoal [OPTIONS] -c LINE [-c LINE ...]
                       shoal [OPTIONS] < FILE
                       shoal [OPTIONS] run FILE.groovy [ARGS]
                       shoal demo [N] [VERB ... | -c LINE ...]
                       shoal --version
                verbs (shoal VERB --help says more of one):
                %s
                """.formatted(verbs) + new OptionParser("shoal", Cli.FRONT, true).help() + """
                TIME: 500ms 30s 2m 1h, a number is seconds
                exit status: 0 all ok, 1 a command failed, 2 usage or configuration (nothing ran), 3 hosts not reached or out of
                time, 4 empty target, 5 the script died, 69 no JDK or no build, 130 Ctrl-C, 143 SIGTERM
                """;
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
