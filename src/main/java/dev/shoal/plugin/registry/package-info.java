/**
 * How plugins are found, checked, loaded and run on hosts. What their authors use is in {@code plugin}; this room has no Groovy:
 * {@code script} compiles scripts. Start with {@link dev.shoal.plugin.registry.PluginRegistry}.
 */
@NullMarked
package dev.shoal.plugin.registry;

import org.jspecify.annotations.NullMarked;
