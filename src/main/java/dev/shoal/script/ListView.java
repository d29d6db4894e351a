package dev.shoal.script;

import groovy.lang.GroovyInterceptable;
import groovy.lang.GroovyRuntimeException;
import groovy.lang.MetaBeanProperty;
import groovy.lang.MetaClass;
import groovy.lang.MissingMethodException;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.MetaClassHelper;
import org.codehaus.groovy.runtime.ScriptBytecodeAdapter;
import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An immutable list for Groovy. Calls of its methods, Groovy's own among them, pass through {@link #invokeMethod}, so that rows
 * that a method returns are rows again; a property that it does not have is an error, where Groovy would ask each element. It is
 * public because Groovy (5.0.6) passes over {@link #getProperty} where javac makes a bridge of it, as for a class of this room.
 *
 * @param <E> its elements
 */
public abstract class ListView<E> extends AbstractList<E> implements GroovyInterceptable {
    /** Groovy's methods that would change the list; they get a copy. */
    private static final Set<String> IN_PLACE = Set.of("sort", "unique");

    /** Properties of any Java list, which are left out of suggestions. */
    private static final Set<String> OF_LISTS =
            Set.of("class", "metaClass", "empty", "first", "last", "modCount", "reversed");

    /** A list of this room; others only use them. */
    ListView() {}

    /** The value of a property that is not one of the class itself. */
    abstract @Nullable Object named(String name);

    /** What Groovy code gets for a value that one of the methods has returned. */
    abstract @Nullable Object kept(@Nullable Object value);

    @Override
    public @Nullable Object invokeMethod(String name, @Nullable Object args) {
        var arguments = args instanceof Object[] several ? several : new Object[] {args};
        var copies = IN_PLACE.contains(name) && !isOwn(name, arguments);
        try {
            var value = called(copies ? new ArrayList<>(this) : this, name, arguments);
            // of no rows nothing is known of what a closure would have made of them
            var isOfNothing = name.startsWith("collect") && value instanceof List<?> list && list.isEmpty();
            return isOfNothing ? new RowsView(Head.NONE, List.of()) : kept(value);
        } catch (MissingMethodException e) {
            throw e.getType() == ArrayList.class ? new MissingMethodException(name, getClass(), arguments) : e;
        }
    }

    /** Whether a class of this room declares the method that a call would choose. */
    final boolean isOwn(String name, Object[] arguments) {
        return isOwn(getMetaClass(), name, arguments);
    }

    static boolean isOwn(MetaClass type, String name, Object[] arguments) {
        var method = type.pickMethod(name, MetaClassHelper.convertToTypeArray(arguments));
        return method != null
                && ListView.class.isAssignableFrom(method.getDeclaringClass().getTheClass());
    }

    /** Calls the method of a value, and throws what it throws. */
    static @Nullable Object called(Object target, String name, Object[] arguments) {
        try {
            return InvokerHelper.getMetaClass(target.getClass()).invokeMethod(target, name, arguments);
        } catch (GroovyRuntimeException e) {
            throw ListView.<RuntimeException>sneaky(ScriptBytecodeAdapter.unwrap(e));
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Groovy code may throw anything, checked or not
    static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return getMetaClass().getMetaProperty(name) == null
                ? named(name)
                : getMetaClass().getProperty(this, name);
    }

    /** The names of the properties that the class itself has. */
    static List<String> properties(Class<?> type) {
        return InvokerHelper.getMetaClass(type).getProperties().stream()
                .filter(property -> property instanceof MetaBeanProperty bean && bean.getGetter() != null)
                .map(property -> property.getName())
                .filter(name -> !OF_LISTS.contains(name))
                .sorted()
                .toList();
    }

    @Override
    public void setProperty(String name, Object value) {
        throw fixed();
    }

    @Override
    public MetaClass getMetaClass() {
        return InvokerHelper.getMetaClass(getClass());
    }

    @Override
    public void setMetaClass(MetaClass metaClass) {
        throw fixed();
    }

    @Override
    public void add(int index, E element) {
        throw fixed();
    }

    @Override
    public E set(int index, E element) {
        throw fixed();
    }

    @Override
    public E remove(int index) {
        throw fixed();
    }

    private static RowsException fixed() {
        return new RowsException(
                "a result cannot be changed; findAll, sort and + return another one, and toList() a copy that can be changed");
    }

    /**
     * Rows of the value that a method of rows has returned: of lists of maps, also in a list or as values of a map. Anything else
     * is as it was.
     *
     * @param head the columns of the rows whose method it was
     */
    static @Nullable Object rows(@Nullable Object value, Head head) {
        return switch (value) {
            case null -> null;
            case ListView<?> view -> view;
            case RowView row -> row;
            case List<?> list -> ofList(list, head);
            case Map<?, ?> map when map.values().stream().anyMatch(ListView::isOfRows) -> new RowGroups(map, head);
            case Map<?, ?> map when map.values().stream().anyMatch(ListView::isOfGroups) -> nested(map, head);
            default -> value;
        };
    }

    private static Object ofList(List<?> list, Head head) {
        if (list.isEmpty()) {
            return new RowsView(head, List.of());
        }
        if (list.stream().allMatch(Map.class::isInstance)) {
            return Cells.rows(
                    list.stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList(), head);
        }
        var isOfParts = list.stream().allMatch(List.class::isInstance)
                && list.stream().anyMatch(ListView::isOfRows)
                && list.stream().allMatch(part -> isOfRows(part) || ((List<?>) part).isEmpty());
        return isOfParts ? list.stream().map(part -> rows(part, head)).toList() : list;
    }

    /** Groups of groups, as {@code groupBy} with two closures makes them. */
    private static Map<Object, @Nullable Object> nested(Map<?, ?> groups, Head head) {
        var kept = new LinkedHashMap<Object, @Nullable Object>();
        groups.forEach((key, value) -> kept.put(key, rows(value, head)));
        return kept;
    }

    private static boolean isOfGroups(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                && !(map instanceof RowView)
                && map.values().stream().anyMatch(inner -> isOfRows(inner) || isOfGroups(inner));
    }

    private static boolean isOfRows(@Nullable Object value) {
        return value instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(RowView.class::isInstance);
    }
}
