/**
 * Sessions over sshj: its tuned configuration, host keys, authentication. The only room that knows sshj and
 * BouncyCastle; none of their types leaves it. Start with {@code SshTransport}.
 */
@NullMarked
package dev.shoal.transport.ssh;

import org.jspecify.annotations.NullMarked;
