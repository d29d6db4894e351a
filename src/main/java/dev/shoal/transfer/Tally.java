package dev.shoal.transfer;

import dev.shoal.fleet.Moved;
import dev.shoal.text.CleanText;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** What has been moved for one host so far. Safe for many threads. */
final class Tally {
    /** A host with a million devices must not fill the memory with them. */
    private static final int MOST_NOTES = 100;

    private final LongConsumer listener;
    private final List<String> skipped = new ArrayList<>(); // guarded by this, as all below
    private final List<String> noted = new ArrayList<>();
    private int unnamed;
    private int moreNoted;
    private int files;
    private long bytes;

    /** The listener receives the number of bytes as they are moved. */
    Tally(LongConsumer listener) {
        this.listener = listener;
    }

    void bytes(long more) {
        synchronized (this) {
            bytes += more;
        }
        listener.accept(more);
    }

    synchronized void file() {
        files++;
    }

    /** Something on the host was left out. */
    synchronized void skipped(String path, String why) {
        if (skipped.size() < MOST_NOTES) {
            skipped.add(CleanText.name(path) + " (" + why + ")");
        } else {
            unnamed++;
        }
    }

    /** Something is here now, and the operator should look at it. */
    synchronized void noted(String path, String what) {
        if (noted.size() < MOST_NOTES) {
            noted.add(CleanText.name(path) + " (" + what + ")");
        } else {
            moreNoted++;
        }
    }

    synchronized Moved moved() {
        return new Moved(files, bytes, all(skipped, unnamed), all(noted, moreNoted));
    }

    private static List<String> all(List<String> named, int more) {
        var all = new ArrayList<>(named);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return all;
    }
}
