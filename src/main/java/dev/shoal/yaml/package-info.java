/**
 * YAML documents as trees of nodes with positions, and the problems found in files. The only room that parses YAML; it knows no key of
 * ours. Start with {@link dev.shoal.yaml.YamlDocument}.
 */
@NullMarked
package dev.shoal.yaml;

import org.jspecify.annotations.NullMarked;
