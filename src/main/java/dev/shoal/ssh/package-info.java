/**
 * Sessions over sshj: its tuned configuration, host keys, authentication. The only room that knows sshj and
 * BouncyCastle; none of their types leaves it. Start with {@code SshTransport}.
 *
 * <p>No host is blamed for what we could not do in time. {@code WaitState} knows for each connection whether the host or we have to do
 * the next thing, and a {@link dev.shoal.transport.Deadline} counts only the time of the host; {@code StreamGate} lets hosts
 * that are being opened go before those that stream; {@code ConnectAttempt.RetryPolicy} dials once more where nothing was sent.
 */
@NullMarked
package dev.shoal.ssh;

import org.jspecify.annotations.NullMarked;
