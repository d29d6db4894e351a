/**
 * SSH servers inside this process, on 127.0.0.1 alone: the demo fleet, whose hosts differ from one another and live in
 * namespaces or are simulated, and servers that misbehave, for specs and for authors of plugins. The only room with MINA SSHD;
 * it knows nothing of Shoal's own way to reach hosts. Start with {@link dev.shoal.testkit.DemoFleet}.
 */
@NullMarked
package dev.shoal.testkit;

import org.jspecify.annotations.NullMarked;
