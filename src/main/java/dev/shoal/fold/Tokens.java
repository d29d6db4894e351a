package dev.shoal.fold;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The tokens of a text, in their order. A thousand long replies have millions of them: here each is twelve bytes rather than an
 * object.
 */
public final class Tokens extends AbstractList<Tokens.Token> implements RandomAccess {
    /**
     * A part of a text that names a host, a time or a number, and not a fact.
     *
     * @param from the offset of its first byte
     * @param to the offset after its last byte
     */
    public record Token(int from, int to, MaskKind kind) {
        public Token {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException("a token from " + from + " to " + to);
            }
        }

        /** The same token in a text that begins so many bytes later. */
        Token without(int bytes) {
            return new Token(from - bytes, to - bytes, kind);
        }
    }

    private int[] ends = new int[16];
    private MaskKind[] kinds = new MaskKind[8];
    private int size;

    void add(int from, int to, MaskKind kind) {
        if (size == kinds.length) {
            ends = Arrays.copyOf(ends, 4 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
        }
        ends[2 * size] = from;
        ends[2 * size + 1] = to;
        kinds[size++] = kind;
    }

    void trim() {
        ends = Arrays.copyOf(ends, 2 * size);
        kinds = Arrays.copyOf(kinds, size);
    }

    int from(int i) {
        return ends[2 * i];
    }

    int to(int i) {
        return ends[2 * i + 1];
    }

    MaskKind kind(int i) {
        return kinds[i];
    }

    @Override
    public Token get(int i) {
        if (i >= size) {
            throw new IndexOutOfBoundsException(i);
        }
        return new Token(from(i), to(i), kind(i));
    }

    @Override
    public int size() {
        return size;
    }
}
