/**
 * The grammar and the algebra of names: {@code web[01-20]!web07,@db}. Knows names only, no host and no inventory; groups are
 * terms here and are looked up in {@code inventory}. Start with {@code NodeSet}, then
 * {@code Expression}.
 */
@NullMarked
package dev.shoal.nodeset;

import org.jspecify.annotations.NullMarked;
