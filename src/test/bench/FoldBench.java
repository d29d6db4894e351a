import dev.shoal.cli.Renderers;
import dev.shoal.fleet.FanOut;
import dev.shoal.fleet.FanOutOptions;
import dev.shoal.fleet.HostTask;
import dev.shoal.fleet.Job;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.terminal.Channel;
import dev.shoal.output.FoldStyle;
import dev.shoal.output.Format;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.RunTitle;
import dev.shoal.terminal.Screen;
import dev.shoal.transport.Command;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Limits;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.Session;
import dev.shoal.transport.Transport;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Makes answers of many hosts, and either writes them as {@code host: line} for other programs, or has them captured, folded
 * and printed by Shoal, with hosts that answer from that file. Run by scripts/bench --fold.
 */
public final class FoldBench {
    private static final List<String> WORDS = List.of("nginx", "active", "running", "mount", "listen", "worker", "cache");

    /**
     * {@code write INPUT ANSWERS}: the answers one behind the other in ANSWERS, their sizes in ANSWERS.sizes, and all as
     * {@code host: line} in ANSWERS.txt. {@code fold|lines|diff|similar INPUT ANSWERS OUT}: what that costs. INPUT is equal,
     * variants or own.
     */
    public static void main(String[] args) throws Exception {
        var hosts = IntStream.rangeClosed(1, args[1].equals("equal") ? 10_000 : 1_000)
                .mapToObj(i -> Host.named("node" + i))
                .toList();
        if (args[0].equals("write")) {
            write(args[1], hosts, Path.of(args[2]));
        } else {
            measure(args[0], Path.of(args[2]), hosts, Path.of(args[3]));
        }
    }

    /** 2 kB that are equal, or 1,000 lines in five variants, or those with the host's name, a PID and a time in each line. */
    private static String answer(String input, int host) {
        var text = new StringBuilder();
        for (int line = 0; line < (input.equals("equal") ? 40 : 1_000); line++) {
            var word = WORDS.get(line * 31 % WORDS.size());
            if (input.equals("own")) {
                text.append(String.format("Nov 22 14:%02d:11 node%d ", host % 60, host + 1))
                        .append("sshd[" + (host * 7 + line) + "]: ");
            }
            text.append("unit-" + line + " " + word + " state " + line * 17 % 97 + " for the whole fleet, always");
            if (!input.equals("equal") && host % 5 > 0 && line % 50 == host % 5) {
                text.append(", variant " + (char) ('a' + host % 5));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void write(String input, List<Host> hosts, Path file) throws Exception {
        try (var answers = printer(file); var sizes = printer(file + ".sizes"); var lines = printer(file + ".txt")) {
            for (int i = 0; i < hosts.size(); i++) {
                var host = hosts.get(i).name();
                var bytes = answer(input, i).getBytes(UTF_8);
                answers.write(bytes);
                sizes.println(bytes.length);
                answer(input, i).lines().forEach(line -> lines.println(host + ": " + line));
            }
        }
    }

    private static PrintStream printer(Object file) throws Exception {
        return new PrintStream(new BufferedOutputStream(Files.newOutputStream(Path.of(file.toString())), 1 << 16), false, UTF_8);
    }

    private static void measure(String mode, Path answers, List<Host> hosts, Path file) throws Exception {
        var style = switch (mode) {
            case "lines" -> new FoldStyle(FoldStyle.Shape.LINES, FoldStyle.Likeness.SAME);
            case "diff" -> new FoldStyle(FoldStyle.Shape.DIFF, FoldStyle.Likeness.SAME);
            case "similar" -> new FoldStyle(FoldStyle.Shape.GROUPS, FoldStyle.Likeness.SIMILAR);
            default -> FoldStyle.DEFAULT;
        };
        var options = new RenderOptions(
                Set.of(0), RenderOptions.LedgerWhen.ALWAYS, RenderOptions.Labels.SHOWN, style);
        var folded = new AtomicLong();
        System.gc();
        var before = heap(pool -> pool.getUsage().getUsed());
        ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
        try (var bytes = FileChannel.open(answers); var stream = Files.newOutputStream(file)) {
            var memory = new Memory(bytes, places(Path.of(answers + ".sizes")));
            var channel = Channel.file(new FilterOutputStream(stream) {
                @Override
                public void write(byte[] text, int offset, int length) throws IOException {
                    folded.compareAndSet(0, System.nanoTime()); // the first text is written as soon as the groups are known
                    out.write(text, offset, length);
                }
            });
            var screen = new Screen(channel, Channel.file(OutputStream.nullOutputStream()), System::nanoTime);
            var renderer = Renderers.commands(Format.FOLD, screen, options);
            var job = new Job<>(1, new Task.Exec(new Command("true", java.util.Optional.empty())), hosts,
                    new FanOutOptions(64, java.time.Duration.ofSeconds(10), java.util.Optional.empty(), java.util.Optional.empty(), 64 << 20), Set.of(0));
            var start = System.nanoTime();
            var ledger = new FanOut(memory, (HostTask.Factory) null, System::nanoTime).submit(job, renderer).await();
            var captured = System.nanoTime();
            renderer.finish(new RunTitle(1, Instant.now(), "", "true"), ledger);
            var printed = System.nanoTime();
            var peak = heap(pool -> pool.getPeakUsage().getUsed()) - before;
            System.gc();
            var kept = heap(pool -> pool.getUsage().getUsed()) - before;
            System.out.printf("%d %d %d %d %d%n", (captured - start) / 1000, (folded.get() - captured) / 1000,
                    (printed - folded.get()) / 1000, peak, kept);
            if (ledger.parts().size() != 1) {
                throw new IllegalStateException("not all are ok: " + ledger.parts());
            }
        }
    }

    private static long[] places(Path sizes) throws Exception {
        var places = Files.readAllLines(sizes).stream().mapToLong(Long::parseLong).toArray();
        Arrays.parallelPrefix(places, Long::sum);
        return places;
    }

    private static long heap(ToLongFunction<java.lang.management.MemoryPoolMXBean> size) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(size)
                .sum();
    }

    /** Hosts that answer at once: each place in the file is the end of a host's answer. */
    private record Memory(FileChannel answers, long[] places) implements Transport {
        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Session open(Host host, Deadline deadline, Receiver listener) {
            listener.entered(Phase.CONNECT);
            int number = Integer.parseInt(host.name().substring(4)) - 1;
            return new Answering(answers, number == 0 ? 0 : places[number - 1], places[number]);
        }
    }

    private record Answering(FileChannel answers, long from, long to) implements Session {
        @Override
        public Ending exec(Command command, Receiver receiver, Limits limits) {
            receiver.entered(Phase.RUN);
            var bytes = new byte[8192];
            try {
                for (long at = from; at < to; ) {
                    int size = (int) Math.min(bytes.length, to - at);
                    int read = answers.read(ByteBuffer.wrap(bytes, 0, size), at);
                    receiver.out(bytes, 0, read);
                    at += read;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Ending.Exited(0);
        }

        @Override
        public RemoteFiles files(Deadline deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean probe(Duration limit) {
            return true;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
