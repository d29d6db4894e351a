package dev.shoal.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Runs command lines of a simulated host. A line with unknown syntax or an unknown program is refused as a
 * whole before any of it runs.
 */
final class SimulatedShell {
    private static final int NOT_UNDERSTOOD = 2;
    private static final int NOT_FOUND = 127;

    private final DemoHost host;
    private final SimulatedPrograms programs;

    /**
     * A shell.
     *
     * @param directory has the tree in {@code root}, and the data of the shims
     */
    SimulatedShell(DemoHost host, Path directory, Supplier<Path> reports) {
        this.host = host;
        this.programs = new SimulatedPrograms(host, directory, reports);
    }

    /** The reply to a line. */
    @SuppressWarnings("ArrayRecordComponent") // made, written out and forgotten
    record Reply(int status, byte[] out, byte[] err) {}

    Reply run(String text, InputStream in) throws IOException, InterruptedException {
        Line line;
        try {
            line = Line.parse(text);
        } catch (Line.NotUnderstood e) {
            return refusal(NOT_UNDERSTOOD, String.valueOf(e.getMessage()));
        }
        var variables = new HashMap<>(Map.of(
                "HOSTNAME", host.name(), "SHOAL_DEMO_HOST", host.name(), "HOME", Tree.HOME, "USER", "root", "?", "0"));
        for (var pipeline : line.pipelines()) {
            for (var program : pipeline.programs()) {
                var name = program.getFirst().text(variables);
                if (!SimulatedPrograms.NAMES.contains(name)) {
                    return refusal(
                            NOT_FOUND,
                            name + ": a simulated demo host does not have it. It has: "
                                    + String.join(" ", SimulatedPrograms.NAMES));
                }
            }
        }
        return run(line, in, variables);
    }

    private Reply run(Line line, InputStream in, Map<String, String> variables)
            throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var status = 0;
        for (var pipeline : line.pipelines()) {
            if (!isDue(pipeline.when(), status)) {
                continue;
            }
            var leaves = false;
            byte[] piped = null;
            for (var program : pipeline.programs()) {
                var words = words(program, variables);
                var reply = programs.run(words, piped == null ? in : InputStream.nullInputStream(), piped);
                err.write(reply.err());
                piped = reply.out();
                status = reply.status();
                leaves = words.getFirst().equals("exit") && pipeline.programs().size() == 1;
            }
            out.write(piped == null ? new byte[0] : piped);
            if (leaves) {
                break;
            }
            variables.put("?", Integer.toString(status));
        }
        return new Reply(status, out.toByteArray(), err.toByteArray());
    }

    private static boolean isDue(Line.When when, int status) {
        return switch (when) {
            case ALWAYS -> true;
            case AFTER_SUCCESS -> status == 0;
            case AFTER_FAILURE -> status != 0;
        };
    }

    private static List<String> words(List<Line.Word> program, Map<String, String> variables) {
        var words = new ArrayList<String>();
        program.forEach(word -> words.add(word.text(variables)));
        return words;
    }

    private Reply refusal(int status, String problem) {
        return new Reply(status, new byte[0], (host.name() + ": " + problem + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A command line as far as a simulated host understands it: words with the three kinds of quotes, {@code $NAME}, {@code $?}, and the
     * operators {@code ; && || |} and the end of a line.
     *
     * @param pipelines in order
     */
    private record Line(List<Pipeline> pipelines) {
        private static final String OPERATORS = "; && || |";
        private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|\\?");

        /** When a pipeline runs. */
        enum When {
            ALWAYS,
            AFTER_SUCCESS,
            AFTER_FAILURE
        }

        /** Programs with their words; each reads the output of the one before. */
        record Pipeline(When when, List<List<Word>> programs) {}

        /** A word before its variables are replaced: texts and, as {@code $NAME}, variables. */
        record Word(List<String> parts) {
            String text(Map<String, String> variables) {
                var text = new StringBuilder();
                for (var part : parts) {
                    text.append(
                            part.startsWith("$") ? variables.getOrDefault(part.substring(1), "") : part.substring(1));
                }
                return text.toString();
            }
        }

        /** Unknown syntax; the message names it. */
        static final class NotUnderstood extends Exception {
            private static final long serialVersionUID = 1;

            NotUnderstood(String what) {
                super(what + " is not known here. A simulated demo host understands words, quotes, $NAME and "
                        + OPERATORS);
            }
        }

        static Line parse(String text) throws NotUnderstood {
            return new Reader(text).line();
        }

        private static final class Reader {
            private final String text;
            private final List<Pipeline> pipelines = new ArrayList<>();
            private List<List<Word>> programs = new ArrayList<>();
            private List<Word> words = new ArrayList<>();
            private When when = When.ALWAYS;
            private int at;

            Reader(String text) {
                this.text = text;
            }

            Line line() throws NotUnderstood {
                while (at < text.length()) {
                    var c = text.charAt(at);
                    if (c == ' ' || c == '\t') {
                        at++;
                    } else if (c == ';' || c == '\n') {
                        at++;
                        endPipeline(When.ALWAYS, c == '\n' && words.isEmpty() && programs.isEmpty());
                    } else if (text.startsWith("&&", at)) {
                        at += 2;
                        endPipeline(When.AFTER_SUCCESS, false);
                    } else if (text.startsWith("||", at)) {
                        at += 2;
                        endPipeline(When.AFTER_FAILURE, false);
                    } else if (c == '|') {
                        at++;
                        endProgram("|");
                    } else {
                        words.add(word());
                    }
                }
                if (!words.isEmpty() || !programs.isEmpty() || when != When.ALWAYS) {
                    endPipeline(When.ALWAYS, false);
                }
                return new Line(List.copyOf(pipelines));
            }

            private void endProgram(String before) throws NotUnderstood {
                if (words.isEmpty()) {
                    throw new NotUnderstood("nothing before " + before.strip());
                }
                programs.add(words);
                words = new ArrayList<>();
            }

            private void endPipeline(When next, boolean blank) throws NotUnderstood {
                if (!blank) {
                    endProgram(at > text.length() || at == 0 ? "the end" : "an operator or the end");
                    pipelines.add(new Pipeline(when, programs));
                    programs = new ArrayList<>();
                    when = next;
                }
            }

            private Word word() throws NotUnderstood {
                var parts = new ArrayList<String>();
                var quoted = false;
                while (at < text.length()) {
                    var c = text.charAt(at++);
                    if (c == '"') {
                        quoted = !quoted;
                        parts.add("'");
                    } else if (c == '\\') {
                        parts.add("'" + escaped(quoted));
                    } else if (c == '$') {
                        parts.add(variable());
                    } else if (c == '`') {
                        throw new NotUnderstood("`");
                    } else if (quoted) {
                        parts.add("'" + c);
                    } else if (c == '\'') {
                        parts.add("'" + single());
                    } else if (" \t\n;|".indexOf(c) >= 0 || (c == '&' && text.startsWith("&", at))) {
                        at--;
                        return new Word(parts);
                    } else if (isSpecial(c, parts.isEmpty())) {
                        throw new NotUnderstood(Character.toString(c));
                    } else {
                        parts.add("'" + c);
                    }
                }
                if (quoted) {
                    throw new NotUnderstood("a quote that is not closed");
                }
                return new Word(parts);
            }

            /** Some characters are special only at the start of a word, and an assignment is the first word of a program. */
            private boolean isSpecial(char c, boolean first) {
                return "&<>(){}*?[]".indexOf(c) >= 0
                        || (first && "!~#".indexOf(c) >= 0)
                        || (words.isEmpty() && c == '=');
            }

            private String single() throws NotUnderstood {
                var end = text.indexOf('\'', at);
                if (end < 0) {
                    throw new NotUnderstood("a quote that is not closed");
                }
                var inside = text.substring(at, end);
                at = end + 1;
                return inside;
            }

            private String escaped(boolean quoted) throws NotUnderstood {
                if (at == text.length()) {
                    throw new NotUnderstood("a last backslash");
                }
                var c = text.charAt(at++);
                return (quoted && "$`\"\\".indexOf(c) < 0 ? "\\" : "") + c;
            }

            private String variable() throws NotUnderstood {
                var name = NAME.matcher(text).region(at, text.length());
                if (!name.lookingAt()) {
                    var what = at < text.length() ? "$" + text.charAt(at) : "$";
                    throw new NotUnderstood(what);
                }
                at = name.end();
                return "$" + name.group();
            }
        }
    }
}
