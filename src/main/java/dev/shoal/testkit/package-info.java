/**
 * SSH servers inside this process: the demo fleet, and servers that misbehave for specs. The only room with MINA SSHD.
 */
@NullMarked
package dev.shoal.testkit;

import org.jspecify.annotations.NullMarked;
