/**
 * Files and keys, read into the options records of the other rooms, every mistake reported at once. The only room with
 * Commons Configuration.
 */
@NullMarked
package dev.shoal.config;

import org.jspecify.annotations.NullMarked;
