package dev.shoal.script;

import java.util.List;

/** A line of the language of the prompt, by its kind. {@link Language} decides which kind a text is. */
public sealed interface Line {
    /** Blank or a comment. */
    record Nothing() implements Line {}

    /** {@code @SEL} alone: sets the target. The nodeset keeps its {@code @}. */
    record Target(String nodeset) implements Line {}

    /** {@code @SEL text}: runs the text on that nodeset, once. */
    record RunOn(String nodeset, String text) implements Line {}

    /** A verb and what follows its name, untouched; {@code $ text} is the verb {@code exec}. */
    record Verb(String name, String rest) implements Line {}

    /** {@code name = verb …}: assigns the value of the line to the name. */
    record Keep(String name, Line line) implements Line {}

    /** {@code line |> stage |> stage}: each stage gets the value of the one before. At least one stage; none is blank. */
    record Pipe(Line line, List<String> stages) implements Line {
        public Pipe {
            stages = List.copyOf(stages);
        }
    }

    /** {@code ?topic}: help; the topic may be empty. */
    record Help(String topic) implements Line {}

    /** {@code !text}: runs the text in the shell of this machine. */
    record Local(String text) implements Line {}

    /** Everything else. */
    record Groovy(String text) implements Line {}

    /** A mistake, with what to write instead. */
    record Mistake(String problem) implements Line {}
}
