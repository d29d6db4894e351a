package dev.shoal.transfer;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Failure;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.RemoteFiles.Kind;
import dev.shoal.transport.TransportException;

import java.util.HashSet;

/** Sends the files of the plan to one host. */
final class PutTransfer implements TransferTask.Transfer {
    /** Until a directory is filled, its owner must be able to. */
    private static final int OWNER_ALL = 0700;

    private final PutPlans plans;
    private final TemporaryNames names;

    PutTransfer(PutPlans plans, TemporaryNames names) {
        this.plans = plans;
        this.names = names;
    }

    @Override
    public void run(Host host, RemoteFiles files, HostShell shell, Tally tally)
            throws TransportException, InterruptedException {
        var plan = plans.of(host);
        plan.leftOut().forEach(item -> tally.skipped(item.path().toString(), item.why()));
        var write = new RemoteWrite(host.name(), files, shell, names, tally::noted);
        var seen = new HashSet<String>(); // directories that are new, or have been swept
        for (var item : plan.items()) {
            if (item.isDirectory()) {
                if (directory(host, files, item)) {
                    seen.add(RemotePath.bare(item.target()));
                }
                continue;
            }
            var parent = RemotePath.parent(item.target());
            if (seen.add(parent)) {
                sweep(files, parent);
            }
            write.file(item, tally::bytes);
            tally.file();
        }
        for (var item : plan.items().reversed()) {
            if (item.isDirectory() && (item.mode() & OWNER_ALL) != OWNER_ALL) {
                files.chmod(item.target(), item.mode());
            }
        }
    }

    /** Removes what earlier transfers of this user have left there; that it cannot be listed is not this put's trouble. */
    private void sweep(RemoteFiles files, String directory) throws TransportException, InterruptedException {
        try {
            for (var entry : files.list(directory)) {
                if (entry.kind() == Kind.FILE && names.isLeftOver(entry.name())) {
                    files.remove(RemotePath.in(directory, entry.name()));
                }
            }
        } catch (TransportException e) {
            if (e.failure().kind() != Failure.Kind.TRANSFER && e.failure().kind() != Failure.Kind.PROTOCOL) {
                throw e;
            }
        }
    }

    /** Whether it is new. */
    private static boolean directory(Host host, RemoteFiles files, PutPlan.Item item)
            throws TransportException, InterruptedException {
        var path = RemotePath.bare(item.target());
        var there = files.stat(path);
        if (there.isEmpty()) {
            make(files, path, item.mode() | OWNER_ALL);
            return true;
        }
        if (there.get().kind() != Kind.DIRECTORY) {
            throw TransferTask.failure(host.name(), path + ": exists and is not a directory");
        }
        return false;
    }

    /** Hosts may share a file system: then another one has made it meanwhile, which is as good. */
    private static void make(RemoteFiles files, String path, int mode) throws TransportException, InterruptedException {
        try {
            files.mkdir(path, mode);
        } catch (TransportException e) {
            if (files.stat(path).filter(there -> there.kind() == Kind.DIRECTORY).isEmpty()) {
                throw e;
            }
        }
    }
}
