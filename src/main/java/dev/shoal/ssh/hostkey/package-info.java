/**
 * Whether a host is the right one: known_hosts files, host certificates and the policy for unknown keys. Start with
 * {@link dev.shoal.ssh.hostkey.HostKeyCheck}.
 */
@NullMarked
package dev.shoal.ssh.hostkey;

import org.jspecify.annotations.NullMarked;
