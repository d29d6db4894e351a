/**
 * What a person types: the verbs, their options, run records and exit statuses. Start with
 * {@code Verbs}.
 */
@NullMarked
package dev.shoal.cli;

import org.jspecify.annotations.NullMarked;
