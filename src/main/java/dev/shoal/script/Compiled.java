package dev.shoal.script;

import java.util.List;

/** The classes of one source file, as bytes. */
record Compiled(List<Entry> classes) {
    Compiled {
        classes = List.copyOf(classes);
    }

    /**
     * One class.
     *
     * @param name with its package
     */
    record Entry(String name, ClassBytes bytes) {}

    /** A class file; the array must not be changed. */
    static final class ClassBytes {
        private final byte[] bytes;

        ClassBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
