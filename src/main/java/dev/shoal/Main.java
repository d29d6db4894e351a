package dev.shoal;

/** The entry point: streams, exit status and shutdown. */
public final class Main {
    private Main() {}

    /** The entry point: streams, exit status and shutdown. */
    public static void main(String[] args) {}
}
