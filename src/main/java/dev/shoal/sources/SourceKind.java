package dev.shoal.sources;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of places that hosts come from, each with the word that names it. */
public enum SourceKind {
    HOSTS("FILE"),
    HOSTFILE("FILE"),
    SSH_CONFIG("[FILE]"),
    CLUSTERSHELL("[FILE_OR_DIR]"),
    ANSIBLE("FILE_OR_DIR"),
    UPCALL("[NAME=]COMMAND"),
    GROOVY("FILE");

    /** What follows the word and its colon; what may be left out is in brackets. */
    private final String rest;

    SourceKind(String rest) {
        this.rest = rest;
    }

    /** The word, as {@code ssh-config}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<SourceKind> called(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** The kind of a file that is named alone. */
    static Optional<SourceKind> ofFile(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (name.equals("ssh_config") || path.endsWith(".ssh/config")) {
            return Optional.of(SSH_CONFIG);
        }
        if (name.equals("groups.conf")) {
            return Optional.of(CLUSTERSHELL);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return Optional.of(HOSTS);
        }
        if (name.endsWith(".ini")) {
            return Optional.of(ANSIBLE);
        }
        return name.endsWith(".groovy") ? Optional.of(GROOVY) : Optional.empty();
    }

    /** Whether the word is enough, because there is a usual place. */
    boolean hasUsualPlace() {
        return this == SSH_CONFIG || this == CLUSTERSHELL;
    }

    /** All of them, as a message lists them. */
    static String list() {
        return List.of(values()).stream()
                .map(kind -> kind.hasUsualPlace()
                        ? kind.word() + kind.rest.replace("[", "[:")
                        : kind.word() + ":" + kind.rest)
                .collect(Collectors.joining(", "));
    }
}
