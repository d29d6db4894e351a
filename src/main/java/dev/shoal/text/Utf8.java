package dev.shoal.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text that comes from files and programs as UTF-8. */
public final class Utf8 {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    /** The bytes as text, exactly; empty where they are not UTF-8. */
    public static Optional<String> of(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The text of a file without the byte order mark that editors of Windows put first; it means nothing in UTF-8. */
    public static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** Printable ASCII as it is, each other byte as {@code \xe9}: shows bytes that are not UTF-8. */
    public static String escaped(byte[] bytes) {
        var text = new StringBuilder();
        for (byte one : bytes) {
            text.append(one >= ' ' && one < 0x7f ? String.valueOf((char) one) : String.format("\\x%02x", one & 0xff));
        }
        return text.toString();
    }
}
