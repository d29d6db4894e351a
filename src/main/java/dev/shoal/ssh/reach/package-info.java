/**
 * How a host is reached by SSH: address, port, user, keys and options from ssh_config, from {@code ssh -G} and from our own
 * configuration. Opens no connection. Start with {@link dev.shoal.ssh.reach.Destination}.
 */
@NullMarked
package dev.shoal.ssh.reach;

import org.jspecify.annotations.NullMarked;
