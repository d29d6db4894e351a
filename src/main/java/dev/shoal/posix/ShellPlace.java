package dev.shoal.posix;

/**
 * A place in a text for a shell, which decides the values that are allowed there. Only {@link #FREE} allows any value: an ordinary
 * word of an ordinary command. Every other place only allows values that mean nothing to a shell.
 */
public enum ShellPlace {
    /** An ordinary word: the value is quoted, a list becomes several words. */
    FREE("", ""),
    /** Outside quotes, where the word is read as code or read a second time. */
    REREAD("in text that a shell reads as code or reads twice", "use it as an ordinary word of a command"),
    QUOTED("inside quotes and its value could break out of them", "take it out of the quotes"),
    COMMENT("in a comment and its value could break out of it", "take it out of the comment"),
    HEREDOC("in a heredoc or after one, where its value cannot be quoted", "put it before the heredoc"),
    NUMBER("in arithmetic, where only a number is safe", "give a number"),
    AFTER_NAME("directly after $ or the name of a variable and would become a part of it", "write ${name}#{…}"),
    /** After a lone backslash, or in the word that ends a heredoc. */
    NOWHERE("where no value can be quoted", "put it elsewhere"),
    /** After something that shells read in different ways. */
    UNCLEAR("after quoting that shells read in different ways", "put it before that, or use simpler quotes");

    private final String fact;
    private final String remedy;

    ShellPlace(String fact, String remedy) {
        this.fact = fact;
        this.remedy = remedy;
    }

    /** Whether a list of harmless values may be several words here. */
    public boolean takesLists() {
        return this == FREE || this == REREAD;
    }

    /** Why a value is refused here, and what to do. */
    public String problem(String expression) {
        return "#{" + expression + "} is " + fact + "; " + remedy + ", or insist: #{raw(" + expression + ")}";
    }
}
