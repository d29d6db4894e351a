/**
 * The built-in collectors: what a host says of its disks, memory, network, system and age, in rows with units. Plugins like any
 * other; nothing here knows how a host is reached, how rows are shown or where they are kept.
 *
 * <p>Each asks once, with POSIX sh and what Linux, busybox, FreeBSD or macOS bring along, in the C locale. Reading the answer
 * is a pure function of its text. What cannot be read is an error that quotes the line: a collector that guesses is worse
 * than none. Start with {@link dev.shoal.collect.UptimePlugin}, then {@link dev.shoal.collect.Probe}.
 */
@NullMarked
package dev.shoal.collect;

import org.jspecify.annotations.NullMarked;
