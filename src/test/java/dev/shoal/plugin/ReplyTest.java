package dev.shoal.plugin;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReplyTest {
    @Test
    void itHasWhatTheCommandWrote() {
        var reply = Reply.of(3, "größe 1\n\ntwo\r\n", "no\n");

        assertEquals(3, reply.exit());
        assertFalse(reply.ok());
        assertEquals("größe 1\n\ntwo\r\n", reply.out());
        assertEquals("no\n", reply.err());
        assertEquals(List.of("größe 1", "", "two"), reply.lines());
        assertArrayEquals("größe 1\n\ntwo\r\n".getBytes(StandardCharsets.UTF_8), reply.outBytes());
        assertEquals("exit 3, 16 bytes out, 3 bytes err", reply.toString());
    }

    @Test
    void bytesThatAreNotTextAreKept() {
        var bytes = new byte[] {'a', (byte) 0xff};
        var reply = new Reply(0, bytes, new byte[0], true);

        assertEquals("a\ufffd", reply.out());
        assertArrayEquals(bytes, reply.outBytes());
        assertTrue(reply.truncated());
        assertFalse(Reply.of(0, "", "").truncated());
    }

    @Test
    void itReadsJson() {
        var lsblk = Reply.of(0, "{\"blockdevices\": [{\"name\": \"sda\", \"size\": 512, \"ro\": false}]}", "");

        assertEquals(Map.of("blockdevices", List.of(Map.of("name", "sda", "size", 512, "ro", false))), lsblk.json());
    }

    @Test
    void textThatIsNotJsonIsRefused() {
        assertEquals("the output is not valid JSON: it is empty", problem(() -> Reply.of(0, " \n", "")
                .json()));
        assertEquals(
                "the output is not valid JSON: it goes on after the end of the value; it begins with \"{} 1 more\"",
                problem(() -> Reply.of(0, "{} 1 more", "").json()));
        assertTrue(problem(() -> Reply.of(0, "lsblk: unknown column", "").json())
                .endsWith("; it begins with \"lsblk: unknown column\""));
    }

    @Test
    void itReadsATable() {
        var df = Reply.of(0, "Filesystem 1K-blocks Use%\n/dev/sda1       1024  12%\n", "");
        var who = Reply.of(0, "ops pts/0 since noon\n", "");

        assertEquals(List.of(Map.of("filesystem", "/dev/sda1", "1k_blocks", 1024L, "use", 12L)), df.table());
        assertEquals(
                List.of(Map.of("name", "ops", "line", "pts/0", "rest", "since noon")),
                who.table("name", "line", "rest"));
    }

    @Test
    void anExpectedExitStatusPasses() {
        var reply = Reply.of(1, "", "");

        assertSame(reply, reply.expecting("grep x f", 0, 1));
        assertSame(reply, reply.expecting("grep x f"));
    }

    @Test
    void anotherExitStatusIsRefusedWithItsReason() {
        var missing = Reply.of(127, "", "\nsh: smartctl: not found\nmore\n");
        var refused = assertThrows(ReplyException.class, () -> missing.expecting("smartctl  -H\n/dev/sda", 0));

        assertEquals("'smartctl -H /dev/sda' ended with exit 127: sh: smartctl: not found", refused.getMessage());
        assertEquals("Where this is expected, use host.tryExec or okExit in the plugin", refused.remedy());
    }

    @Test
    void theReasonIsTheLastLineOfOutputWhereStandardErrorIsEmpty() {
        assertEquals("'make' ended with exit 2: no rule", problem(() -> Reply.of(2, "checking\nno rule\n", "")
                .expecting("make", 0)));
        assertEquals(
                "'make' ended with exit 2", problem(() -> Reply.of(2, "", "").expecting("make", 0)));
    }

    @Test
    void aSignalIsNamed() {
        assertEquals("'sleep 60' ended with exit 137 (signal 9)", problem(() -> Reply.of(137, "", "")
                .expecting("sleep 60", 0)));
    }

    @Test
    void whatAHostWroteCannotSteerATerminal() {
        assertEquals("'id' ended with exit 1: \\x1b[2Jred", problem(() -> Reply.of(1, "", "\u001b[2Jred")
                .expecting("id", 0)));
        assertEquals(
                "the output is not valid JSON: Unrecognized token 'id\\x1b': was expecting (JSON String, Number, Array, Object"
                        + " or token 'null', 'true' or 'false'); it begins with \"id\\x1b[2Jred\"",
                problem(() -> Reply.of(0, "id\u001b[2Jred", "").json()));
    }

    private static String problem(Runnable use) {
        return String.valueOf(assertThrows(ReplyException.class, use::run).getMessage());
    }
}
