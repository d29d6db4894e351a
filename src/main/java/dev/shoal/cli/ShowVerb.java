package dev.shoal.cli;

import com.fasterxml.jackson.core.JsonFactory;
import dev.shoal.output.Format;
import dev.shoal.terminal.Screen;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows the configuration. Reads every file that it names, so that mistakes in them are reported. */
final class ShowVerb {
    private static final String CONFIG = "config";

    /** The options that win over a key. Those of the target are looked at together. */
    private static final Map<Option, String> KEYS = Map.of(
            Option.OUTPUT, "output",
            Option.FANOUT, "fleet.fanout",
            Option.TIMEOUT, "fleet.timeout",
            Option.DEADLINE, "fleet.deadline",
            Option.USER, "ssh.user",
            Option.PORT, "ssh.port",
            Option.IDENTITY, "ssh.keys",
            Option.KNOWN_HOSTS, "ssh.known-hosts",
            Option.CONNECT_TIMEOUT, "ssh.connect-timeout");

    /** Options that would change a key are shown, too. */
    static final Set<Option> OPTIONS = Option.of(KEYS.keySet(), "output", "text", "start", "help");

    private ShowVerb() {}

    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException {
        if (!call.words().equals(List.of(CONFIG))) {
            throw new UsageException(
                    "show" + (call.text().isEmpty() ? "" : " " + call.text()) + ": write show " + CONFIG);
        }
        var isJson = isJson(call.options());
        Targets.inventory(call.options(), context);
        var configured = context.site().configured();
        for (var option : KEYS.keySet()) {
            if (call.options().has(option)) {
                var value = String.join(", ", call.options().all(option));
                configured = configured.with(Map.of(KEYS.get(option), value), option.longName());
            }
        }
        if (call.options().namesTarget()) {
            configured = configured.with(Map.of("target", Targets.named(call.options(), context)), "an option, or use");
        }
        context.screen().out(Screen.Text.of(isJson ? json(configured) : table(configured)));
        return Verb.Result.of(ExitStatus.OK);
    }

    private static boolean isJson(OptionSet options) throws UsageException {
        var word = options.last(Option.OUTPUT).orElse("table");
        if (Format.of(word).isEmpty() && !word.equals("table")) {
            throw new UsageException("show: --output " + word + ": write table or json");
        }
        return word.equals(Format.JSON.word()) || word.equals(Format.JSONL.word());
    }

    private static String table(Configured configured) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("key", "value", "from"));
        configured.values().forEach(value -> rows.add(List.of(value.key(), value.value(), value.origin())));
        var files = new ArrayList<List<String>>();
        files.add(List.of(configured.files().isEmpty() ? "no file was read" : "files that were read, later ones win:"));
        configured.files().forEach(file -> files.add(List.of("  " + file)));
        return Columns.of(rows) + Columns.of(files);
    }

    private static String json(Configured configured) {
        var text = new StringWriter();
        try (var out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            out.writeNumberField("v", 1);
            out.writeArrayFieldStart("values");
            for (var value : configured.values()) {
                out.writeStartObject();
                out.writeStringField("key", value.key());
                out.writeStringField("value", value.value());
                out.writeStringField("from", value.origin());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("files");
            for (var file : configured.files()) {
                out.writeString(file.toString());
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return text.append('\n').toString();
    }
}
