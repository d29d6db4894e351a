package dev.shoal.script;

import groovy.lang.GroovyClassLoader;
import org.codehaus.groovy.control.CompilerConfiguration;

import java.util.Map;

/**
 * The classes of one line, which go when nothing uses them any more: a loader for all lines would keep every line for ever (1000
 * lines: 90 MiB). It knows the classes that earlier lines have defined.
 */
final class LineLoader extends GroovyClassLoader {
    private final Map<String, Class<?>> defined;

    LineLoader(Map<String, Class<?>> defined, CompilerConfiguration configuration) {
        super(LineLoader.class.getClassLoader(), configuration);
        this.defined = defined;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Groovy declares it
    public Class loadClass(String name, boolean lookupScriptFiles, boolean preferClassOverScript, boolean resolve)
            throws ClassNotFoundException {
        var known = defined.get(name);
        return known != null ? known : super.loadClass(name, lookupScriptFiles, preferClassOverScript, resolve);
    }
}
