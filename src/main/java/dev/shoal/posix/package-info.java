/**
 * Text for a POSIX shell: where it ends, and where in it a value is safe. It runs nothing and knows nothing of hosts. Start with
 * {@link dev.shoal.posix.ShellText}.
 */
@NullMarked
package dev.shoal.posix;

import org.jspecify.annotations.NullMarked;
