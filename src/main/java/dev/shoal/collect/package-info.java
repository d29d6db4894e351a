/**
 * The built-in collectors: disks, memory, network, operating system and uptime of a host, as rows with units. They are plugins
 * like all others. This room does not know how a host is reached, nor how rows are shown or stored.
 *
 * <p>Each collector runs one command text, with POSIX sh and the standard programs of Linux, busybox, FreeBSD or macOS, in the C
 * locale. Parsing its output is a pure function. Output that cannot be parsed is an error that quotes the line: a wrong figure
 * would be worse than none. Start with {@link dev.shoal.collect.UptimePlugin}, then {@link dev.shoal.collect.Probe}.
 */
@NullMarked
package dev.shoal.collect;

import org.jspecify.annotations.NullMarked;
