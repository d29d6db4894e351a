package dev.shoal.nodeset;

/** A nodeset expression that cannot be read or that names what is not there: the operator's mistake, with its column. */
public final class NodeSetException extends Exception {
    /** Of a longer expression the part round the column is shown, to fit a terminal's line with what frames it. */
    private static final int SHOWN = 72;

    private static final String INDENT = "  ";
    private static final String CUT = "...";

    private final String problem;
    private final Expression expression;
    private final int column;

    /**
     * @param problem the fact and the remedy in one line, without where it is
     * @param expression the whole of it
     * @param column where in its text, from 1
     */
    public NodeSetException(String problem, Expression expression, int column) {
        super(problem);
        this.problem = problem;
        this.expression = expression;
        this.column = column;
    }

    /** The fact and the remedy; where the expression does not come from the command line, its origin before that. */
    @Override
    public String getMessage() {
        return expression.origin().map(origin -> origin + ": ").orElse("") + problem;
    }

    /** The fact and the remedy, without where it is; {@link #getMessage} has both. */
    public String problem() {
        return problem;
    }

    public Expression expression() {
        return expression;
    }

    /** Where in the expression's text, from 1. */
    public int column() {
        return column;
    }

    /** Three lines without a final newline: the message, the expression, and a caret under the column. */
    public String rendered() {
        var text = printable(expression.text());
        int at = Math.min(column - 1, text.length());
        int from = text.length() <= SHOWN ? 0 : Math.max(0, Math.min(at - SHOWN / 2, text.length() - SHOWN));
        int to = Math.min(text.length(), from + SHOWN);
        var before = INDENT + (from > 0 ? CUT : "");
        var after = to < text.length() ? CUT : "";
        var caret = " ".repeat(before.length() + at - from) + "^";
        return getMessage() + "\n" + before + text.substring(from, to) + after + "\n" + caret;
    }

    /** One character for each, so that columns hold; what a terminal might obey becomes a question mark. */
    private static String printable(String text) {
        var printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean harmless = c == ' ' || HostName.shown(c).length() == 1 || Character.isSurrogate(c);
            printable.append(harmless ? c : Character.isWhitespace(c) ? ' ' : '?');
        }
        return printable.toString();
    }
}
