/**
 * What the replies of many hosts have in common: the same text, the same text with masked parts (similar), or the same line.
 * Nothing is printed here. Start with {@link dev.shoal.fold.Fold}, then {@link dev.shoal.fold.SimilarFold} and
 * {@link dev.shoal.fold.Masks}.
 */
@NullMarked
package dev.shoal.fold;

import org.jspecify.annotations.NullMarked;
