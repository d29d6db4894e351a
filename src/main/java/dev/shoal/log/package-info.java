/**
 * Logs and what must not be in them: one file per module, the audit file, secrets, cleaned text. The only room with
 * log4j-core, and the only one that may hold something static. Start with {@code ModuleLogs}.
 */
@NullMarked
package dev.shoal.log;

import org.jspecify.annotations.NullMarked;
