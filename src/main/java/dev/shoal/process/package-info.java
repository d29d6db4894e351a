/**
 * Starts programs on this machine: {@code ssh -G}, inventory scripts, the pager, local commands. The only room with
 * {@link java.lang.ProcessBuilder}.
 */
@NullMarked
package dev.shoal.process;

import org.jspecify.annotations.NullMarked;
