/**
 * Replies of commands as text: folded, by line, with differences, or raw as they come. Data formats are in
 * {@code output.data}. Start with {@link dev.shoal.output.answers.FoldRenderer}.
 */
@NullMarked
package dev.shoal.output.answers;

import org.jspecify.annotations.NullMarked;
