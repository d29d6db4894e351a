package dev.shoal.posix;

/** Ends the reading of a shell text before its end, with the reason. */
final class ShellEnd extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private ShellEnd(Kind kind, String problem) {
        super(problem, null, false, false); // a way out of deep recursion, not a failure: no stack trace
        this.kind = kind;
    }

    /** The reason. */
    enum Kind {
        /** The text is unfinished: a shell would ask for another line. */
        OPEN,
        /** Shells may differ about the end of the text. */
        DOUBT,
        /** A POSIX shell refuses the text. */
        ERROR,
        /** Shoal's own pipe begins here. */
        PIPE
    }

    static ShellEnd open() {
        return new ShellEnd(Kind.OPEN, "");
    }

    static ShellEnd doubt(String problem) {
        return new ShellEnd(Kind.DOUBT, problem);
    }

    static ShellEnd error() {
        return new ShellEnd(Kind.ERROR, "");
    }

    static ShellEnd pipe() {
        return new ShellEnd(Kind.PIPE, "");
    }

    Kind kind() {
        return kind;
    }
}
