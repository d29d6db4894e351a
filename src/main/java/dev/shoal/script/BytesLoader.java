package dev.shoal.script;

import org.codehaus.groovy.runtime.InvokerHelper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Defines the classes of one file. Closing it has Groovy forget them, without which they would never go. */
final class BytesLoader extends ClassLoader implements AutoCloseable {
    private final Map<String, byte[]> bytes = new HashMap<>();
    private final List<Class<?>> types = new ArrayList<>();

    BytesLoader(ClassLoader parent, Compiled compiled) {
        super("script", parent);
        compiled.classes()
                .forEach(entry -> bytes.put(entry.name(), entry.bytes().bytes()));
    }

    /** All of them, in the order of the file. */
    List<Class<?>> load(Compiled compiled) throws ClassNotFoundException {
        for (var entry : compiled.classes()) {
            types.add(loadClass(entry.name()));
        }
        return List.copyOf(types);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var found = bytes.get(name);
        if (found == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, found, 0, found.length);
    }

    @Override
    public void close() {
        types.forEach(InvokerHelper::removeClass);
    }
}
