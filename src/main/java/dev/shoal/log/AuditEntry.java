package dev.shoal.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The start of a run, for the audit log: who runs what on which hosts.
 *
 * @param at when it starts
 * @param run its number
 * @param who who runs it
 * @param verb the verb, e.g. {@code exec}
 * @param target the hosts, folded
 * @param command the command, or the action in words; masked when it is written, empty if it must not be recorded
 * @param hosts how many hosts
 */
public record AuditEntry(
        Instant at, long run, Who who, String verb, String target, Optional<String> command, int hosts) {
    /**
     * The end of a run.
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
     * Hosts with the same outcome.
     *
     * @param outcome the outcome, e.g. {@code exit}
     * @param detail a detail of the outcome, e.g. {@code 3}; may be empty
     * @param count how many
     * @param hosts which, folded
     */
    public record Part(String outcome, String detail, int count, String hosts) {}

    /**
     * Who ran it.
     *
     * @param user the login name that the process runs as
     * @param sudoUser the user who called sudo, if any
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
