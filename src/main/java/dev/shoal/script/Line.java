package dev.shoal.script;

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

    /** Everything else. */
    record Groovy(String text) implements Line {}
}
