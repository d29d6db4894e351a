/**
 * When, how many and until when: the fan-out of a job over its hosts, one result per host, the ledger. Nothing
 * here prints, and nothing here knows an SSH library. Start with {@link dev.shoal.fleet.FanOut}.
 */
@NullMarked
package dev.shoal.fleet;

import org.jspecify.annotations.NullMarked;
