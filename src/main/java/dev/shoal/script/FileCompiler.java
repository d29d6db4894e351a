package dev.shoal.script;

import groovy.lang.GroovyClassLoader;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.SourceUnit;

import java.io.IOException;

/** Compiles a source file, or takes what the same text was compiled to before. Safe for many threads. */
final class FileCompiler {
    private final ClassCache cache;

    FileCompiler(ClassCache cache) {
        this.cache = cache;
    }

    /**
     * The classes of the text.
     *
     * @param kind what it is compiled as: part of the key in the cache
     * @param loader where the classes that it uses come from
     * @throws org.codehaus.groovy.control.CompilationFailedException if it cannot be compiled
     */
    Compiled compile(String name, String text, String kind, CompilerConfiguration configuration, ClassLoader loader)
            throws IOException {
        var key = cache.key(name, text, kind);
        var known = cache.read(key);
        if (known.isPresent()) {
            return known.get();
        }
        var compiled = compiled(name, text, configuration, loader);
        cache.write(key, compiled);
        return compiled;
    }

    private static Compiled compiled(String name, String text, CompilerConfiguration configuration, ClassLoader loader)
            throws IOException {
        try (var resolver = new GroovyClassLoader(loader, configuration)) {
            var unit = new CompilationUnit(configuration, null, resolver);
            unit.addSource(new SourceUnit(name, text, configuration, resolver, unit.getErrorCollector()));
            unit.compile(Phases.CLASS_GENERATION);
            return new Compiled(unit.getClasses().stream()
                    .map(type -> new Compiled.Entry(type.getName(), new Compiled.ClassBytes(type.getBytes())))
                    .toList());
        }
    }
}
