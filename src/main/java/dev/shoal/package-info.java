/**
 * The program: {@link dev.shoal.Main} owns the streams, the exit status and shutdown, {@link dev.shoal.Shoal} reads the
 * configuration and wires every object. Nothing is decided here that a room below could decide. Start with {@code Shoal}.
 */
@NullMarked
package dev.shoal;

import org.jspecify.annotations.NullMarked;
