/**
 * Results as data: JSON, JSON Lines, YAML, CSV and tables. Start with {@link dev.shoal.output.data.JsonShape} for what a
 * document contains, and {@link dev.shoal.output.data.Grid} for columns and rows.
 */
@NullMarked
package dev.shoal.output.data;

import org.jspecify.annotations.NullMarked;
