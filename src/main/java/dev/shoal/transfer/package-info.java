/**
 * Files and trees to and from hosts: where each goes, temporary names and renames, and what names from a host may do here.
 * Nothing here prints, opens a connection by itself, or knows SFTP. Start with {@link dev.shoal.transfer.Transfers}; a
 * script's conversation with one host's files is {@link dev.shoal.transfer.Sftp}.
 */
@NullMarked
package dev.shoal.transfer;

import org.jspecify.annotations.NullMarked;
