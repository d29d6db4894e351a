package dev.shoal.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The last events of log files. An event begins with its time; its further lines are indented. */
final class LogTail {
    private static final int MOST_BYTES = 256 << 10;

    private final Path dir;

    LogTail(Path dir) {
        this.dir = dir;
    }

    /** One event with its lines. */
    private record Event(String module, String text) {
        String time() {
            return text.substring(0, Math.min(text.length(), LogLine.TIME_LENGTH));
        }
    }

    /** The last events of one module, the newest last; empty if it has no file. */
    List<String> of(String module, int count) throws IOException {
        return last(events(module), count).map(Event::text).toList();
    }

    /** The last events of all these modules by their time, the module's name before each. */
    List<String> of(List<String> modules, int count) throws IOException {
        var all = new ArrayList<Event>();
        for (var module : modules) {
            last(events(module), count).forEach(all::add);
        }
        all.sort(Comparator.comparing(Event::time));
        return last(all, count)
                .map(event -> event.module() + ": " + event.text())
                .toList();
    }

    private static Stream<Event> last(List<Event> events, int count) {
        return events.stream().skip(Math.max(0, events.size() - count));
    }

    private List<Event> events(String module) throws IOException {
        var events = new ArrayList<Event>();
        var lines = lines(dir.resolve(module + ".log"));
        for (var line : lines) {
            if (!line.startsWith(" ")) {
                events.add(new Event(module, line));
            } else if (!events.isEmpty()) {
                events.add(new Event(module, events.removeLast().text() + "\n" + line));
            }
        }
        return events;
    }

    /** The last complete lines of the file. */
    private static List<String> lines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var from = Math.max(0, in.length() - MOST_BYTES);
            var bytes = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(bytes);
            var lines = new String(bytes, UTF_8).lines().toList();
            return from == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size());
        }
    }
}
