package dev.shoal.script;

import java.util.function.Supplier;

/**
 * Where scripts find the code of others.
 *
 * @param cache where compiled classes are kept
 * @param helpers the files of classes that scripts and plugins share
 * @param libraries Shoal's own classes and those of the jars; opened when it is first needed
 */
public record CodePath(ClassCache cache, HelperFiles helpers, Supplier<ClassLoader> libraries) {}
