package dev.shoal.cli;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The interactive shell: implemented by the room with the terminal library. */
public interface ShellFront {
    /**
     * Asks for lines and runs them until the prompt is over or the input ends.
     *
     * @return what the process should end with
     */
    int run(CommandContext context);

    /** The terminal's columns at this moment; 0 where it does not know. Any thread may ask. */
    int columns();

    /** The terminal's rows at this moment; 0 where it does not know. Any thread may ask. */
    int rows();

    /**
     * Whether Enter was pressed while a line runs, and nothing typed before it; it is used up then. What else is typed is for the
     * next line. Does not wait.
     */
    boolean takeEnter();

    /** Lets the operator read a text that is longer than the screen, until he has enough of it. */
    void page(CommandContext context, String title, String text) throws UsageException, InterruptedException;

    /**
     * Whether the operator answers yes, with the key y; what was typed before the question does not count.
     *
     * @param isStopped asked now and then; then the answer is no
     */
    boolean agrees(String question, BooleanSupplier isStopped);

    /** The lines typed so far, earlier shells' included, the last one last; a copy. */
    List<TypedLine> history();

    /**
     * A line of the history.
     *
     * @param runs the runs of this shell that it made, as {@code run 41} or {@code runs 41-43}; empty where it made none
     */
    record TypedLine(String text, String runs) {}

    /**
     * Lets something else have the keyboard, as it was before the shell had it: a program. Any thread may ask; one at a time.
     */
    <T> T aside(Supplier<T> question);
}
