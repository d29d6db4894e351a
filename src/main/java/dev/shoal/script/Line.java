package dev.shoal.script;

import java.util.List;

/** What a line of the prompt's language is. */
public sealed interface Line {
    /** Blank or a comment. */
    record Nothing() implements Line {}

    /** {@code @SEL} alone: the target from now on. The nodeset keeps its {@code @}. */
    record Target(String nodeset) implements Line {}

    /** {@code @SEL text}: the text on that nodeset, once. */
    record RunOn(String nodeset, String text) implements Line {}

    /** A verb and what follows its name, untouched; {@code $ text} is the verb {@code exec}. */
    record Verb(String name, String rest) implements Line {}

    /** {@code name = verb …}: the line, whose value the name is to stand for. */
    record Keep(String name, Line line) implements Line {}

    /** {@code line |> stage |> stage}: each stage is handed what came out before it. At least one stage, none blank. */
    record Pipe(Line line, List<String> stages) implements Line {
        public Pipe {
            stages = List.copyOf(stages);
        }
    }

    /** {@code ?topic}: help; the topic may be empty. */
    record Help(String topic) implements Line {}

    /** {@code !text}: for the shell of this machine. */
    record Local(String text) implements Line {}

    /** Everything else. */
    record Groovy(String text) implements Line {}

    /** Something that cannot be meant, with what to write instead. */
    record Mistake(String problem) implements Line {}
}
