/**
 * Logs: one file per module, the audit log, and shipping of events to a collector. The only room with log4j-core, and the only
 * one that may have static state. Start with {@code ModuleLogs}.
 */
@NullMarked
package dev.shoal.log;

import org.jspecify.annotations.NullMarked;
