package dev.shoal.transfer;

import dev.shoal.fleet.HostTask;
import dev.shoal.fleet.Moved;
import dev.shoal.inventory.Host;
import dev.shoal.text.CleanText;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.Session;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** Moves files from or to one host, on a session of its own. */
final class TransferTask implements HostTask<Moved> {
    /** What is done, once there are files to do it with. */
    @FunctionalInterface
    interface Transfer {
        void run(Host host, RemoteFiles files, HostShell shell, Tally tally)
                throws TransportException, InterruptedException;
    }

    private final Transfer transfer;
    private final Optional<Duration> limit;
    private final Receiver events;
    private final Tally tally;
    private volatile @Nullable Session session;

    /**
     * A task that has not begun.
     *
     * @param limit how long it may take once the host's files are open
     */
    TransferTask(Transfer transfer, Optional<Duration> limit, Receiver events) {
        this.transfer = transfer;
        this.limit = limit;
        this.events = events;
        this.tally = new Tally(events::moved);
    }

    @Override
    public Moved run(Host host, Transport transport, Deadline start) throws TransportException, InterruptedException {
        try (var opened = transport.open(host, start, events)) {
            session = opened;
            events.entered(Phase.CHANNEL);
            try (var files = opened.files(start)) {
                events.entered(Phase.TRANSFER);
                var end = limit.map(start::sameClock).orElseGet(start::never);
                transfer.run(host, files.until(end), new HostShell(opened, end), tally);
            }
        }
        return tally.moved();
    }

    @Override
    public Optional<Moved> partial() {
        return Optional.of(tally.moved());
    }

    @Override
    public void abort() {
        var open = session;
        if (open != null) {
            open.close();
        }
    }

    /** Why a host's files were not moved, where the host itself gave no reason. */
    static TransportException failure(String host, String problem, @Nullable Throwable cause) {
        return new TransportException(
                new Failure(Phase.TRANSFER, Failure.Kind.TRANSFER, host + ": " + CleanText.line(problem), ""), cause);
    }

    static TransportException failure(String host, String problem) {
        return failure(host, problem, null);
    }
}
