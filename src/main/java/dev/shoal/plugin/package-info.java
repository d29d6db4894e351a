/**
 * Plugins: what their authors extend and use, the rows that they return, and how they are found, checked, loaded and run on
 * hosts. This room knows no transport and no Groovy: {@code script} compiles scripts. Start with
 * {@link dev.shoal.plugin.Plugin}.
 */
@NullMarked
package dev.shoal.plugin;

import org.jspecify.annotations.NullMarked;
