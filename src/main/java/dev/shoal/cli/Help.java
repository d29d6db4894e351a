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

    /** The verb {@code help}. */
    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException {
        var help = new Help(context.screen());
        return Verb.Result.of(call.text().isEmpty() ? help.lines() : help.verb(Verbs.named(call.text())));
    }

    /** The command line. */
    int all() {
        return print(text());
    }

    /** The help that {@code shoal --help} prints. */
    static String text() {
        return """
                shoal: run commands on many hosts over SSH, and get the replies as data

                usage: shoal [OPTIONS]                            start the shell; Tab completes, help explains
                       shoal [OPTIONS] VERB [OPTIONS] [WORDS]     run one verb
                       shoal [OPTIONS] -c LINE [-c LINE ...]      run lines, one after the other
                       shoal [OPTIONS] < FILE                     run the lines of standard input
                       shoal [OPTIONS] run FILE.groovy [ARGS]     run a Groovy script
                       shoal demo [N] [VERB ... | -c LINE ...]    any of these on N demo hosts on this machine (8)
                       shoal --version
                verbs (details: shoal VERB --help):
                %s
                """.formatted(verbs()) + new OptionParser("shoal", Cli.FRONT, true).help() + """
                TIME: 500ms 30s 2m 1h; a bare number is seconds
                exit status: 0 every host succeeded, 1 a command failed, 2 usage or configuration (nothing ran),
                3 a host not reached or out of time, 4 empty target, 5 the script failed, 69 no JDK or no build,
                130 Ctrl-C, 143 SIGTERM
                """;
    }

    /** The prompt and its lines. */
    int lines() {
        return print("""
                %s
                  @SEL                           make SEL the target
                  @SEL TEXT                      run TEXT on SEL once; $ TEXT runs it on the target
                  NAME = VERB ...                keep the result as NAME; _ is the last result, _1 the first
                  VERB ... |> EXPRESSION         pass the result to a Groovy expression, as it
                  #{EXPRESSION}                  insert a Groovy value, quoted; #{host} is the name of each host
                  # TEXT                         a comment
                Everything else is Groovy; = EXPRESSION is always Groovy.
                Tab completes, Up and Ctrl-R find earlier lines, Ctrl-C drops the line or stops the run, Ctrl-D leaves.
                A verb and its options: help VERB
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
