/**
 * The language of the prompt: what a line means. Groovy, when it comes, lives here and nowhere else.
 */
@NullMarked
package dev.shoal.script;

import org.jspecify.annotations.NullMarked;
