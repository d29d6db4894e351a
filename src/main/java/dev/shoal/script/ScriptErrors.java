package dev.shoal.script;

import dev.shoal.fleet.ThrownText;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.runtime.powerassert.PowerAssertionError;
import org.codehaus.groovy.syntax.SyntaxException;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Describes errors in a text for its author: the line, a caret if the column is known, and what to write instead. */
final class ScriptErrors {
    private static final Logger LOG = LogManager.getLogger(ScriptErrors.class);
    private static final Pattern NAMED = Pattern.compile("property '([^']*)'");
    /** The place at the end of the parser's message, which the caret shows. */
    private static final Pattern PLACE = Pattern.compile("(?: @ line \\d+, column \\d+\\.?|\\. At \\[\\d+:\\d+])\\s*$");

    private static final Pattern OPEN_QUOTE = Pattern.compile("Unexpected character: '\\\\?(['\"])'");
    /** Exceptions that only wrap the one that matters. */
    private static final Set<String> WRAPPERS = Set.of(
            "org.codehaus.groovy.runtime.InvokerInvocationException",
            "java.lang.reflect.UndeclaredThrowableException",
            "java.lang.reflect.InvocationTargetException",
            "java.lang.ExceptionInInitializerError");

    private final SourceText source;
    private final List<SourceText> helpers;

    ScriptErrors(SourceText source) {
        this(source, List.of());
    }

    /** Errors in a file or in one of its helpers. */
    ScriptErrors(Sources sources) {
        this(sources.main(), sources.texts());
    }

    private ScriptErrors(SourceText source, List<SourceText> helpers) {
        this.source = source;
        this.helpers = helpers;
    }

    /**
     * The exception to throw instead of this one.
     *
     * @throws VerbFailure the throwable itself, if it is one; likewise {@link ScriptExit}
     * @throws InterruptedException if it was interrupted
     */
    ScriptException of(@Nullable Throwable thrown) throws InterruptedException {
        var cause = unwrapped(thrown);
        return switch (cause) {
            case VerbFailure failure
            when source.kind() != SourceText.Kind.FILE || failure.reason() == VerbFailure.Reason.STOPPED ->
                throw failure;
            case ScriptExit exit -> throw exit;
            case InterruptedException interrupted -> throw interrupted;
            case ScriptException known -> known;
            case null, default -> {
                LOG.info("{} failed", source.name(), cause);
                yield new ScriptException(described(cause), cause, isMistake(cause));
            }
        };
    }

    /** Reports the exception that ended a thread of the text, unless it was reported before. */
    void reportDeath(Throwable thrown, VerbCalls verbs) {
        var cause = unwrapped(thrown);
        if (cause == null || cause instanceof VerbFailure || cause instanceof InterruptedException) {
            return;
        }
        LOG.info("{}: a thread of the script failed", source.name(), cause);
        var what = cause instanceof ScriptExit
                ? "exit ends only the thread that calls it; call it in the script's own thread"
                : "a thread that it started has died: " + words(cause);
        var place = place(cause);
        verbs.threadDied(place.text().at(place.line(), 0, what));
    }

    /** An unknown name in a single line counts as a mistake, too: nothing important of the line has run. */
    private boolean isMistake(@Nullable Throwable cause) {
        return cause instanceof MultipleCompilationErrorsException
                || (source.kind() != SourceText.Kind.FILE && isUnknownName(cause));
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable thrown) {
        var inner = thrown;
        while (inner != null
                && inner.getCause() != null
                && WRAPPERS.contains(inner.getClass().getName())) {
            inner = inner.getCause();
        }
        return inner;
    }

    private String described(@Nullable Throwable thrown) {
        if (thrown instanceof MultipleCompilationErrorsException several) {
            return firstError(several).map(this::described).orElse(source.name() + ": " + ThrownText.of(several));
        }
        var place = place(thrown);
        if (thrown instanceof PowerAssertionError) { // its message has the line
            return place.text().in(place.line()) + words(thrown);
        }
        var hint = isUnknownName(thrown) && !(thrown instanceof NoSuchName) && !(thrown instanceof RowsException)
                ? place.text().hint(place.line(), unknown(thrown))
                : "";
        return place.text().at(place.line(), 0, words(thrown)) + hint;
    }

    private String described(SyntaxException error) {
        if (error instanceof Sources.Refusal refusal) {
            return refusal.getOriginalMessage();
        }
        var text = text(error.getSourceLocator());
        var line = error.getStartLine();
        var name = Compilation.DOLLAR.equals(error.getOriginalMessage()) ? SourceText.NO_NAME : "";
        return text.at(line, error.getStartColumn(), message(error, text)) + text.hint(line, name);
    }

    /** The text of a file by its name in messages of the compiler and in stack traces. */
    private SourceText text(@Nullable String name) {
        return helpers.stream()
                .filter(helper -> helper.name().equals(name))
                .findFirst()
                .orElse(source);
    }

    private static String message(SyntaxException error, SourceText source) {
        var message = String.valueOf(error.getOriginalMessage()).strip();
        if (message.startsWith("Invalid duplicate class definition")) {
            return "the file has statements and a class of its own name; put the statements into a method, or rename"
                    + " the class";
        }
        if (message.startsWith("Unexpected input") && GroovySyntax.isUnfinished(source.text())) {
            return "a bracket, a quote or a comment is not closed";
        }
        var quote = OPEN_QUOTE.matcher(message);
        return quote.matches()
                ? "the quote " + quote.group(1) + " is not closed on its line, or holds a \\ that Groovy does not know"
                : PLACE.matcher(message).replaceFirst("").strip();
    }

    /** The unknown name as it is in the text; empty if the exception does not have it. */
    private static String unknown(@Nullable Throwable thrown) {
        return thrown instanceof MissingPropertyException missing
                ? Optional.ofNullable(missing.getProperty()).orElse("")
                : "";
    }

    private static Optional<SyntaxException> firstError(MultipleCompilationErrorsException several) {
        return several.getErrorCollector().getErrors().stream()
                .flatMap(message -> message instanceof SyntaxErrorMessage syntax
                        ? Optional.of(syntax.getCause()).stream()
                        : Optional.<SyntaxException>empty().stream())
                .findFirst();
    }

    private record Place(SourceText text, int line) {}

    /** The innermost line of the source itself or of a helper; line 0 if no frame is in them. */
    private Place place(@Nullable Throwable thrown) {
        if (thrown == null) {
            return new Place(source, 0);
        }
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getLineNumber() > 0)
                .filter(this::has)
                .findFirst()
                .map(frame -> new Place(text(frame.getFileName()), frame.getLineNumber()))
                .orElse(new Place(source, 0));
    }

    /** Whether a line of a stack trace is in the source or in a helper. */
    boolean has(StackTraceElement frame) {
        return source.name().equals(frame.getFileName())
                || helpers.stream().anyMatch(helper -> helper.name().equals(frame.getFileName()));
    }

    private static boolean isUnknownName(@Nullable Throwable thrown) {
        return thrown instanceof MissingPropertyException
                || thrown instanceof MissingMethodException
                || thrown instanceof RowsException;
    }

    private static String words(@Nullable Throwable thrown) {
        return switch (thrown) {
            case null -> "it failed";
            case VerbFailure failure -> String.valueOf(failure.getMessage());
            case NoSuchName missing -> missing.getMessage();
            case RowsException mistake -> String.valueOf(mistake.getMessage());
            case MissingMethodException missing -> noMethod(missing);
            case MissingPropertyException missing -> noName(missing);
            case PowerAssertionError failed ->
                "assertion failed:\n" + String.valueOf(failed.getMessage()).strip();
            case StackOverflowError _ -> "endless recursion";
            case OutOfMemoryError memory -> "out of memory: " + memory.getMessage();
            default -> ThrownText.of(thrown);
        };
    }

    private static String noName(MissingPropertyException missing) {
        if (missing.getProperty() == null) { // of a value in a list: the message alone names it (Groovy 5.0.6)
            var named = NAMED.matcher(String.valueOf(missing.getMessage()));
            return named.find()
                    ? "the values of the list have no property " + named.group(1)
                    : String.valueOf(missing.getMessage());
        }
        var type = missing.getType();
        var isOurs = type == null || ShoalScript.class.isAssignableFrom(type);
        if (isOurs && Language.RESERVED.contains(missing.getProperty())) {
            return missing.getProperty()
                    + " is a verb, not a value; is a comma missing, as in exec 'uptime', timeout: '10s'?";
        }
        return isOurs
                ? "unknown name: " + missing.getProperty()
                : type.getSimpleName() + " has no property " + missing.getProperty();
    }

    private static String noMethod(MissingMethodException missing) {
        var types = Arrays.stream(missing.getArguments() == null ? new Object[0] : missing.getArguments())
                .map(argument -> argument == null ? "null" : argument.getClass().getSimpleName())
                .collect(Collectors.joining(", "));
        var type = missing.getType();
        var isOurs = type == null || ShoalScript.class.isAssignableFrom(type);
        var method = missing.getMethod() + "(" + types + ")";
        return isOurs ? "unknown method: " + method : type.getSimpleName() + " has no method " + method;
    }
}
