package dev.shoal.fleet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What came on one stream: its bytes as far as they were kept, and how many there were. Immutable; equal when the bytes and
 * the count are.
 */
public final class Captured {
    private static final Captured NOTHING = new Captured(new byte[0], 0);

    private final byte[] bytes;
    private final long total;

    private Captured(byte[] bytes, long total) {
        this.bytes = bytes;
        this.total = total;
    }

    /** Takes the array as its own: the caller must not touch it afterwards. */
    static Captured adopt(byte[] bytes, long total) {
        return total == 0 ? NOTHING : new Captured(bytes, total);
    }

    /** The text's bytes in UTF-8, all of them. */
    public static Captured of(String text) {
        return of(text.getBytes(UTF_8), 0);
    }

    /** The bytes, after which {@code dropped} more came that were not kept. */
    public static Captured of(byte[] bytes, long dropped) {
        return adopt(bytes.clone(), bytes.length + dropped);
    }

    /** The bytes kept, as a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes kept themselves, which nobody may change. */
    byte[] own() {
        return bytes;
    }

    /** The bytes kept, read-only and uncopied. */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** The bytes kept, decoded as UTF-8; what is not UTF-8 becomes U+FFFD. */
    public String text() {
        return new String(bytes, UTF_8);
    }

    /** Whether the bytes kept are well-formed UTF-8, so that {@link #text} loses nothing. */
    public boolean isUtf8() {
        try {
            UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** How many bytes the host sent on this stream, kept or not. */
    public long totalBytes() {
        return total;
    }

    public boolean isEmpty() {
        return total == 0;
    }

    /** Whether more came than was kept. */
    public boolean truncated() {
        return total > bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Captured that && total == that.total && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bytes) + Long.hashCode(total);
    }

    @Override
    public String toString() {
        return total + " bytes" + (truncated() ? ", " + bytes.length + " kept" : "");
    }
}
