/**
 * What plugin authors extend and are handed, what a plugin's answer looks like, and how plugins are found, checked, loaded
 * and run on hosts. No transport is named here, and no Groovy: scripts are compiled by {@code script}. Start with
 * {@link dev.shoal.plugin.Plugin}.
 */
@NullMarked
package dev.shoal.plugin;

import org.jspecify.annotations.NullMarked;
