package dev.shoal.script;

import groovy.lang.Binding;
import groovy.lang.Script;
import org.codehaus.groovy.runtime.InvokerHelper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes of one compiled file. Groovy keeps a record of every class that was used; closing this removes the records, so
 * that the classes can be unloaded.
 */
final class ScriptClasses extends ClassLoader implements AutoCloseable {
    private final Map<String, byte[]> bytes;
    private final List<Class<?>> types = new ArrayList<>();

    /**
     * Classes that are not defined yet.
     *
     * @param bytes the class files by class name, in the order of the file
     */
    ScriptClasses(ClassLoader parent, Map<String, byte[]> bytes) {
        super("script", parent);
        this.bytes = new LinkedHashMap<>(bytes);
    }

    /** Defines all of them, in the order of the file. */
    List<Class<?>> load() throws ClassNotFoundException {
        for (var name : bytes.keySet()) {
            types.add(loadClass(name));
        }
        return List.copyOf(types);
    }

    /**
     * A new object of the script among the classes.
     *
     * @param name of the file, for messages
     * @throws ScriptException if the file only defines other classes
     */
    Script script(String name, Binding binding) throws ClassNotFoundException, ScriptException {
        for (var type : load()) {
            if (Script.class.isAssignableFrom(type)) {
                return InvokerHelper.createScript(type.asSubclass(Script.class), binding);
            }
        }
        throw new ScriptException(name + ": nothing to run: the file only defines classes");
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
