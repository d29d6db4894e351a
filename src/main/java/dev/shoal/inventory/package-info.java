/**
 * Which hosts: hosts, nodesets, groups and the inventory that knows them. Nothing here knows how a host is reached, and
 * nothing here reads a file: sources are read elsewhere and handed in. Start with {@code Inventory}.
 */
@NullMarked
package dev.shoal.inventory;

import org.jspecify.annotations.NullMarked;
