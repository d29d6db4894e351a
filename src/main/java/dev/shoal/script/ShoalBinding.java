package dev.shoal.script;

import groovy.lang.Binding;
import groovy.lang.MissingPropertyException;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/** The names of a script: the values of the session, and {@code hosts} and {@code log}, which are made when they are used. */
final class ShoalBinding extends Binding {
    private final Values values;
    private final VerbCalls verbs;
    private final Map<String, Object> own;

    /** Names of this binding alone, which hide the values of the session. */
    ShoalBinding(Values values, VerbCalls verbs, Map<String, Object> own) {
        this.values = values;
        this.verbs = verbs;
        this.own = own;
    }

    VerbCalls verbs() {
        return verbs;
    }

    @Override
    public @Nullable Object getVariable(String name) {
        if (own.containsKey(name)) {
            return own.get(name);
        }
        if (values.has(name)) {
            return values.get(name).orElse(null);
        }
        if (name.equals("hosts")) {
            return verbs.hosts();
        }
        throw new MissingPropertyException(name, ShoalScript.class);
    }

    @Override
    public void setVariable(String name, Object value) {
        values.put(name, value);
    }

    @Override
    public void removeVariable(String name) {
        values.remove(name);
    }

    @Override
    public boolean hasVariable(String name) {
        return own.containsKey(name) || values.has(name) || name.equals("hosts");
    }

    @Override
    public Map<String, Object> getVariables() {
        var all = new TreeMap<String, Object>();
        values.names().forEach(name -> all.put(name, values.get(name).orElse(null)));
        all.putAll(own);
        return all;
    }
}
