package dev.shoal.cli;

import dev.shoal.output.Format;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The format that the operator or else the configuration wants. */
final class Formats {
    private Formats() {}

    /** For what commands answer, and for files. */
    static Format ofCommands(Given given, Desk desk) throws UsageException {
        return named(given.last(Option.OUTPUT).orElse(desk.site().defaults().output()));
    }

    /** For the rows of plugins: a table, unless another format that can show rows is wanted. */
    static Format ofRows(Given given, Desk desk) throws UsageException {
        var asked = given.last(Option.OUTPUT);
        if (asked.isEmpty()) {
            var configured = Format.of(desk.site().defaults().output());
            return configured.filter(Format::isForRows).orElse(Format.TABLE);
        }
        var format = named(asked.get());
        if (!format.isForRows()) {
            throw new UsageException("--output " + format.word() + " is for commands; collect has: "
                    + Arrays.stream(Format.values())
                            .filter(Format::isForRows)
                            .map(Format::word)
                            .collect(Collectors.joining(" ")));
        }
        return format;
    }

    private static Format named(String word) throws UsageException {
        var format = Format.of(word);
        if (format.isPresent()) {
            return format.get();
        }
        if (word.startsWith("-") || word.contains("=")) {
            throw new UsageException(
                    "-o " + word + ": -o is --output here. What ssh takes after -o will be --ssh-option, "
                            + "which is not in this version; put it into a file for -F");
        }
        var formats = Arrays.stream(Format.values()).map(Format::word).collect(Collectors.joining(" "));
        throw new UsageException("--output " + word + " is no format; there are: " + formats);
    }
}
