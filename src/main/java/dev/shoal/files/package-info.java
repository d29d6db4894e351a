/**
 * Files on this machine: reading text files, owners and modes that can be trusted, private files, locks, and what went wrong in
 * the words of an operator. Knows no format. Start with {@link dev.shoal.files.TextFile} and {@link dev.shoal.files.FileProblem}.
 */
@NullMarked
package dev.shoal.files;

import org.jspecify.annotations.NullMarked;
