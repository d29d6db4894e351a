package dev.shoal.ssh;

import dev.shoal.ssh.reach.Destination;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Failure.Kind;
import dev.shoal.transport.MachineLimit;
import dev.shoal.transport.Phase;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHRuntimeException;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * What went wrong on the way to one host, in words for an operator. The one place where the exceptions of sshj and of sockets
 * are distinguished; no text of theirs is shown, except what the host itself sent.
 *
 * @param label the host, as {@code web07:22}
 * @param limit how long the attempt may take, shown for a time-out
 */
record SshFailures(String label, int port, String user, Duration limit) {
    private static final Pattern NOTHING_IN_COMMON =
            Pattern.compile("Unable to reach a settlement of (\\w+): .* and \\[(.*)]");

    /** sshj's own words, which are not the host's. */
    private static final Pattern UNREADABLE = Pattern.compile("(?i)invalid packet length|MAC Error");

    static SshFailures to(Destination destination, Duration limit) {
        return new SshFailures(destination.label(), destination.port(), destination.user(), limit);
    }

    /** The same host, another limit. */
    SshFailures within(Duration time) {
        return new SshFailures(label, port, user, time);
    }

    Failure of(Phase phase, Kind kind, String fact, String remedy) {
        return new Failure(phase, kind, label + ": " + fact, remedy);
    }

    /** Our own limit. */
    Failure own(Phase phase, MachineLimit limit) {
        return of(phase, Kind.SHOAL, limit.fact(), limit.remedy());
    }

    /** What is not the host's fault: a limit of this machine, or an error in this process. */
    private Optional<Failure> ours(Phase phase, Throwable thrown) {
        var limit = MachineLimit.in(thrown).map(reached -> own(phase, reached));
        if (limit.isPresent() || !isCausedBy(thrown, Error.class)) {
            return limit;
        }
        return Optional.of(
                isCausedBy(thrown, OutOfMemoryError.class)
                        ? of(
                                phase,
                                Kind.SHOAL,
                                "Shoal ran out of memory",
                                "Try with more: SHOAL_OPTS=-Xmx2g; or use a smaller --fanout")
                        : of(phase, Kind.SHOAL, "Shoal itself failed: " + thrown, "The log has the whole trace"));
    }

    /** The name has no address. */
    Failure unresolved(String address) {
        return of(
                Phase.RESOLVE,
                Kind.RESOLVE,
                "cannot resolve " + address,
                "Check the spelling, and `getent hosts " + address + "`");
    }

    /** No TCP connection. */
    Failure dialling(Throwable thrown) {
        var ours = ours(Phase.CONNECT, thrown);
        if (ours.isPresent()) {
            return ours.get();
        }
        var text = String.valueOf(thrown.getMessage());
        if (thrown instanceof SocketTimeoutException || text.contains("timed out")) {
            return timeout(Phase.CONNECT);
        }
        if (thrown instanceof NoRouteToHostException || text.contains("unreachable") || text.contains("No route")) {
            return of(
                    Phase.CONNECT, Kind.ROUTE, "no route to the host", "Is its network up, and is the address right?");
        }
        if (thrown instanceof ConnectException && text.contains("refused")) {
            return of(
                    Phase.CONNECT,
                    Kind.REFUSED,
                    "connection refused",
                    "Is sshd running there, and is " + port + " its port?");
        }
        return of(Phase.CONNECT, Kind.LOST, "no connection (" + text + ")", "");
    }

    /** The limit passed. */
    Failure timeout(Phase phase) {
        var time = words(limit);
        return switch (phase) {
            case RESOLVE -> of(phase, Kind.TIMEOUT, "name lookup timed out after " + time, "Check the name server");
            case CONNECT ->
                of(
                        phase,
                        Kind.TIMEOUT,
                        "no answer within " + time,
                        "Is it up, and does a firewall drop port " + port + "?");
            case IDENT ->
                of(
                        phase,
                        Kind.TIMEOUT,
                        "connected, but no SSH greeting within " + time,
                        "Is " + port + " sshd's port, and is the host overloaded?");
            case KEX, HOSTKEY ->
                of(phase, Kind.TIMEOUT, "the key exchange took longer than " + time, "Is the host overloaded?");
            case AUTH ->
                of(
                        phase,
                        Kind.TIMEOUT,
                        "login as " + user + " timed out after " + time,
                        "Is the host overloaded, or does it ask a name server that is down?");
            case CHANNEL -> of(phase, Kind.TIMEOUT, "the command was not accepted within " + time, "Is it overloaded?");
            case RUN ->
                of(phase, Kind.TIMEOUT, "timed out after " + time + "; the command may still be running there", "");
            case TRANSFER -> of(phase, Kind.TIMEOUT, "transfer timed out after " + time, "Allow more with --timeout");
        };
    }

    /** The limit passed, and most of the time that it took was our own. */
    Failure busy(Phase phase, Duration ours) {
        return of(
                phase,
                Kind.TIMEOUT,
                "not ready after " + words(limit.plus(ours)) + ", because this machine is too busy",
                "Use a smaller --fanout, or a longer -t");
    }

    /** The attempt to open a session failed there. */
    Failure opening(Phase phase, Throwable thrown, Greeting greeting) {
        var ours = ours(phase, thrown);
        if (ours.isPresent()) {
            return ours.get();
        }
        if (phase == Phase.IDENT && greeting.isForeign()) {
            return foreign(greeting.firstLine());
        }
        if (isCausedBy(thrown, TimeoutException.class) || isCausedBy(thrown, SocketTimeoutException.class)) {
            return timeout(phase);
        }
        if (isAboutKeys(said(thrown))) {
            return lost(phase, thrown);
        }
        var settlement = NOTHING_IN_COMMON.matcher(String.valueOf(thrown.getMessage()));
        if (settlement.matches()) {
            return nothingInCommon(settlement.group(1), settlement.group(2));
        }
        return switch (reason(thrown)) {
            case PROTOCOL_VERSION_NOT_SUPPORTED ->
                of(phase, Kind.PROTOCOL, "the server speaks only SSH 1", "SSH 1 is unsafe; update its sshd");
            case PROTOCOL_ERROR, KEY_EXCHANGE_FAILED, MAC_ERROR, COMPRESSION_ERROR -> nonsense(phase, thrown);
            case HOST_KEY_NOT_VERIFIABLE ->
                of(
                        Phase.HOSTKEY,
                        Kind.UNTRUSTED,
                        "host identity cannot be verified (" + clean(String.valueOf(thrown.getMessage())) + ")",
                        "Do not connect before you know why");
            default -> isCausedBy(thrown, SSHRuntimeException.class) ? nonsense(phase, thrown) : lost(phase, thrown);
        };
    }

    /** The connection broke or was closed by the host. */
    Failure lost(Phase phase, Throwable thrown) {
        var ours = ours(phase, thrown);
        if (ours.isPresent()) {
            return ours.get();
        }
        var said = said(thrown);
        if (isAboutKeys(said)) {
            return of(
                    phase,
                    Kind.AUTH,
                    "the server ended the login as " + user + " after too many keys",
                    "Name the right key with -i");
        }
        var fact = end(said);
        return switch (phase) {
            case IDENT ->
                of(
                        phase,
                        Kind.LOST,
                        "connection closed before the SSH greeting",
                        "Does it limit who may connect (MaxStartups, hosts.deny)?");
            case RUN -> of(phase, Kind.LOST, fact + " while the command ran", "The command may still be running there");
            case TRANSFER -> of(phase, Kind.LOST, fact + " while files were moved", "");
            case CHANNEL -> of(phase, Kind.LOST, fact + " before the command was sent", "");
            default -> of(phase, Kind.LOST, fact + " during the " + during(phase), "See the log of its sshd");
        };
    }

    /** With the banner of the host, which often has the reason for a refused login. */
    static Failure withBanner(Failure failure, String banner) {
        return banner.isEmpty()
                ? failure
                : new Failure(
                        failure.phase(), failure.kind(), failure.problem() + "; banner: " + banner, failure.remedy());
    }

    /** Who ended the connection: the host in so many words, or we, because sshj (0.40.0) could not decipher what came. */
    private static String end(String said) {
        if (said.isEmpty()) {
            return "the connection was lost";
        }
        return UNREADABLE.matcher(said).lookingAt()
                ? "data from the server could not be decoded (" + said + ")"
                : "the server closed the connection (" + said + ")";
    }

    /** We closed the session ourselves. */
    Failure closed(Phase phase) {
        var during =
                switch (phase) {
                    case RUN -> " while the command ran";
                    case TRANSFER -> " while files were moved";
                    default -> "";
                };
        return of(phase, Kind.CANCELLED, "the session was closed" + during, "");
    }

    private Failure foreign(String line) {
        if (line.startsWith("Exceeded MaxStartups") || line.startsWith("Not allowed at this time")) {
            return of(
                    Phase.IDENT,
                    Kind.LOST,
                    "the server accepts no more connections now (" + line + ")",
                    "Use a smaller --fanout, or raise MaxStartups in its sshd_config");
        }
        return of(Phase.IDENT, Kind.PROTOCOL, "not an SSH server; it sent: " + line, "Is " + port + " sshd's port?");
    }

    private Failure nothingInCommon(String what, String offered) {
        var noun =
                switch (what) {
                    case "KeyExchangeAlgorithms" -> "key exchange";
                    case "HostKeyAlgorithms" -> "host key type";
                    case "Client2ServerMACAlgorithms", "Server2ClientMACAlgorithms" -> "MAC";
                    case "Client2ServerCompressionAlgorithms", "Server2ClientCompressionAlgorithms" -> "compression";
                    default -> "cipher";
                };
        return of(
                Phase.KEX,
                Kind.PROTOCOL,
                "no common " + noun + "; the server offers only "
                        + clean(offered.replaceAll(", (kex-strict-s-v00@openssh.com|ext-info-s)", "")),
                "Update its sshd, or allow a modern one there");
    }

    private Failure nonsense(Phase phase, Throwable thrown) {
        return of(
                phase,
                Kind.PROTOCOL,
                "SSH protocol error (" + clean(String.valueOf(thrown.getMessage())) + ")",
                "Does something on the way change the data?");
    }

    /** sshd sends it as a protocol error. */
    private static boolean isAboutKeys(String said) {
        return said.toLowerCase(Locale.ROOT).contains("too many authentication failures");
    }

    private static String during(Phase phase) {
        return phase == Phase.AUTH ? "log-in" : "key exchange";
    }

    /** What the host wrote into its disconnect message (RFC 4253 11.1); empty where the end came without one. */
    private static String said(Throwable thrown) {
        return disconnect(thrown)
                .filter(ssh -> ssh.getCause() == null)
                .map(ssh -> clean(String.valueOf(ssh.getMessage())))
                .orElse("");
    }

    private static DisconnectReason reason(Throwable thrown) {
        return disconnect(thrown).map(SSHException::getDisconnectReason).orElse(DisconnectReason.UNKNOWN);
    }

    private static Optional<SSHException> disconnect(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SSHException ssh && ssh.getDisconnectReason() != DisconnectReason.UNKNOWN) {
                return Optional.of(ssh);
            }
        }
        return Optional.empty();
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    /** One line of printable characters, not too long. */
    static String clean(String text) {
        var line =
                text.replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7e]", "?").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }

    /** As {@code 10 s}, {@code 1.5 s} or {@code 300 ms}; rounded, because a little of it has always passed already. */
    static String words(Duration time) {
        long millis = time.toMillis();
        if (millis < 100) {
            return millis + " ms";
        }
        if (millis < 975) {
            return (millis + 25) / 50 * 50 + " ms";
        }
        long tenths = (millis + 50) / 100;
        return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
    }
}
