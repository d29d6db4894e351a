/**
 * Files and keys, read into the options records of the other rooms, every mistake reported at once. The only room with
 * Commons Configuration. What a value means is not decided here: a target stays text. Start with
 * {@link dev.shoal.config.ShoalConfig}.
 */
@NullMarked
package dev.shoal.config;

import org.jspecify.annotations.NullMarked;
