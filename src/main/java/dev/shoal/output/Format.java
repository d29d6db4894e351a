package dev.shoal.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of {@code -o}. */
public enum Format {
    /** Hosts that replied the same, once. */
    FOLD,
    /** {@code host: line}, as the lines come. */
    RAW,
    /** One document at the end. */
    JSON,
    /** One object a line, as the hosts finish. */
    JSONL,
    /** The document of {@code json}, to be read by people, too. */
    YAML,
    /** Columns, a row for each host of a command, or the rows of a plugin. */
    TABLE,
    /** The same for spreadsheets and programs. */
    CSV,
    /** The table in GitHub's Markdown, to be put into a ticket or a document. */
    MD,
    /** Nothing on stdout. */
    NONE;

    /** The word as typed after {@code -o}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, as help and messages list them. */
    public static String words() {
        return Arrays.stream(values()).map(Format::word).collect(Collectors.joining(" "));
    }

    /** The format of that word; empty if there is none. */
    public static Optional<Format> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /** Whether it is one document, made when everything is known. */
    public boolean isDocument() {
        return this == JSON || this == YAML;
    }

    /** Whether nothing of a reply is needed once the run has ended. */
    public boolean isWrittenAtOnce() {
        return this == RAW || this == NONE;
    }

    /** Whether it can show the rows of a plugin, and what is known without a run, as the hosts. */
    public boolean isForRows() {
        return this != FOLD && this != RAW;
    }
}
