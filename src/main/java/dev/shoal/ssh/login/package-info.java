/**
 * Logging in: keys from files and from the agent, passwords, and the order in which they are tried. Start with
 * {@link dev.shoal.ssh.login.Credentials}.
 */
@NullMarked
package dev.shoal.ssh.login;

import org.jspecify.annotations.NullMarked;
