package dev.shoal.sources;

import dev.shoal.process.Programs;
import dev.shoal.text.ProblemsException;

import java.nio.file.Path;
import java.time.Duration;

/** Who answers a question that a program has the answer to. */
@FunctionalInterface
interface UpcallCache {
    /**
     * A question.
     *
     * @param name what messages call it
     * @param text what {@code sh} runs
     * @param directory where
     * @param keep how long the answer may be used again
     */
    record Question(String name, String text, Path directory, Duration keep) {}

    /**
     * The answer, whatever its exit status.
     *
     * @throws ProblemsException where there is none
     */
    Programs.Answer ask(Question question) throws ProblemsException;
}
