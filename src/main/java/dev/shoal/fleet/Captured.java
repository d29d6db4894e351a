package dev.shoal.fleet;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Objects;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What came on one stream: its bytes as far as they were kept, and how many there were. Much is not in memory but in the run's
 * file, and is read from it each time. Immutable; equal when the bytes, the count and the kind of place are.
 */
public final class Captured {
    private static final Captured NOTHING = new Captured(null, new byte[0], null, 0);

    /** Keeps what the bytes in memory are counted on. */
    private final @Nullable Spool spool;

    private final byte @Nullable [] memory;
    private final @Nullable Blocks blocks;
    private final long total;

    private Captured(@Nullable Spool spool, byte @Nullable [] memory, @Nullable Blocks blocks, long total) {
        this.spool = spool;
        this.memory = memory;
        this.blocks = blocks;
        this.total = total;
    }

    /** Bytes in a file: blocks, of which the last one may be less. */
    static final class Blocks {
        private final Spool spool;
        private final int[] numbers;
        private final long bytes;
        private final int hash;

        Blocks(Spool spool, int[] numbers, long bytes, int hash) {
            this.spool = spool;
            this.numbers = numbers;
            this.bytes = bytes;
            this.hash = hash;
        }
    }

    private static final class BlockStream extends InputStream {
        private final Blocks blocks;
        private final byte[] block = new byte[Spool.BLOCK];
        private long read;
        private int at;
        private int filled;

        BlockStream(Blocks blocks) {
            this.blocks = blocks;
        }

        @Override
        public int read() throws IOException {
            return isFilled() ? block[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!isFilled()) {
                return -1;
            }
            int part = Math.min(length, filled - at);
            System.arraycopy(block, at, into, offset, part);
            at += part;
            return part;
        }

        private boolean isFilled() throws IOException {
            if (at == filled && read < blocks.bytes) {
                filled = (int) Math.min(Spool.BLOCK, blocks.bytes - read);
                at = 0;
                blocks.spool.read(blocks.numbers[(int) (read / Spool.BLOCK)], block, filled);
                read += filled;
            }
            return at < filled;
        }
    }

    /** Takes the array as its own: the caller must not touch it afterwards. */
    static Captured inMemory(Spool spool, byte[] bytes, long total) {
        return total == 0 ? NOTHING : new Captured(spool, bytes, null, total);
    }

    static Captured spooled(Blocks blocks, long total) {
        return new Captured(blocks.spool, null, blocks, total);
    }

    /** The text's bytes in UTF-8, all of them. */
    public static Captured of(String text) {
        return of(text.getBytes(UTF_8), 0);
    }

    /** The bytes, after which {@code dropped} more came that were not kept. */
    public static Captured of(byte[] bytes, long dropped) {
        return new Captured(null, bytes.clone(), null, bytes.length + dropped);
    }

    /** The bytes themselves, which must not be changed; null where they are in a file. */
    public byte @Nullable [] memory() {
        return memory;
    }

    /** The bytes kept, as a copy. */
    public byte[] bytes() {
        if (memory != null) {
            return memory.clone();
        }
        try (var stream = stream()) {
            return stream.readNBytes((int) keptBytes());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The bytes kept, from the first one. */
    public InputStream stream() {
        return blocks == null ? new ByteArrayInputStream(Objects.requireNonNull(memory)) : new BlockStream(blocks);
    }

    /** How many bytes were kept. */
    public long keptBytes() {
        return blocks == null ? Objects.requireNonNull(memory).length : blocks.bytes;
    }

    /** The bytes kept, decoded as UTF-8; what is not UTF-8 becomes U+FFFD. */
    public String text() {
        return new String(memory == null ? bytes() : memory, UTF_8);
    }

    /** The same, piece by piece where it is not in memory. */
    public Reader reader() {
        return memory == null ? new InputStreamReader(stream(), UTF_8) : new StringReader(text());
    }

    /** Whether the bytes kept are well-formed UTF-8, so that {@link #text} loses nothing. */
    public boolean isUtf8() {
        var decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var chars = CharBuffer.allocate(1 << 13);
        var bytes = ByteBuffer.allocate(1 << 13);
        try (var stream = stream()) {
            for (boolean isEnd = false; !isEnd; bytes.compact()) {
                int read = stream.read(bytes.array(), bytes.position(), bytes.remaining());
                isEnd = read < 0;
                bytes.position(bytes.position() + Math.max(0, read)).flip();
                if (decoder.decode(bytes, chars.clear(), isEnd).isError()) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw unreadable(e);
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
        return total > keptBytes();
    }

    /** Gives up what it holds; it must not be asked for its bytes any more. */
    public void discard() {
        if (blocks != null) {
            blocks.spool.free(blocks.numbers);
        } else if (spool != null) {
            spool.give(keptBytes());
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Captured that && total == that.total && sameBytes(that));
    }

    private boolean sameBytes(Captured that) {
        if (blocks == null || that.blocks == null) {
            return blocks == that.blocks && Arrays.equals(memory, that.memory);
        }
        if (blocks.hash != that.blocks.hash || blocks.bytes != that.blocks.bytes) {
            return false;
        }
        try (var mine = stream();
                var theirs = that.stream()) {
            return same(mine, theirs);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether both have the same bytes left. */
    public static boolean same(InputStream some, InputStream others) throws IOException {
        var mine = new byte[Spool.BLOCK];
        var theirs = new byte[Spool.BLOCK];
        while (true) {
            int read = some.readNBytes(mine, 0, mine.length);
            int also = others.readNBytes(theirs, 0, theirs.length);
            if (!Arrays.equals(mine, 0, read, theirs, 0, also)) {
                return false;
            }
            if (read < mine.length) {
                return true;
            }
        }
    }

    public static UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("a reply that did not fit into memory cannot be read back", e);
    }

    @Override
    public int hashCode() {
        return 31 * (blocks == null ? Arrays.hashCode(memory) : blocks.hash) + Long.hashCode(total);
    }

    @Override
    public String toString() {
        return total + " bytes" + (truncated() ? ", " + keptBytes() + " kept" : "");
    }
}
