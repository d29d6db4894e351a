/**
 * The interactive shell: the terminal, the line editor, history. The only room with JLine. What a line means and how it may go
 * on is decided by {@link dev.shoal.shell.Prompt}. Start with {@code Shell}.
 */
@NullMarked
package dev.shoal.shell;

import org.jspecify.annotations.NullMarked;
