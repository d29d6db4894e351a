package dev.shoal.fold;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A text and its shape, which is the text with a place for each token, and one blank for many. */
final class MaskedText {
    /** Stands before a token's kind; no byte of UTF-8. */
    private static final byte PLACE = (byte) 0xff;

    private final FoldGroup group;
    private final FoldText folded;
    private final Tokens tokens;
    private final Shape shape;
    private final BitSet varying = new BitSet();
    /** Of each token that varies and measures something. */
    private @Nullable Spread[] spreads = new Spread[0];
    /** How many hosts wrote this text or one that has joined. */
    private int hosts;

    private boolean blanksVary;

    MaskedText(FoldGroup group, FoldText folded, OwnNames names, CustomMasks patterns) {
        this.group = group;
        this.hosts = group.size();
        this.folded = folded;
        var text = folded.bytes();
        this.tokens = new MaskScanner(new ByteScanner(text), names).tokens(patterns.in(text));
        this.shape = new Shape(folded.isEmpty(), shape(text, 0, text.length, 0));
    }

    /** Equal for texts of one shape: all of it is compared, so that no host can forge the shape of others. */
    static final class Shape {
        private final boolean isEmpty;
        private final byte[] bytes;
        private final int hash;

        Shape(boolean isEmpty, byte[] bytes) {
            this.isEmpty = isEmpty;
            this.bytes = bytes;
            this.hash = Arrays.hashCode(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shape that && isEmpty == that.isEmpty && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    Shape shape() {
        return shape;
    }

    /** What of it differs in any text that has joined. */
    Set<MaskKind> varying() {
        var kinds = EnumSet.noneOf(MaskKind.class);
        varying.stream().forEach(i -> kinds.add(tokens.kind(i)));
        if (blanksVary && kinds.isEmpty()) {
            kinds.add(MaskKind.BLANKS);
        }
        return kinds;
    }

    /** Notes which tokens are other ones in a text of the same shape. */
    void join(MaskedText other) {
        var text = folded.bytes();
        var theirs = other.folded.bytes();
        if (!Arrays.equals(text, theirs)) {
            blanksVary = true;
            for (int i = 0; i < tokens.size(); i++) {
                int from = other.tokens.from(i);
                if (!Arrays.equals(text, tokens.from(i), tokens.to(i), theirs, from, other.tokens.to(i))) {
                    varying.set(i);
                }
            }
        }
        spread(new ByteScanner(text), other, new ByteScanner(theirs));
        hosts += other.hosts;
    }

    private void spread(ByteScanner text, MaskedText other, ByteScanner theirs) {
        if (spreads.length < varying.length()) {
            spreads = Arrays.copyOf(spreads, varying.length());
        }
        for (int i = varying.nextSetBit(0); i >= 0; i = varying.nextSetBit(i + 1)) {
            double amount = Units.amount(theirs, other.tokens, i);
            if (Double.isNaN(amount)) {
                continue;
            }
            var spread = spreads[i];
            if (spread == null) {
                spread = Spread.of(bound(text, i, Units.amount(text, tokens, i)));
            }
            spreads[i] = spread.isTouchedBy(amount) ? spread.with(Spread.of(other.bound(theirs, i, amount))) : spread;
        }
    }

    /** Of each token that measures something, as lines of one key have as many: also where it is not understood. */
    private Optional<Spread> spread(ByteScanner text, int token) {
        var known = token < spreads.length ? spreads[token] : null;
        if (known != null) {
            return Optional.of(known);
        }
        return Units.measures(tokens.kind(token))
                ? Optional.of(Spread.of(bound(text, token, Units.amount(text, tokens, token))))
                : Optional.empty();
    }

    private Spread.Bound bound(ByteScanner text, int token, double amount) {
        int from = tokens.from(token);
        int to = tokens.to(token);
        int start = amount < 0 ? from - 1 : from; // with its sign
        int end = text.is(to, '%') ? to + 1 : to;
        return new Spread.Bound(amount, text.text(start, end), group.first().host(), hosts);
    }

    List<FoldLine> lines() {
        var lines = new ArrayList<FoldLine>();
        var text = folded.bytes();
        var chars = new ByteScanner(text);
        int token = 0;
        for (int from = 0; !folded.isEmpty() && from <= text.length; ) {
            int to = from;
            while (to < text.length && text[to] != '\n') {
                to++;
            }
            var key = new String(shape(text, from, to, token), ISO_8859_1);
            var inside = new ArrayList<Tokens.Token>();
            var others = new ArrayList<Tokens.Token>();
            var apart = new ArrayList<Spread>();
            for (; token < tokens.size() && tokens.from(token) < to; token++) {
                inside.add(tokens.get(token).without(from));
                if (varying.get(token)) {
                    others.add(inside.getLast());
                }
                spread(chars, token).ifPresent(apart::add);
            }
            lines.add(new FoldLine(new String(text, from, to - from, ISO_8859_1), key, inside, others, apart));
            from = to + 1;
        }
        return lines;
    }

    private byte[] shape(byte[] text, int from, int to, int firstToken) {
        var shape = new byte[2 * (to - from)]; // a place may be a byte longer than its token
        int length = 0;
        int token = firstToken;
        for (int i = from; i < to; ) {
            if (token < tokens.size() && tokens.from(token) == i) {
                shape[length++] = PLACE;
                shape[length++] = Placeholder.of(tokens, token, text);
                i = tokens.to(token++);
            } else if (text[i] == ' ' || text[i] == '\t') {
                int end = blanks(text, i, to);
                boolean isIndent =
                        (i == 0 || text[i - 1] == '\n') && !(token < tokens.size() && tokens.from(token) == end);
                shape[length] = ' ';
                if (isIndent) {
                    System.arraycopy(text, i, shape, length, end - i);
                }
                length += isIndent ? end - i : 1;
                i = end;
            } else {
                if (text[i] == PLACE) {
                    shape[length++] = PLACE; // twice: what the host wrote
                }
                shape[length++] = text[i++];
            }
        }
        return Arrays.copyOf(shape, length);
    }

    private static int blanks(byte[] text, int from, int to) {
        int end = from;
        while (end < to && (text[end] == ' ' || text[end] == '\t')) {
            end++;
        }
        return end;
    }

    /**
     * What stands for a token in shapes: a byte for its kind, and another one where an operator would look twice. A disk that is
     * nearly full is not similar to one that is not, three of three are not similar to two of three, and a service that can be
     * reached from outside is not similar to one that only listens locally. Sizes and numbers are one: a size may be 0 or 12K.
     */
    static final class Placeholder {
        /** Percentages from 90 up; those below are numbers like others. */
        private static final byte NEARLY_FULL = '%';
        /** The second of two numbers that are equal, as in {@code 3/3}. */
        private static final byte ALL = '/';
        /** {@code 127.0.0.1} and {@code ::1}. */
        private static final byte LOOPBACK = 'l';

        private Placeholder() {}

        static byte of(Tokens tokens, int token, byte[] text) {
            var kind = tokens.kind(token);
            int from = tokens.from(token);
            int to = tokens.to(token);
            if (kind == MaskKind.NUMBER && isNearlyFull(text, from, to)) {
                return NEARLY_FULL;
            }
            if (kind == MaskKind.NUMBER && isAll(tokens, token, text)) {
                return ALL;
            }
            if (kind == MaskKind.ADDRESS && isLoopback(text, from, to)) {
                return LOOPBACK;
            }
            return (byte) (kind == MaskKind.SIZE ? MaskKind.NUMBER : kind).letter();
        }

        /** Whether this is a percentage from 90 up, as {@code 93%} and {@code 99.5%}; also one of more than a hundred. */
        private static boolean isNearlyFull(byte[] text, int from, int to) {
            if (to >= text.length || text[to] != '%') {
                return false;
            }
            int digits = 0;
            while (from + digits < to && text[from + digits] >= '0' && text[from + digits] <= '9') {
                digits++;
            }
            return digits > 2 || (digits == 2 && text[from] == '9');
        }

        private static boolean isAll(Tokens tokens, int token, byte[] text) {
            int from = tokens.from(token);
            return token > 0
                    && tokens.to(token - 1) == from - 1
                    && text[from - 1] == '/'
                    && Arrays.equals(text, tokens.from(token - 1), from - 1, text, from, tokens.to(token));
        }

        private static boolean isLoopback(byte[] text, int from, int to) {
            return begins(text, from, to, "127.") || (to - from == 3 && begins(text, from, to, "::1"));
        }

        private static boolean begins(byte[] text, int from, int to, String word) {
            int same = 0;
            while (same < word.length() && from + same < to && text[from + same] == word.charAt(same)) {
                same++;
            }
            return same == word.length();
        }
    }
}
