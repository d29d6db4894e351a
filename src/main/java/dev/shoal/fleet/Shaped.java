package dev.shoal.fleet;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A text and its shape, which is the text with a place for each token, and one blank for many. */
final class Shaped {
    /** Stands before a token's kind; no byte of UTF-8. */
    private static final byte PLACE = (byte) 0xff;

    private final byte[] text;
    private final List<Token> tokens;
    private final boolean isEmpty;
    private final String digest;
    private final BitSet varying = new BitSet();
    private boolean blanksVary;

    Shaped(FoldText folded, OwnNames names, Patterns patterns) {
        this.isEmpty = folded.isEmpty();
        this.text = folded.bytes();
        this.tokens = new MaskScanner(new Chars(text), names).tokens(patterns.in(text));
        this.digest = HexFormat.of().formatHex(digest(shape(0, text.length, 0)));
    }

    /** Equal for texts of one shape: of SHA-256, so that no host can forge the shape of others. */
    String digest() {
        return isEmpty ? "" : digest;
    }

    /** What of it differs in any text that has joined. */
    Set<MaskKind> varying() {
        var kinds = EnumSet.noneOf(MaskKind.class);
        varying.stream().forEach(i -> kinds.add(tokens.get(i).kind()));
        if (blanksVary && kinds.isEmpty()) {
            kinds.add(MaskKind.BLANKS);
        }
        return kinds;
    }

    /** Notes which tokens are other ones in a text of the same shape. */
    void join(Shaped other) {
        if (Arrays.equals(text, other.text)) {
            return;
        }
        blanksVary = true;
        for (int i = 0; i < tokens.size(); i++) {
            var mine = tokens.get(i);
            var theirs = other.tokens.get(i);
            if (!Arrays.equals(text, mine.from(), mine.to(), other.text, theirs.from(), theirs.to())) {
                varying.set(i);
            }
        }
    }

    List<FoldLine> lines() {
        var lines = new ArrayList<FoldLine>();
        int token = 0;
        for (int from = 0; !isEmpty && from <= text.length; ) {
            int to = from;
            while (to < text.length && text[to] != '\n') {
                to++;
            }
            var key = new String(shape(from, to, token), ISO_8859_1);
            var inside = new ArrayList<Token>();
            var others = new ArrayList<Token>();
            for (; token < tokens.size() && tokens.get(token).from() < to; token++) {
                inside.add(tokens.get(token).without(from));
                if (varying.get(token)) {
                    others.add(inside.getLast());
                }
            }
            lines.add(new FoldLine(new String(text, from, to - from, ISO_8859_1), key, inside, others));
            from = to + 1;
        }
        return lines;
    }

    private byte[] shape(int from, int to, int firstToken) {
        var shape = new byte[to - from + tokens.size() - firstToken]; // a place may be a byte longer than its token
        int length = 0;
        int token = firstToken;
        for (int i = from; i < to; ) {
            if (token < tokens.size() && tokens.get(token).from() == i) {
                shape[length++] = PLACE;
                shape[length++] = place(tokens.get(token).kind());
                i = tokens.get(token++).to();
            } else if (text[i] == ' ' || text[i] == '\t') {
                int end = blanks(i, to);
                boolean isIndent = (i == 0 || text[i - 1] == '\n')
                        && !(token < tokens.size() && tokens.get(token).from() == end);
                shape[length] = ' ';
                if (isIndent) {
                    System.arraycopy(text, i, shape, length, end - i);
                }
                length += isIndent ? end - i : 1;
                i = end;
            } else {
                shape[length++] = text[i++];
            }
        }
        return Arrays.copyOf(shape, length);
    }

    /** A size may be 0 or 12K, which is a number and a size. */
    private static byte place(MaskKind kind) {
        return (byte) (kind == MaskKind.SIZE ? MaskKind.NUMBER : kind).letter();
    }

    private int blanks(int from, int to) {
        int end = from;
        while (end < to && (text[end] == ' ' || text[end] == '\t')) {
            end++;
        }
        return end;
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
