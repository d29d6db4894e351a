/**
 * What is known of the two output streams: whether a stream is a terminal, its width, its colours. Writes cleaned text, but
 * does not lay it out. Start with {@link dev.shoal.terminal.Screen}.
 */
@NullMarked
package dev.shoal.terminal;

import org.jspecify.annotations.NullMarked;
