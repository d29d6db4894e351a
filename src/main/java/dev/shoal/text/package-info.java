/**
 * Text and its parts: cleaning what hosts send, masking secrets, widths, amounts, durations, globs, the nearest known word.
 * Reads no file and prints nothing. Start with {@link dev.shoal.text.CleanText}.
 */
@NullMarked
package dev.shoal.text;

import org.jspecify.annotations.NullMarked;
