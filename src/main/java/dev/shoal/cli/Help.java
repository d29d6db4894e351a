package dev.shoal.cli;

import dev.shoal.terminal.Screen;

import java.util.stream.Collectors;

/**
 * Help on standard output, made from the tables of verbs and options. The launcher answers {@code --help} from a copy of
 * {@link #text()}, {@code scripts/lib/help.txt}: {@code scripts/shoal -q --help >scripts/lib/help.txt} renews it, and a
 * spec compares the two.
 */
final class Help {
    private final Screen screen;

    Help(Screen screen) {
        this.screen = screen;
    }

    /** The command line. */
    int all() {
        return print(text());
    }

    /** The help that {@code shoal --help} prints. */
    static String text() {
        return """
                shoal: one command on many hosts, over SSH, the answers as data

                usage: shoal [OPTIONS]                            the shell: Tab completes, help says more
                       shoal [OPTIONS] VERB [OPTIONS] [WORDS]     one verb, then exit
                       shoal [OPTIONS] -c LINE [-c LINE ...]      lines, one after the other
                       shoal [OPTIONS] < FILE                     the same from standard input
                       shoal [OPTIONS] run FILE.groovy [ARGS]     a batch script
                       shoal demo [N] [VERB ... | -c LINE ...]    any of these on N embedded hosts (8)
                       shoal --version
                verbs (shoal VERB --help says more of one):
                %s
                """.formatted(verbs()) + new OptionParser("shoal", Cli.FRONT, true).help() + """
                TIME: 500ms 30s 2m 1h, a number is seconds
                exit status: 0 all ok, 1 a command failed, 2 usage or configuration (nothing ran), 3 hosts not reached or out of
                time, 4 empty target, 5 the script died, 69 no JDK or no build, 130 Ctrl-C, 143 SIGTERM
                """;
    }

    /** The prompt and its lines. */
    int lines() {
        return print("""
                %s
                  @SEL                           SEL is the target from now on
                  @SEL TEXT                      run TEXT on SEL once; $ TEXT runs it on the target
                  NAME = VERB ...                keep the result as NAME; _ is the last one, _1 the first
                  VERB ... |> EXPRESSION         hand the result, as it, to a Groovy expression
                  #{EXPRESSION}                  a Groovy value in the text, quoted; #{host} differs from host to host
                  # TEXT                         a remark
                Everything else is Groovy; = EXPRESSION is Groovy whatever it looks like.
                Tab completes, Up and Ctrl-R find earlier lines, Ctrl-C drops the line or stops the run, Ctrl-D leaves.
                More of a verb and its options: help VERB
                """.formatted(verbs()));
    }

    private static String verbs() {
        return Verbs.all().stream()
                .map(verb -> "  %-30s %s".formatted(verb.name() + " " + verb.arguments(), verb.summary()))
                .collect(Collectors.joining("\n"));
    }

    int verb(Verb verb) {
        return print("usage: shoal %s [OPTIONS] %s\n%s\n".formatted(verb.name(), verb.arguments(), verb.summary())
                + OptionParser.of(verb).help());
    }

    private int print(String text) {
        screen.out(Screen.Text.of(text));
        return ExitStatus.OK;
    }
}
