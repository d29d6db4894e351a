/**
 * How a host is reached: the interfaces that every transport fulfils, and the values they speak in (commands, endings,
 * failures, deadlines). No library and no implementation lives here. Start with
 * {@code Transport}.
 */
@NullMarked
package dev.shoal.transport;

import org.jspecify.annotations.NullMarked;
