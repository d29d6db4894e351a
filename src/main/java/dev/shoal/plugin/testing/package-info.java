/**
 * What authors of plugins test with: a host whose replies are written in the test. Part of the test jar of {@code shoal-api}, and
 * of Shoal itself for {@code plugins test}; no library's type is in it. Start with
 * {@link dev.shoal.plugin.testing.ScriptedHost}.
 */
@NullMarked
package dev.shoal.plugin.testing;

import org.jspecify.annotations.NullMarked;
