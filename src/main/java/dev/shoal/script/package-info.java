/**
 * Groovy and the language of the prompt: what a line means, batch scripts, plugins in Groovy, conditions of {@code --where},
 * templates with <code>#{…}</code>, and the views of runs and hosts that scripts read. No other room uses Groovy. It runs no
 * verbs itself: {@code cli} implements {@link dev.shoal.script.VerbCalls}. Start with {@link dev.shoal.script.Language} for the
 * prompt and {@link dev.shoal.script.ShoalScript} for scripts.
 */
@NullMarked
package dev.shoal.script;

import org.jspecify.annotations.NullMarked;
