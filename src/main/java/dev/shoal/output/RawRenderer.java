package dev.shoal.output;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.inventory.Host;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code host: line} as soon as a line is complete, remote stdout on stdout and remote stderr on stderr. The bytes of a line
 * are as the host sent them, but cleaned where they go to a terminal.
 */
final class RawRenderer implements Renderer<Reply> {
    private final Screen screen;
    private final Wording wording;
    private final RenderOptions options;
    private final Epilogue epilogue;
    private final Map<Integer, Lines> open = new ConcurrentHashMap<>();
    private volatile boolean over;

    RawRenderer(Screen screen, Wording wording, RenderOptions options, Epilogue epilogue) {
        this.screen = screen;
        this.wording = wording;
        this.options = options;
        this.epilogue = epilogue;
    }

    /** One host's two streams. Its lock only matters against {@link #finish}: the run's calls for a host are serial. */
    private final class Lines {
        private final LineCutter out;
        private final LineCutter err;

        Lines(Host host) {
            var label = options.labels() == RenderOptions.Labels.SHOWN ? wording.line(host.name()) + ": " : "";
            this.out = cutter(label, screen.out());
            this.err = cutter(label, screen.err());
        }

        synchronized byte[] take(Stream stream, byte[] bytes, int offset, int length) {
            return (stream == Stream.OUT ? out : err).take(bytes, offset, length);
        }

        synchronized byte[] rest(Stream stream) {
            return (stream == Stream.OUT ? out : err).rest();
        }
    }

    @Override
    public void output(int index, Host host, Stream stream, byte[] bytes, int offset, int length) {
        if (!over) {
            var lines = open.computeIfAbsent(index, _ -> new Lines(host));
            write(stream, lines.take(stream, bytes, offset, length));
        }
    }

    @Override
    public void finished(HostResult<Reply> result) {
        var lines = open.remove(result.index());
        if (lines != null) {
            rest(lines);
        }
    }

    @Override
    public void finish(RunTitle title, Ledger<Reply> ledger) {
        open.values().forEach(this::rest);
        over = true;
        epilogue.write(ledger);
    }

    private void rest(Lines lines) {
        for (var stream : Stream.values()) {
            write(stream, lines.rest(stream));
        }
    }

    private void write(Stream stream, byte[] lines) {
        if (lines.length == 0) {
            return;
        }
        Screen.Text text = to -> {
            // asked again, since the run may have ended while this waited for its turn
            if (!over) {
                to.write(lines);
            }
        };
        if (stream == Stream.OUT) {
            screen.out(text);
        } else {
            screen.err(text);
        }
    }

    private LineCutter cutter(String label, Channel channel) {
        return new LineCutter(label.getBytes(UTF_8), channel.isTerminal() ? this::cleaned : line -> line);
    }

    private byte[] cleaned(byte[] line) {
        boolean crLf = line.length > 0 && line[line.length - 1] == '\r';
        return wording.cleaner()
                .clean(crLf ? Arrays.copyOf(line, line.length - 1) : line)
                .getBytes(UTF_8);
    }
}
