/**
 * Where hosts come from beside {@code hosts.yaml}: other tools' inventories, {@code ssh_config}, host files, programs. Each
 * source is read into {@link dev.shoal.sources.SourceContents}; what an expression means is not decided here. Start with
 * {@link dev.shoal.sources.HostSource}.
 */
@NullMarked
package dev.shoal.sources;

import org.jspecify.annotations.NullMarked;
