package dev.shoal.script;

import groovy.lang.GroovyInterceptable;
import groovy.lang.MetaClass;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows by a value, for Groovy: a map of value to rows, in the order in which the values first occur. Immutable. */
public final class RowGroups extends AbstractMap<Object, Object> implements GroovyInterceptable {
    private final Map<Object, Object> groups;
    private final Head head;

    /** The groups of a map whose values are lists of rows. */
    @SuppressWarnings(
            "NullAway") // a value that rows are grouped by may be null, which Map<Object, Object> cannot express
    RowGroups(Map<?, ?> groups, Head head) {
        var all = new LinkedHashMap<Object, Object>();
        groups.forEach((key, value) -> all.put(key, ListView.rows(value, head)));
        this.groups = Collections.unmodifiableMap(all);
        this.head = head;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return groups.entrySet();
    }

    @Override
    public @Nullable Object get(@Nullable Object value) {
        return groups.get(value);
    }

    /** All rows, group by group. */
    public RowsView getRows() {
        var all = new ArrayList<Map<?, ?>>();
        for (var group : groups.values()) {
            ((List<?>) group).forEach(row -> all.add((Map<?, ?>) row));
        }
        return Cells.rows(all, head);
    }

    @Override
    public @Nullable Object invokeMethod(String name, @Nullable Object args) {
        var arguments = args instanceof Object[] several ? several : new Object[] {args};
        var target = isOfRows(name, arguments) ? getRows() : this;
        return ListView.rows(ListView.called(target, name, arguments), head);
    }

    /** Whether only rows have such a method, as {@code save}; it is for all of them then. */
    private boolean isOfRows(String name, Object[] arguments) {
        return getMetaClass().respondsTo(this, name, arguments).isEmpty()
                && ListView.isOwn(InvokerHelper.getMetaClass(RowsView.class), name, arguments);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        if (name.equals("rows")) {
            return getRows();
        }
        if (!groups.containsKey(name)) {
            throw NoSuchName.of(
                    "unknown group",
                    name,
                    groups.keySet().stream().map(String::valueOf).toList(),
                    "Groups",
                    getClass());
        }
        return groups.get(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        throw new RowsException("groups of rows cannot be changed");
    }

    @Override
    public MetaClass getMetaClass() {
        return InvokerHelper.getMetaClass(getClass());
    }

    @Override
    public void setMetaClass(MetaClass metaClass) {
        throw new RowsException("groups of rows cannot be changed");
    }
}
