package dev.shoal.sources;

import dev.shoal.process.Programs;
import dev.shoal.text.ProblemsException;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Runs programs and keeps what they answer, in memory and for as long as each question says. Confined to one thread. */
final class KeptAnswers implements UpcallCache {
    private final Programs programs;
    private final LongSupplier nanos;
    private final Map<Key, Kept> kept = new HashMap<>();

    KeptAnswers(Programs programs, LongSupplier nanos) {
        this.programs = programs;
        this.nanos = nanos;
    }

    private record Key(String text, Path directory) {}

    private record Kept(Programs.Answer answer, long until) {}

    @Override
    public Programs.Answer ask(Question question) throws ProblemsException {
        var known = known(question);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            var answer = programs.sh(question.name(), question.text(), Optional.of(question.directory()));
            if (answer.status() == 0) {
                kept.values().removeIf(old -> !isGood(old));
                kept.put(
                        key(question),
                        new Kept(answer, nanos.getAsLong() + question.keep().toNanos()));
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemsException(question.name() + ": stopped before it had answered", e);
        }
    }

    /** The same, which starts nothing: what is not known is refused. */
    UpcallCache withoutAsking() {
        return question ->
                known(question).orElseThrow(() -> new ProblemsException(question.name() + ": has not been asked yet"));
    }

    private Optional<Programs.Answer> known(Question question) {
        return Optional.ofNullable(kept.get(key(question))).filter(this::isGood).map(Kept::answer);
    }

    private boolean isGood(Kept known) {
        return nanos.getAsLong() - known.until() < 0;
    }

    private static Key key(Question question) {
        return new Key(question.text(), question.directory());
    }
}
