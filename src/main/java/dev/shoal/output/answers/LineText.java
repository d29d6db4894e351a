package dev.shoal.output.answers;

import dev.shoal.fold.FoldLine;
import dev.shoal.fold.Spread;
import dev.shoal.terminal.Channel;
import dev.shoal.text.CleanText;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Lines that hosts wrote, on one channel: cleaned where it is a terminal, as they came elsewhere. */
final class LineText {
    private final Channel channel;

    LineText(Channel channel) {
        this.channel = channel;
    }

    /** Writes the line with its end; what varies in it is painted. */
    void write(FoldLine line, OutputStream stream) throws IOException {
        var bytes = line.bytes();
        int from = 0;
        for (var token : line.varying()) {
            stream.write(shown(bytes, from, token.from(), text -> text));
            stream.write(shown(bytes, token.from(), token.to(), channel.palette()::place));
            from = token.to();
        }
        stream.write(shown(bytes, from, bytes.length, text -> text));
        stream.write('\n');
    }

    /** Writes the line with a mark before it, all in one colour. */
    void write(String mark, FoldLine line, UnaryOperator<String> paint, OutputStream stream) throws IOException {
        var bytes = (mark + line.raw()).getBytes(ISO_8859_1);
        stream.write(shown(bytes, 0, bytes.length, paint));
        stream.write('\n');
    }

    /** How far those who wrote the line are apart in what it measures; empty where they are not. */
    Optional<String> apart(FoldLine line) {
        var apart = line.spreads().stream()
                .filter(Spread::isOpen)
                .map(spread -> words(spread.least()) + " to " + words(spread.most()))
                .collect(Collectors.joining(", "));
        return apart.isEmpty()
                ? Optional.empty()
                : Optional.of(channel.palette().place("~ " + apart));
    }

    private String words(Spread.Bound bound) {
        var hosts = bound.count() == 1 ? bound.host().name() : bound.count() + " hosts";
        return CleanText.line(new String(bound.text().getBytes(ISO_8859_1), UTF_8) + " (" + hosts + ")");
    }

    private byte[] shown(byte[] bytes, int from, int to, UnaryOperator<String> paint) {
        var part = Arrays.copyOfRange(bytes, from, to);
        if (channel.isTerminal()) {
            return paint.apply(CleanText.of(part)).getBytes(UTF_8);
        }
        // a byte for a character and back: painting adds nothing but ASCII
        return paint.apply(new String(part, ISO_8859_1)).getBytes(ISO_8859_1);
    }

    /** Writes a line of ours. */
    static void write(String line, OutputStream stream) throws IOException {
        stream.write((line + "\n").getBytes(UTF_8));
    }
}
