package dev.shoal.transfer;

import dev.shoal.inventory.Host;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.RemoteFiles.Kind;
import dev.shoal.transport.TransportException;

/** Sends what the plan says to one host. */
final class PutWork implements MoveTask.Work {
    /** Until a directory is filled, its owner must be able to. */
    private static final int OWNER_ALL = 0700;

    private final PutPlan plan;

    PutWork(PutPlan plan) {
        this.plan = plan;
    }

    @Override
    public void run(Host host, RemoteFiles files, Tally tally) throws TransportException, InterruptedException {
        var write = new RemoteWrite(host.name(), files);
        for (var item : plan.items()) {
            if (item.isDirectory()) {
                directory(host, files, item);
            } else {
                write.file(item, tally::bytes);
                tally.file();
            }
        }
        for (var item : plan.items().reversed()) {
            if (item.isDirectory() && (item.mode() & OWNER_ALL) != OWNER_ALL) {
                files.chmod(item.target(), item.mode());
            }
        }
    }

    private static void directory(Host host, RemoteFiles files, PutPlan.Item item)
            throws TransportException, InterruptedException {
        var path = RemotePath.bare(item.target());
        var there = files.stat(path);
        if (there.isEmpty()) {
            make(files, path, item.mode() | OWNER_ALL);
        } else if (there.get().kind() != Kind.DIRECTORY) {
            throw Failures.of(host.name(), path + ": something that is no directory is there");
        }
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
