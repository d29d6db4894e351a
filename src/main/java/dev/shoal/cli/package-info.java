/**
 * What a person types: the verbs, their options, run records and exit statuses. The only room with picocli. Start with
 * {@code Verbs}.
 */
@NullMarked
package dev.shoal.cli;

import org.jspecify.annotations.NullMarked;
