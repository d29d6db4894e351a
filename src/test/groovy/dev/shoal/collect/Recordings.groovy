package dev.shoal.collect

/** What real hosts have printed; src/test/resources/recordings/README.md tells where each comes from. */
class Recordings {
    private Recordings() {}

    static String text(String file) {
        Recordings.getResource("/recordings/${file}.txt").getText('UTF-8')
    }

    /** Without the blank lines, as collectors read it. */
    static List<String> lines(String file) {
        linesOf(text(file))
    }

    static List<String> linesOf(String text) {
        text.split('\n').findAll { !it.isBlank() }
    }
}
