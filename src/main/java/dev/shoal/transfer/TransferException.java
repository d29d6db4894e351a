package dev.shoal.transfer;

/** What is asked for cannot be moved, as can be seen here, before any host is bothered. Its message is for the operator. */
public final class TransferException extends Exception {
    private final String problem;

    TransferException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** One line: the thing, the fact, the remedy. */
    public String problem() {
        return problem;
    }
}
