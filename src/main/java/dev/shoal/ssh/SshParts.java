package dev.shoal.ssh;

import dev.shoal.ssh.hostkey.HostKeyPolicy;
import dev.shoal.ssh.login.Credentials;
import dev.shoal.ssh.reach.HostResolver;

/**
 * What decides for a connection where it goes, whom it trusts and what it shows.
 *
 * @param resolver where a host is reached, and as whom
 * @param hostKeys whether it is who it was
 * @param credentials what the user can show to it
 */
record SshParts(HostResolver resolver, HostKeyPolicy hostKeys, Credentials credentials) {}
