package dev.shoal.terminal;

/** The few colours there are. */
public enum Palette {
    PLAIN(""),
    ANSI("\u001b[");

    private final String start;

    Palette(String start) {
        this.start = start;
    }

    /** What differs from the majority. */
    public String odd(String text) {
        return paint("33m", text);
    }

    /** What went wrong. */
    public String bad(String text) {
        return paint("31m", text);
    }

    /** What only the majority wrote: red is for what went wrong. */
    public String gone(String text) {
        return dim(text);
    }

    /** What the majority did not write. */
    public String added(String text) {
        return odd(text);
    }

    /** Where in a text something stands, and what differs between texts that are similar. */
    public String place(String text) {
        return paint("36m", text);
    }

    /** What is beside the point. */
    public String dim(String text) {
        return paint("2m", text);
    }

    private String paint(String colour, String text) {
        return start.isEmpty() ? text : start + colour + text + start + "0m";
    }
}
