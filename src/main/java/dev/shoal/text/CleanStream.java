package dev.shoal.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * {@link CleanText} for bytes that come in pieces, cut anywhere: all pieces together give the text that the whole would.
 * What the end of a piece leaves open (part of a UTF-8 sequence, a CR) waits for the next one.
 */
final class CleanStream {
    private static final int LONGEST = 4;

    private final Cleaner cleaner = new Cleaner(new StringBuilder());
    private final byte[] pending = new byte[LONGEST];
    private int have;
    private int need;

    /** Cleans the next piece, part of an array that is only lent. */
    public String next(byte[] bytes, int offset, int length) {
        if (have == 0 && cleaner.isIdle() && CleanText.isPlain(bytes, offset, length)) {
            return plain(bytes, offset, length);
        }
        for (var i = offset; i < offset + length; i++) {
            add(bytes[i]);
        }
        return cleaner.take();
    }

    /** The last words: what was open turns out to be open. The stream is as new afterwards. */
    public String end() {
        refuse();
        return cleaner.end();
    }

    private String plain(byte[] bytes, int offset, int length) {
        if (length > 0) {
            cleaner.add(bytes[offset + length - 1]); // it remembers what came last
            cleaner.take();
        }
        return new String(bytes, offset, length, ISO_8859_1);
    }

    private void add(byte b) {
        if (have > 0 && !continues(b)) {
            refuse();
        }
        if (have > 0) {
            pending[have++] = b;
            if (have == need) {
                cleaner.add(decode());
                have = 0;
            }
        } else if (b >= 0) {
            cleaner.add(b);
        } else {
            begin(b);
        }
    }

    private void begin(byte b) {
        need = lengthFor(b & 0xff);
        if (need == 0) {
            cleaner.addBad(b);
        } else {
            pending[0] = b;
            have = 1;
        }
    }

    /** How long the sequence is that a byte begins, 0 if none begins so. RFC 3629 4. */
    private static int lengthFor(int lead) {
        if (lead >= 0xc2 && lead <= 0xdf) {
            return 2;
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            return 3;
        }
        return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    }

    /** Neither longer than needed, nor a surrogate, nor beyond U+10FFFF; all are seen at the second byte. RFC 3629 4. */
    private boolean continues(byte b) {
        var c = b & 0xff;
        if (have > 1) {
            return c >= 0x80 && c <= 0xbf;
        }
        return switch (pending[0] & 0xff) {
            case 0xe0 -> c >= 0xa0 && c <= 0xbf;
            case 0xed -> c >= 0x80 && c <= 0x9f;
            case 0xf0 -> c >= 0x90 && c <= 0xbf;
            case 0xf4 -> c >= 0x80 && c <= 0x8f;
            default -> c >= 0x80 && c <= 0xbf;
        };
    }

    private int decode() {
        var c = pending[0] & (0xff >> (need + 1));
        for (var i = 1; i < need; i++) {
            c = c << 6 | (pending[i] & 0x3f);
        }
        return c;
    }

    private void refuse() {
        for (var i = 0; i < have; i++) {
            cleaner.addBad(pending[i]);
        }
        have = 0;
    }
}
