package dev.shoal.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who runs what where.
 *
 * @param at when it begins
 * @param run its number
 * @param who who runs it
 * @param verb what is done, as {@code exec}
 * @param target the hosts, folded
 * @param command the text that is run, or what is done in words; masked when it is written, empty where it must not be
 * @param hosts how many hosts
 */
public record AuditEntry(
        Instant at, long run, Who who, String verb, String target, Optional<String> command, int hosts) {
    /**
     * How it ended.
     *
     * @param ledger the partition of the hosts by outcome
     * @param exit the exit status of the run
     * @param took from its beginning to the last result
     */
    public record End(List<Part> ledger, int exit, Duration took) {
        public End {
            ledger = List.copyOf(ledger);
        }
    }

    /**
     * Hosts that ended alike.
     *
     * @param outcome how, as {@code exit}
     * @param detail what the outcome leaves open, as {@code 3}; may be empty
     * @param count how many
     * @param hosts which, folded
     */
    public record Part(String outcome, String detail, int count, String hosts) {}

    /**
     * Who ran it.
     *
     * @param user the login name that the process runs as
     * @param sudoUser who became that user by sudo
     * @param pid the process
     * @param cwd the directory it was started in
     */
    public record Who(String user, Optional<String> sudoUser, long pid, String cwd) {
        /** This process. */
        public static Who here() {
            return new Who(
                    System.getProperty("user.name", "?"),
                    Optional.ofNullable(System.getenv("SUDO_USER")),
                    ProcessHandle.current().pid(),
                    System.getProperty("user.dir", "?"));
        }
    }
}
