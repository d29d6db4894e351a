package dev.shoal.plugin;

import dev.shoal.plugin.testing.ScriptedHost;
import dev.shoal.transport.TransportException;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A plugin in Java as its author tests it: on hosts that are written in the test. */
class PluginTest {
    private static final String STATE = "cat /proc/mdstat";
    private static final String CONFIG = "grep -c ^ARRAY /etc/mdadm.conf";

    private final ScriptedHost host = ScriptedHost.named("db1")
            .reply(STATE, "md0 : active raid1 sdb1[1] sda1[0]\nmd1 : active raid1 sdc1[0]\n")
            .reply(CONFIG, "2\n");

    /** The arrays of a host, and how many disks each has. */
    static final class Raid extends Plugin {
        record Array(String array, long disks) {}

        @Override
        public List<Column> columns() {
            return List.of(Column.of("array"), Column.of("disks", Unit.COUNT).criticalBelow(2));
        }

        @Override
        public List<Param> params() {
            return List.of(Param.of("level", "raid1", "which arrays"));
        }

        @Override
        public Object process(HostContext host) throws Exception {
            String level = host.param("level");
            var configured = host.tryExec(CONFIG, Duration.ofSeconds(2), 0, 1);
            if (configured.exit() == 1) {
                host.log().info("{} has no array", host);
                return List.of();
            }
            return host.exec(STATE).lines().stream()
                    .filter(line -> line.contains(" " + level + " "))
                    .map(line -> new Array(
                            line.split(" ", 2)[0],
                            line.chars().filter(c -> c == '[').count()))
                    .toList();
        }
    }

    @Test
    void eachArrayIsARow() throws Exception {
        var rows = host.rows(new Raid());

        assertEquals(List.of(Map.of("array", "md0", "disks", 2L), Map.of("array", "md1", "disks", 1L)), rows.cells());
        assertEquals(Level.OK, rows.rows().getFirst().level("disks"));
        assertEquals(Level.CRITICAL, rows.rows().getLast().level("disks"));
    }

    @Test
    void theCallerChoosesTheLevel() throws Exception {
        assertEquals(List.of(), host.param("level", "raid5").rows(new Raid()).cells());
    }

    @Test
    void anExpectedExitStatusIsAHostWithoutRows() throws Exception {
        host.reply(CONFIG, 1, "0\n", "");

        assertEquals(List.of(), host.rows(new Raid()).cells());
        assertEquals(List.of("info: db1 has no array"), host.logged());
        assertEquals(List.of(CONFIG), host.commands());
    }

    @Test
    void anyOtherExitStatusIsAFailedHost() {
        host.reply(CONFIG, 2, "", "grep: /etc/mdadm.conf: No such file or directory");
        var failure = assertThrows(ReplyException.class, () -> host.rows(new Raid()));

        assertEquals(
                "'" + CONFIG + "' ended with exit 2: grep: /etc/mdadm.conf: No such file or directory",
                failure.getMessage());
    }

    @Test
    void aMissingProgramIsAFailedHost() {
        host.reply(STATE, 127, "", "sh: cat: not found");
        var failure = assertThrows(ReplyException.class, () -> host.rows(new Raid()));

        assertEquals("'" + STATE + "' ended with exit 127: sh: cat: not found", failure.getMessage());
    }

    @Test
    void aSlowHostIsAFailedHost() {
        host.slow(CONFIG, Duration.ofSeconds(3));
        var failure = assertThrows(TransportException.class, () -> host.rows(new Raid()));

        assertEquals("db1: timed out after 2 s; the command may still be running there", failure.getMessage());
    }

    @Test
    void optionsOfACommandAreChecked() {
        var unknown = assertThrows(IllegalArgumentException.class, () -> host.exec(Map.of("okExits", 1), STATE));
        var word = assertThrows(IllegalArgumentException.class, () -> host.exec(Map.of("okExit", "any"), STATE));

        assertEquals("exec has no option okExits; did you mean okExit?", unknown.getMessage());
        assertEquals(
                "exec okExit: any is not an exit status; write a number from 0 to 255, or a list: [0, 1]",
                word.getMessage());
        assertEquals(List.of(), host.commands());
    }
}
