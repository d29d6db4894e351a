/**
 * What starts a program on this machine: {@code ssh -G} today, other transports and upcalls later. The only room with
 * {@link java.lang.ProcessBuilder}.
 */
@NullMarked
package dev.shoal.transport.process;

import org.jspecify.annotations.NullMarked;
