/**
 * What a person or a program reads: results as folded text, lines, tables and JSON. Renderers get width, colours and
 * writer as arguments and never ask a terminal anything.
 */
@NullMarked
package dev.shoal.output;

import org.jspecify.annotations.NullMarked;
