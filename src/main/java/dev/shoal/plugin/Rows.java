package dev.shoal.plugin;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;

/**
 * The rows that a plugin returned for one host, as plain values: texts, numbers, truth values, lists and maps. They hold no
 * object of the plugin's own classes, so that a new version of the plugin can replace them.
 *
 * @param columns every column that occurs in a row, in the order to show, {@linkplain Column#bare without limits}
 * @param rows their cells are in the order of the columns
 */
public record Rows(List<Column> columns, List<Row> rows) {
    public Rows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Makes rows of the value that {@link Plugin#process} returned. Lazy values are evaluated; a value of any other type becomes
     * its text.
     *
     * @param answer the value; null makes no row
     * @param declared the plugin's columns, which come first
     * @throws PluginException if the value contains itself, is larger than the limits, or has an invalid column
     */
    public static Rows of(@Nullable Object answer, List<Column> declared) throws PluginException {
        return answer == null ? new Rows(List.of(), List.of()) : new Reader().read(answer, declared);
    }

    /** The cells of each row. */
    public List<Map<String, Object>> cells() {
        return rows.stream().map(Row::cells).toList();
    }

    /** The cells, as an assertion that fails shows them. */
    @Override
    public String toString() {
        return cells().toString();
    }

    /** How bad the worst of all values is. */
    public Level level() {
        return rows.stream().map(Row::level).max(Level::compareTo).orElse(Level.OK);
    }

    /** Makes rows of the value that a plugin's {@code process} returned, or reports why that is not possible. */
    private static final class Reader {
        /** The most rows of one host; more than that should be a file on the host, not a table. */
        static final int MOST_ROWS = 100_000;
        /** The column of a value that is neither a map nor a record. */
        static final String VALUE = "value";
        /** The column that every table begins with. */
        static final String HOST = "host";

        private final Values values = new Values();
        private final List<Map<String, Object>> rows = new ArrayList<>();
        private final Map<String, Column> columns = new LinkedHashMap<>();

        Rows read(Object answer, List<Column> declared) throws PluginException {
            var declaredNames = names(declared);
            if (Values.isRow(answer)) {
                row(answer);
            } else if (Values.isMany(answer)) {
                many(answer);
            } else {
                row(Map.of(VALUE, answer));
            }
            return ordered(declaredNames);
        }

        private static Map<String, Column> names(List<Column> declared) throws PluginException {
            var names = new LinkedHashMap<String, Column>();
            for (var column : Objects.requireNonNullElse(declared, List.<Column>of())) {
                if (names.put(column.name(), column) != null) {
                    throw new PluginException("columns() names " + column.name() + " twice; keep one of them");
                }
            }
            return names;
        }

        private void many(Object answer) throws PluginException {
            var items = new ArrayList<Object>();
            var each = Values.iterator(answer);
            while (each.hasNext()) {
                items.add(each.next());
                if (items.size() > MOST_ROWS) {
                    throw new PluginException("process returned more than " + MOST_ROWS
                            + " rows, the limit for one host; return fewer, or write them to a file on the host");
                }
            }
            var maps = items.stream().filter(Values::isRow).count();
            if (maps == 0 && !items.isEmpty()) {
                // the list itself, so that a list that contains itself is noticed
                row(Map.of(VALUE, answer instanceof List<?> ? answer : items));
                return;
            }
            for (var item : items) {
                if (!Values.isRow(item)) {
                    throw new PluginException("process returned " + kind(item) + " as row " + (rows.size() + 1)
                            + ", among maps; return a list of maps only");
                }
                row(item);
            }
        }

        private static String kind(Object item) {
            return item == null ? "null" : "a " + item.getClass().getSimpleName();
        }

        private void row(Object item) throws PluginException {
            var row = values.row(item, "row " + (rows.size() + 1));
            if (row.containsKey(HOST)) {
                throw new PluginException("process returned a column " + HOST
                        + ", which always holds the host's name; omit or rename it");
            }
            row.keySet().forEach(name -> columns.putIfAbsent(name, Column.of(name)));
            rows.add(row);
        }

        private Rows ordered(Map<String, Column> declared) throws PluginException {
            var order = new ArrayList<Column>();
            declared.values().stream()
                    .filter(column -> columns.containsKey(column.name()))
                    .forEach(order::add);
            columns.values().stream()
                    .filter(column -> !declared.containsKey(column.name()))
                    .forEach(order::add);
            var inOrder = new ArrayList<Row>();
            for (var row : rows) {
                inOrder.add(row(row, order));
            }
            return new Rows(order.stream().map(Column::bare).toList(), inOrder);
        }

        private static Row row(Map<String, Object> values, List<Column> order) throws PluginException {
            var cells = new LinkedHashMap<String, Object>();
            var levels = new LinkedHashMap<String, Level>();
            for (var column : order) {
                if (values.containsKey(column.name())) {
                    var value = values.get(column.name());
                    cells.put(column.name(), value);
                    var level = value == null ? Level.OK : level(value, column);
                    if (level != Level.OK) {
                        levels.put(column.name(), level);
                    }
                }
            }
            return new Row(cells, levels);
        }

        private static Level level(Object value, Column column) throws PluginException {
            try {
                return column.level(value);
            } catch (RuntimeException e) {
                throw new PluginException(
                        "the limits of column " + column.name() + " threw " + e + " for the value " + value
                                + "; test the type of the value first",
                        e);
            }
        }

        /**
         * Copies values into plain ones: texts, numbers, truth values, lists and maps. Lazy values are evaluated here. Refuses values
         * that contain themselves, and more than a limit: one host's rows must not take the memory of the others.
         */
        private static final class Values {
            private static final int MOST_VALUES = 1_000_000;
            private static final int MOST_CHARACTERS = 16 << 20;
            private static final int DEEPEST = 32;

            /** The maps and lists that are being copied, from the outside in. */
            private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

            private int values;
            private long characters;

            /** Whether the value makes a row. */
            static boolean isRow(@Nullable Object value) {
                return value instanceof Map<?, ?> || value instanceof Record;
            }

            /** Whether the value holds several values. A path does not, although it is iterable. */
            static boolean isMany(@Nullable Object value) {
                return (value instanceof Iterable<?> && !(value instanceof Path))
                        || value instanceof Iterator<?>
                        || value instanceof BaseStream<?, ?>
                        || (value != null && value.getClass().isArray() && !(value instanceof byte[]));
            }

            /** The values in it, if {@link #isMany}. */
            static Iterator<?> iterator(Object many) {
                return switch (many) {
                    case Iterable<?> items -> items.iterator();
                    case Iterator<?> items -> items;
                    case BaseStream<?, ?> items -> items.iterator();
                    default ->
                        IntStream.range(0, Array.getLength(many))
                                .mapToObj(i -> Array.get(many, i))
                                .iterator();
                };
            }

            /** A map or record as column name to plain value. */
            Map<String, Object> row(Object row, String place) throws PluginException {
                enter(row, place);
                try {
                    return row instanceof Record fields ? fields(fields, place) : entries((Map<?, ?>) row, place);
                } finally {
                    open.remove(row);
                }
            }

            private Map<String, Object> entries(Map<?, ?> map, String place) throws PluginException {
                var entries = new LinkedHashMap<String, Object>();
                for (var entry : map.entrySet()) {
                    if (entry.getKey() == null) {
                        throw new PluginException(
                                "process returned a map with the key null in " + place + "; name every column");
                    }
                    var name = text(String.valueOf(entry.getKey()));
                    if (entries.containsKey(name)) {
                        throw new PluginException("process returned the key " + name + " twice in " + place
                                + ", as two types of text; use one of them");
                    }
                    put(entries, name, plain(entry.getValue(), place + "." + name));
                }
                return entries;
            }

            private Map<String, Object> fields(Record fields, String place) throws PluginException {
                var entries = new LinkedHashMap<String, Object>();
                for (var field : fields.getClass().getRecordComponents()) {
                    put(entries, field.getName(), plain(value(field, fields), place + "." + field.getName()));
                }
                return entries;
            }

            private static @Nullable Object value(RecordComponent field, Record of) throws PluginException {
                try {
                    field.getAccessor().setAccessible(true);
                    return field.getAccessor().invoke(of);
                } catch (ReflectiveOperationException | RuntimeException e) {
                    throw new PluginException(
                            "the field " + field.getName() + " of the record "
                                    + of.getClass().getSimpleName() + " cannot be read; return a map",
                            e);
                }
            }

            @SuppressWarnings("NullAway") // values may be null, which Map<String, Object> cannot express
            private static void put(Map<String, Object> entries, String name, @Nullable Object value) {
                entries.put(name, value);
            }

            private @Nullable Object plain(@Nullable Object value, String place) throws PluginException {
                if (++values > MOST_VALUES) {
                    throw new PluginException("process returned more than " + MOST_VALUES + " values; return fewer");
                }
                return switch (value) {
                    case null -> null;
                    case Boolean truth -> truth;
                    case Number number -> number(number);
                    case CharSequence text -> text(text.toString());
                    case byte[] bytes -> text(new String(bytes, StandardCharsets.UTF_8));
                    case Optional<?> maybe -> plain(maybe.orElse(null), place);
                    case Map<?, ?> map -> row(map, place);
                    case Record fields -> row(fields, place);
                    default -> isMany(value) ? list(value, place) : text(String.valueOf(value));
                };
            }

            /** Numbers of other types may change later, or keep a plugin's classes from being unloaded. */
            private static Object number(Number number) {
                return switch (number) {
                    case Integer _, Long _, Double _, Float _, Short _, Byte _ -> number;
                    case BigDecimal _, BigInteger _ -> number;
                    default -> number.doubleValue();
                };
            }

            private String text(String text) throws PluginException {
                characters += text.length();
                if (characters > MOST_CHARACTERS) {
                    throw new PluginException("process returned more than " + (MOST_CHARACTERS >> 20)
                            + " Mi characters of text; return less");
                }
                return text;
            }

            private List<Object> list(Object many, String place) throws PluginException {
                enter(many, place);
                try {
                    var list = new ArrayList<Object>();
                    var each = iterator(many);
                    while (each.hasNext()) {
                        add(list, plain(each.next(), place + "[" + list.size() + "]"));
                    }
                    return Collections.unmodifiableList(list);
                } finally {
                    open.remove(many);
                }
            }

            @SuppressWarnings("NullAway") // as above
            private static void add(List<Object> list, @Nullable Object value) {
                list.add(value);
            }

            private void enter(Object value, String place) throws PluginException {
                if (!open.add(value)) {
                    throw new PluginException("process returned " + (isRow(value) ? "a map" : "a list")
                            + " that contains itself (" + place + "); return plain maps and lists");
                }
                if (open.size() > DEEPEST) {
                    throw new PluginException(
                            "process returned lists or maps more than " + DEEPEST + " levels deep; return flat rows");
                }
            }
        }
    }
}
