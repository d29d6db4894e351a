package dev.shoal.output.answers;

import dev.shoal.fleet.Capture;
import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fleet.ReplyMemory;
import dev.shoal.fleet.Spool;
import dev.shoal.inventory.Host;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.RunTitle;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code host: line} as soon as a line is complete, remote stdout on stdout and remote stderr on stderr. The bytes are as the
 * host sent them, but cleaned where they go to a terminal. A last line without an end gets one only where another host's line
 * follows, and on a terminal.
 */
public final class RawRenderer implements Renderer<Reply> {
    private final Screen screen;
    private final RenderOptions options;
    private final RunFooter epilogue;
    private final Map<Integer, Lines> open = new ConcurrentHashMap<>();
    /** Of each stream, whose unfinished line was written last, by its index. Guarded by the screen: only texts look at it. */
    private final Map<Stream, Integer> unfinished = new EnumMap<>(Stream.class);
    /** Where long lines wait for their end. */
    private final Spool spool = ReplyMemory.none().spool();

    private volatile boolean over;

    public RawRenderer(Screen screen, RenderOptions options, RunFooter epilogue) {
        this.screen = screen;
        this.options = options;
        this.epilogue = epilogue;
    }

    /** One host's two streams. Its lock only matters against {@link #finish}: the run's calls for a host are serial. */
    private final class Lines {
        private final LineCutter out;
        private final LineCutter err;

        Lines(Host host) {
            var label = options.labels() == RenderOptions.Labels.SHOWN ? CleanText.line(host.name()) + ": " : "";
            this.out = cutter(label, screen.out());
            this.err = cutter(label, screen.err());
        }

        synchronized List<Screen.Text> take(Stream stream, byte[] bytes, int offset, int length) {
            return (stream == Stream.OUT ? out : err).take(bytes, offset, length);
        }

        synchronized List<Screen.Text> rest(Stream stream) {
            return (stream == Stream.OUT ? out : err).rest();
        }
    }

    @Override
    public void output(int index, Host host, Stream stream, byte[] bytes, int offset, int length) {
        if (!over) {
            var lines = open.computeIfAbsent(index, _ -> new Lines(host));
            write(index, stream, lines.take(stream, bytes, offset, length), false);
        }
    }

    @Override
    public void finished(HostResult<Reply> result) {
        var lines = open.remove(result.index());
        if (lines != null) {
            rest(result.index(), lines);
        }
    }

    @Override
    public void finish(RunTitle title, Ledger<Reply> ledger) {
        open.forEach(this::rest);
        over = true;
        epilogue.write(ledger);
    }

    private void rest(int index, Lines lines) {
        for (var stream : Stream.values()) {
            write(index, stream, lines.rest(stream), true);
        }
    }

    /** Writes lines in one piece; a terminal's last one gets an end. */
    private void write(int index, Stream stream, List<Screen.Text> lines, boolean isRest) {
        if (lines.isEmpty()) {
            return;
        }
        boolean isTerminal = channel(stream).isTerminal();
        Screen.Text text = to -> {
            // asked again, since the run may have ended while this waited for its turn
            if (!over) {
                writeLines(index, stream, lines, to);
                if (isRest && isTerminal) {
                    to.write('\n');
                    unfinished.remove(stream);
                }
            }
        };
        if (stream == Stream.OUT) {
            screen.out(text);
        } else {
            screen.err(text);
        }
    }

    private void writeLines(int index, Stream stream, List<Screen.Text> lines, OutputStream to) throws IOException {
        var before = unfinished.remove(stream);
        if (before != null && before != index) {
            to.write('\n');
        }
        var ends = new LastByte(to);
        for (var one : lines) {
            one.writeTo(ends);
        }
        if (ends.last != '\n') {
            unfinished.put(stream, index);
        }
    }

    /** Knows how what was written ends. */
    private static final class LastByte extends FilterOutputStream {
        private int last = '\n';

        LastByte(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            last = one & 0xff;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            last = length > 0 ? bytes[offset + length - 1] & 0xff : last;
        }
    }

    private Channel channel(Stream stream) {
        return stream == Stream.OUT ? screen.out() : screen.err();
    }

    private LineCutter cutter(String label, Channel channel) {
        return new LineCutter(label.getBytes(UTF_8), new As(channel.isTerminal()));
    }

    /** Lines as they stand on a terminal, or elsewhere. */
    private final class As implements LineCutter.Manner {
        private final boolean isTerminal;

        As(boolean isTerminal) {
            this.isTerminal = isTerminal;
        }

        @Override
        public boolean passesOn() {
            return !isTerminal && options.hosts() == RenderOptions.Hosts.ONE;
        }

        @Override
        public Spool spool() {
            return spool;
        }

        @Override
        public byte[] shown(byte[] line) {
            if (!isTerminal) {
                return line;
            }
            boolean crLf = line.length > 0 && line[line.length - 1] == '\r';
            return CleanText.of(crLf ? Arrays.copyOf(line, line.length - 1) : line)
                    .getBytes(UTF_8);
        }

        @Override
        public Screen.Text shown(Capture line) {
            return to -> {
                var whole = line.captured();
                try (var source = whole.stream()) {
                    if (isTerminal) {
                        CleanText.copy(source, to);
                    } else {
                        source.transferTo(to);
                    }
                }
                whole.discard();
            };
        }
    }

    /**
     * Cuts one host's stream into labelled lines. No line is ever broken: of an unfinished one 64 KiB are in memory, what is more is
     * written on at once where no other host can come between, and else waits in a file for its end.
     */
    static final class LineCutter {
        static final int MAX_IN_MEMORY = 1 << 16;
        /** A longer line ends there. */
        private static final long MAX_LINE = 1 << 30;

        private final byte[] label;
        private final Manner manner;
        private byte[] line = new byte[256];
        private int length;
        /** Whether some of the line has been written. */
        private boolean begun;

        private @Nullable Capture rest;
        private long restBytes;

        /** What becomes of lines. */
        interface Manner {
            /** Whether the beginning of a long line may be written before its end has come. */
            boolean passesOn();

            /** Where long lines wait. */
            Spool spool();

            /** A whole line that is in memory, without its line feed. */
            byte[] shown(byte[] line);

            /** The same of one that is not. */
            Screen.Text shown(Capture line);
        }

        /**
         * A cutter for one stream.
         *
         * @param label what each line begins with
         */
        LineCutter(byte[] label, Manner manner) {
            this.label = label;
            this.manner = manner;
        }

        /** The lines that these bytes complete. */
        List<Screen.Text> take(byte[] bytes, int offset, int count) {
            var texts = new ArrayList<Screen.Text>();
            var lines = new ByteArrayOutputStream(count + 64);
            int to = offset + count;
            for (int from = offset; from < to; ) {
                int end = lineFeed(bytes, from, to);
                append(bytes, from, end < 0 ? to : end, lines);
                if (end >= 0 || restBytes > MAX_LINE) {
                    end(lines, texts);
                    lines.write('\n');
                }
                from = end < 0 ? to : end + 1;
            }
            flush(lines, texts);
            return texts;
        }

        /** The unfinished line, without an end; empty if there is none. */
        List<Screen.Text> rest() {
            var texts = new ArrayList<Screen.Text>();
            if (length > 0 || rest != null) {
                var lines = new ByteArrayOutputStream();
                end(lines, texts);
                flush(lines, texts);
            }
            return texts;
        }

        private static int lineFeed(byte[] bytes, int from, int to) {
            for (int i = from; i < to; i++) {
                if (bytes[i] == '\n') {
                    return i;
                }
            }
            return -1;
        }

        private void append(byte[] bytes, int from, int to, ByteArrayOutputStream lines) {
            int needed = length + to - from;
            if (rest == null && needed <= MAX_IN_MEMORY) {
                if (needed > line.length) {
                    line = Arrays.copyOf(line, Math.min(MAX_IN_MEMORY, Math.max(needed, 2 * line.length)));
                }
                System.arraycopy(bytes, from, line, length, to - from);
                length = needed;
            } else if (manner.passesOn()) {
                begin(lines);
                lines.write(line, 0, length);
                lines.write(bytes, from, to - from);
                length = 0;
            } else {
                var more = rest == null ? manner.spool().capture(2 * MAX_LINE - 1) : rest;
                more.add(line, 0, length);
                more.add(bytes, from, to - from);
                rest = more;
                restBytes += needed;
                length = 0;
            }
        }

        private void begin(ByteArrayOutputStream lines) {
            if (!begun) {
                lines.writeBytes(label);
                begun = true;
            }
        }

        private void end(ByteArrayOutputStream lines, List<Screen.Text> texts) {
            begin(lines);
            var more = rest;
            if (more == null) {
                lines.writeBytes(manner.shown(Arrays.copyOf(line, length)));
            } else {
                flush(lines, texts);
                texts.add(manner.shown(more));
            }
            rest = null;
            restBytes = 0;
            length = 0;
            begun = false;
        }

        private static void flush(ByteArrayOutputStream lines, List<Screen.Text> texts) {
            if (lines.size() > 0) {
                var bytes = lines.toByteArray();
                texts.add(stream -> stream.write(bytes));
                lines.reset();
            }
        }
    }
}
