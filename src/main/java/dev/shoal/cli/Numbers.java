package dev.shoal.cli;

/** Whole numbers behind a verb. */
final class Numbers {
    private Numbers() {}

    static int of(String verb, String text, int least, int most) throws UsageException {
        if (text.matches("[0-9]{1,10}")) {
            var number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        var range = most == Integer.MAX_VALUE ? "from " + least : "from " + least + " to " + most;
        throw new UsageException(verb + " " + text + ": a whole number " + range + " is wanted");
    }
}
