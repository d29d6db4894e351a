/**
 * What a person or a program reads: results as folded text, lines, tables and JSON. Renderers get width, colours and
 * streams as arguments and never ask a terminal anything. What is said on stderr when a run is over is the same for all
 * formats. Start with {@link dev.shoal.output.Format} and {@link dev.shoal.terminal.Screen}.
 */
@NullMarked
package dev.shoal.output;

import org.jspecify.annotations.NullMarked;
