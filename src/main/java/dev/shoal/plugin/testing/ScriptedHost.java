package dev.shoal.plugin.testing;

import dev.shoal.inventory.Host;
import dev.shoal.plugin.HostContext;
import dev.shoal.plugin.Param;
import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.PluginLog;
import dev.shoal.plugin.Reply;
import dev.shoal.plugin.Rows;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.TransportException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host for tests of plugins: its replies, files and failures are written in the test, and nothing is connected to. A command without
 * a reply fails the test with an {@link AssertionError} that names it and those that are expected.
 *
 * <pre>{@code
 * var host = ScriptedHost.named("web1").reply("uptime", " 14:02:11 up 3 days,  3:14, ...");
 * assertEquals(List.of(Map.of("load", 9.5, "up", 259_200)), host.rows(new Load()).cells());
 * }</pre>
 *
 * <p>One thread at a time.
 */
public final class ScriptedHost implements HostContext {
    private static final Duration EXEC_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final Map<Pattern, Answer> patterns = new LinkedHashMap<>();
    private final Map<String, Object> params = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();
    private final Log log = new Log();
    private final ScriptedFiles files;
    private Duration limit = EXEC_LIMIT;
    private List<Param> declared = List.of();
    private Optional<Failure> down = Optional.empty();

    private ScriptedHost(String name) {
        this.name = name;
        this.files = new ScriptedFiles(name);
    }

    /** Replies to a command, in order; the last one repeats. Each may be a failure instead. */
    private static final class Answer {
        private final List<Reply> replies = new ArrayList<>();
        private Duration time = Duration.ZERO;
        private boolean isLost;
        private int used;

        Reply next() {
            return replies.isEmpty() ? Reply.of(0, "", "") : replies.get(Math.min(used++, replies.size() - 1));
        }
    }

    /** A host of this name that knows no command and has no file. */
    public static ScriptedHost named(String name) {
        return new ScriptedHost(name);
    }

    /**
     * The command ends with exit status 0 and this output. Several outputs are given one after the other; the last one repeats.
     * Replies that the command had before are replaced.
     */
    public ScriptedHost reply(String command, String out, String... more) {
        var answer = fresh(command);
        answer.replies.add(Reply.of(0, out, ""));
        for (var next : more) {
            answer.replies.add(Reply.of(0, next, ""));
        }
        return this;
    }

    /** The command ends with this exit status and both outputs. */
    public ScriptedHost reply(String command, int exit, String out, String err) {
        return reply(command, Reply.of(exit, out, err));
    }

    /** The command ends with this reply. */
    public ScriptedHost reply(String command, Reply reply) {
        fresh(command).replies.add(reply);
        return this;
    }

    /** Each command that the whole pattern matches, and that has no reply of its own, ends with this output. */
    public ScriptedHost reply(Pattern command, String out) {
        return reply(command, 0, out, "");
    }

    /** The same with an exit status and both outputs. */
    public ScriptedHost reply(Pattern command, int exit, String out, String err) {
        var answer = new Answer();
        answer.replies.add(Reply.of(exit, out, err));
        patterns.put(command, answer);
        return this;
    }

    /**
     * The command takes this long, without the test having to wait: where its limit is shorter, it fails as it does on a host
     * that does not answer in time. What it replies in time is set with {@code reply} before.
     */
    public ScriptedHost slow(String command, Duration time) {
        answers.computeIfAbsent(command, _ -> new Answer()).time = time;
        return this;
    }

    /** The connection breaks when this command is run. */
    public ScriptedHost unreachable(String command) {
        fresh(command).isLost = true;
        return this;
    }

    /** The host cannot be reached at all. */
    public ScriptedHost unreachable() {
        down = Optional.of(new Failure(
                Phase.CONNECT, Failure.Kind.REFUSED, name + ": connection refused", "Is sshd running there?"));
        files.fail(down);
        return this;
    }

    /** The limit of commands for which the plugin gives none, as {@code timeout} of {@code plugins.yaml}; 10 s at first. */
    public ScriptedHost limit(Duration time) {
        limit = time;
        return this;
    }

    /** A file with this text, which replaces one of the same path; its directories are made. */
    public ScriptedHost file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file with these bytes. */
    public ScriptedHost file(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    /** A variable of the inventory, for {@code host().variable(key)}. */
    public ScriptedHost variable(String key, String value) {
        variables.put(key, value);
        return this;
    }

    /** The value of a parameter of the plugin; those without one have the default that the plugin declares. */
    public ScriptedHost param(String parameter, Object value) {
        params.put(parameter, Param.of(parameter, value, "").usual().orElseThrow());
        return this;
    }

    private Answer fresh(String command) {
        var answer = new Answer();
        answers.put(command, answer);
        return answer;
    }

    /**
     * Runs the plugin on this host, and returns the rows that Shoal shows of it.
     *
     * @throws Exception what {@code process} threw, or {@link dev.shoal.plugin.PluginException} for a value that makes no rows
     */
    public Rows rows(Plugin plugin) throws Exception {
        declared = plugin.params();
        params.forEach(this::requireAccepted);
        return Rows.of(plugin.process(this), plugin.columns());
    }

    private void requireAccepted(String parameter, Object value) {
        var names = declared.stream().map(Param::name).toList();
        if (!names.contains(parameter)) {
            throw new AssertionError(name + ": the plugin has no parameter " + parameter + "; params() has "
                    + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        if (declared.stream()
                .noneMatch(param ->
                        param.name().equals(parameter) && param.type().isInstance(value) && param.accepts(value))) {
            throw new AssertionError(name + ": " + parameter + "=" + value
                    + " is refused before the plugin runs; give it a value that params() accepts");
        }
    }

    /** The commands that were run, in order. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** The text of a file as it is now, also of one that was written; empty if there is none. */
    public Optional<String> text(String path) {
        return files.bytes(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** What was logged, a line each, as {@code warn: no smartctl}. */
    public List<String> logged() {
        return List.copyOf(log.lines);
    }

    @Override
    public Host host() {
        var plain = Host.named(name);
        return new Host(name, plain.address(), plain.port(), plain.user(), variables);
    }

    @Override
    public Reply tryExec(String command, int... okExits) throws TransportException {
        return tryExec(command, limit, okExits);
    }

    @Override
    public Reply tryExec(String command, Duration time, int... okExits) throws TransportException {
        if (down.isPresent()) {
            throw new TransportException(down.get());
        }
        commands.add(command);
        var answer = answer(command);
        if (answer.isLost) {
            throw new TransportException(new Failure(
                    Phase.RUN, Failure.Kind.LOST, name + ": connection lost", "The command may be running there"));
        }
        if (answer.time.compareTo(time) > 0) {
            throw new TransportException(new Failure(
                    Phase.RUN,
                    Failure.Kind.TIMEOUT,
                    name + ": timed out after " + seconds(time) + "; the command may still be running there",
                    ""));
        }
        return answer.next().expecting(command, okExits);
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private Answer answer(String command) {
        var exact = answers.get(command);
        if (exact != null) {
            return exact;
        }
        return patterns.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(command).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(unexpected(command)));
    }

    /** The command, and those that have a reply, the most similar one first. */
    private String unexpected(String command) {
        var expected = new ArrayList<>(answers.keySet());
        expected.sort((a, b) -> Integer.compare(common(command, b), common(command, a)));
        patterns.keySet().forEach(pattern -> expected.add("/" + pattern + "/"));
        return name + ": unexpected command: " + command
                + (expected.isEmpty() ? "\nno command has a reply" : "\nexpected:\n  " + String.join("\n  ", expected))
                + "\ngive it a reply in the test, or correct the plugin";
    }

    /** How many characters both have in common at their beginning and end. */
    private static int common(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int first = 0;
        while (first < most && a.charAt(first) == b.charAt(first)) {
            first++;
        }
        int last = 0;
        while (last < most - first && a.charAt(a.length() - 1 - last) == b.charAt(b.length() - 1 - last)) {
            last++;
        }
        return first + last;
    }

    @Override
    public byte[] read(String path) throws TransportException {
        return files.read(path);
    }

    @Override
    public void write(String path, byte[] bytes) throws TransportException {
        files.write(path, bytes);
    }

    @Override
    public RemoteFiles files() throws TransportException {
        if (down.isPresent()) {
            throw new TransportException(down.get());
        }
        return files;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller knows which type it has declared
    public <T> T param(String parameter) {
        var usual = declared.stream()
                .filter(param -> param.name().equals(parameter))
                .findFirst()
                .flatMap(Param::usual);
        return (T) Optional.ofNullable(params.get(parameter))
                .or(() -> usual)
                .orElseThrow(
                        () -> new AssertionError(name + ": the parameter " + parameter + " has no value; write .param('"
                                + parameter + "', VALUE) in the test"
                                + (declared.isEmpty()
                                        ? ", or run the plugin with rows(plugin), which knows its defaults"
                                        : "")));
    }

    @Override
    public PluginLog log() {
        return log;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Keeps the lines, with their values in place. */
    private static final class Log implements PluginLog {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void debug(String message, Object... values) {
            add("debug", message, values);
        }

        @Override
        public void info(String message, Object... values) {
            add("info", message, values);
        }

        @Override
        public void warn(String message, Object... values) {
            add("warn", message, values);
        }

        @Override
        public void error(String message, Object... values) {
            add("error", message, values);
        }

        private void add(String level, String message, Object... values) {
            var line = new StringBuilder(level + ": ");
            int at = 0;
            int used = 0;
            for (int next = message.indexOf("{}");
                    next >= 0 && used < values.length;
                    next = message.indexOf("{}", at)) {
                line.append(message, at, next).append(values[used++]);
                at = next + 2;
            }
            lines.add(line.append(message.substring(at)).toString());
        }
    }
}
