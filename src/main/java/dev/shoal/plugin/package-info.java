/**
 * What authors of plugins build against: what they extend and use, and the rows that they return. It is a jar of its own,
 * {@code shoal-api}, together with the host and its files; no library's type is in it. How plugins are found, loaded and run is
 * in {@code plugin.registry}. Start with {@link dev.shoal.plugin.Plugin}.
 */
@NullMarked
package dev.shoal.plugin;

import org.jspecify.annotations.NullMarked;
