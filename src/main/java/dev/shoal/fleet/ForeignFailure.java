package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.TransportException;

import java.util.Arrays;
import java.util.Set;

/** Makes one line for an operator of what foreign code has thrown; the trace goes to the code's log. */
final class ForeignFailure {
    private static final int LONGEST = 300;
    /** What the JDK and Groovy put round a checked exception that a method does not declare. */
    private static final Set<String> WRAPPERS = Set.of(
            "java.lang.reflect.UndeclaredThrowableException",
            "java.lang.reflect.InvocationTargetException",
            "java.util.concurrent.ExecutionException",
            "org.codehaus.groovy.runtime.InvokerInvocationException");

    private final ForeignTask.Code code;
    private final Host host;

    ForeignFailure(ForeignTask.Code code, Host host) {
        this.code = code;
        this.host = host;
    }

    /** The host's failure; what a transport has thrown stays what it is. */
    TransportException of(Throwable thrown) {
        var cause = unwrapped(thrown);
        if (cause instanceof TransportException known) {
            return known;
        }
        return failure(cause, words(cause));
    }

    /** The host's failure where a thread has died that the code had started. */
    TransportException ofThread(Throwable thrown) {
        var cause = unwrapped(thrown);
        return failure(cause, "a thread that it started has died: " + words(cause));
    }

    private TransportException failure(Throwable cause, String words) {
        var problem = host.name() + ": " + code.name() + ": " + words + place(cause);
        code.log().warn("{}", problem, cause);
        return new TransportException(
                new Failure(
                        Phase.RUN, Failure.Kind.PLUGIN, problem, "The log of " + code.name() + " has the whole trace"),
                cause);
    }

    private static Throwable unwrapped(Throwable thrown) {
        var cause = thrown;
        while (cause.getCause() != null && WRAPPERS.contains(cause.getClass().getName())) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** A message may be as long as a file. */
    private static String words(Throwable cause) {
        var words = ThrownText.line(cause);
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }

    private String place(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .filter(code.own())
                .findFirst()
                .map(line -> " (" + line.getFileName() + ":" + line.getLineNumber() + ")")
                .orElse("");
    }
}
