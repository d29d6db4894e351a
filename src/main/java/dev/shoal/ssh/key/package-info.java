/**
 * Keys and key exchanges that sshj lacks or does too slowly. No files and no agent: those are in {@code ssh.login}. Start with
 * {@link dev.shoal.ssh.key.KeyBlob}.
 */
@NullMarked
package dev.shoal.ssh.key;

import org.jspecify.annotations.NullMarked;
