package dev.shoal.sources;

import dev.shoal.process.Programs;
import dev.shoal.text.ProblemsException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Runs programs and keeps their answers, in memory and for as long as each question allows. Confined to one thread. */
final class UpcallCache {
    private final Programs programs;
    private final LongSupplier nanos;
    private final boolean mayRun;
    private final Map<Key, Entry> entries;

    private UpcallCache(Programs programs, LongSupplier nanos, boolean mayRun, Map<Key, Entry> entries) {
        this.programs = programs;
        this.nanos = nanos;
        this.mayRun = mayRun;
        this.entries = entries;
    }

    UpcallCache(Programs programs, LongSupplier nanos) {
        this(programs, nanos, true, new HashMap<>());
    }

    /**
     * A question.
     *
     * @param name what messages call it
     * @param text what {@code sh} runs
     * @param directory where
     * @param keep how long the answer may be used again
     */
    record Question(String name, String text, Path directory, Duration keep) {}

    private record Key(String text, Path directory) {}

    private record Entry(Programs.Answer answer, long until) {}

    /** The same answers, without running anything: an unknown answer is refused. */
    UpcallCache withoutRunning() {
        return new UpcallCache(programs, nanos, false, entries);
    }

    /**
     * The answer, with any exit status.
     *
     * @throws ProblemsException if there is none
     */
    Programs.Answer ask(Question question) throws ProblemsException {
        var key = new Key(question.text(), question.directory());
        var known = Optional.ofNullable(entries.get(key)).filter(this::isGood);
        if (known.isPresent()) {
            return known.get().answer();
        }
        if (!mayRun) {
            throw new ProblemsException(question.name() + ": has not been asked yet");
        }
        try {
            var answer = programs.sh(question.name(), question.text(), Optional.of(question.directory()));
            if (answer.status() == 0) {
                entries.values().removeIf(old -> !isGood(old));
                entries.put(
                        key,
                        new Entry(answer, nanos.getAsLong() + question.keep().toNanos()));
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemsException(question.name() + ": stopped before it answered", e);
        }
    }

    private boolean isGood(Entry entry) {
        return nanos.getAsLong() - entry.until() < 0;
    }
}
