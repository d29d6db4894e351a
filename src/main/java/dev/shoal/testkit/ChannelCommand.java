package dev.shoal.testkit;

import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** A command with the streams of its channel, which are set before it starts. It reports its end to the channel itself. */
abstract class ChannelCommand implements Command {
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;

    @Override
    public final void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public final void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public final void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public final void setExitCallback(ExitCallback callback) {
        // not used: it cannot report signals
    }

    final InputStream in() {
        return Objects.requireNonNull(in);
    }

    final OutputStream out() {
        return Objects.requireNonNull(out);
    }

    final OutputStream err() {
        return Objects.requireNonNull(err);
    }
}
