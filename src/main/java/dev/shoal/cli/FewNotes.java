package dev.shoal.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Tells the operator the first few of many problems, each once, and how many more there are. */
final class FewNotes implements Consumer<String> {
    private static final int MOST = 5;

    private final Consumer<String> note;
    private final Set<String> told = new LinkedHashSet<>();

    FewNotes(Consumer<String> note) {
        this.note = note;
    }

    @Override
    public void accept(String problem) {
        if (told.add(problem) && told.size() <= MOST) {
            note.accept("shoal: " + problem);
        }
    }

    /** To be called when all is told. */
    void end() {
        if (told.size() > MOST) {
            note.accept("shoal: and " + (told.size() - MOST) + " more like these");
        }
    }
}
