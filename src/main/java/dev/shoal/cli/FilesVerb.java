package dev.shoal.cli;

import dev.shoal.transfer.TransferException;

import java.util.Set;

/**
 * Moves files between here and the hosts of the target.
 *
 * @param way the one or the other
 */
record FilesVerb(String name, String summary, Way way) implements Verb {
    static final FilesVerb PUT = new FilesVerb(
            "put", "copy local files and directories to every host; DEST/ is into that directory", FilesRun::put);

    static final FilesVerb GET =
            new FilesVerb("get", "copy from every host to DEST/HOST/, or where {host} in DEST says", FilesRun::get);

    /** Which way files go. */
    @FunctionalInterface
    interface Way {
        Answer go(FilesRun run) throws UsageException, TransferException, InterruptedException;
    }

    @Override
    public String arguments() {
        return "[--] SRC... DEST";
    }

    @Override
    public Set<Option> options() {
        var options = Option.of("target", "ssh", "run", "output", "start", "help");
        options.removeAll(Formats.SHAPES); // what is moved cannot be folded
        options.remove(Option.NO_LABELS);
        return options;
    }

    @Override
    public boolean hasValue() {
        return true;
    }

    @Override
    public Answer run(Call call, CommandContext desk) throws UsageException, InterruptedException {
        if (call.words().size() < 2) {
            throw new UsageException(name + ": say what goes where: " + name + " " + arguments());
        }
        try {
            return way.go(new FilesRun(this, call, desk));
        } catch (TransferException e) {
            throw new UsageException(e.problem(), e);
        }
    }
}
