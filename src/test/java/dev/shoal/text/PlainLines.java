package dev.shoal.text;

/** The inner loop of a spec that Groovy would be the slowest part of. */
final class PlainLines {
    private PlainLines() {}

    /** Cleans the line so often; how many characters came out. */
    static long cleaned(byte[] line, int times) {
        var characters = 0L;
        for (var i = 0; i < times; i++) {
            characters += CleanText.of(line).length();
        }
        return characters;
    }
}
