package dev.shoal.script;

import dev.shoal.nodeset.NameOrder;
import dev.shoal.output.data.RowsText;
import dev.shoal.plugin.Level;
import dev.shoal.plugin.Rows;
import org.codehaus.groovy.runtime.typehandling.NumberMath;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rows, for Groovy: a list of {@link RowView} that keeps columns, units and levels through Groovy's own methods, and has some
 * more. A column that the rows do not have is a {@link RowsException}. Immutable.
 */
public final class RowsView extends ListView<RowView> {
    private final Head head;
    private final List<RowView> rows;

    RowsView(Head head, List<RowView> rows) {
        this.head = head;
        this.rows = List.copyOf(rows);
    }

    /** A view of rows. */
    public static RowsView of(Rows rows) {
        var head = Head.of(rows);
        return new RowsView(
                head, rows.rows().stream().map(row -> new RowView(head, row)).toList());
    }

    /** The rows of a value, if it has any: of a result, of rows, of groups of them, of a list of maps, of a query. */
    public static Optional<RowsView> in(@Nullable Object value) {
        return switch (value) {
            case RowsView view -> Optional.of(view);
            case RunView run -> Optional.of(run.getRows());
            case RowGroups groups -> Optional.of(groups.getRows());
            case null -> Optional.empty();
            default -> QueryRows.of(value);
        };
    }

    @Override
    public RowView get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /** The rows themselves. */
    public Rows rows() {
        return new Rows(head.columns(), rows.stream().map(RowView::row).toList());
    }

    Head head() {
        return head;
    }

    /** The names of the columns, in their order. */
    public List<String> getColumns() {
        return List.copyOf(head.names());
    }

    /**
     * The rows that meet a condition on their columns, as {@code use > 90 && mount != '/boot'}; a size such as {@code 10g} and a
     * duration such as {@code 2d} compare with columns that have such a unit. A row without a value that is asked for is left
     * out.
     *
     * @throws RowsException if the condition has an unknown column or is not valid; nothing was evaluated then
     */
    public RowsView where(String condition) {
        return new Where(head).of(condition, rows);
    }

    /** A condition of {@link #where} whose form Groovy can check before the columns are known. */
    public static String withoutUnits(String condition) {
        return Where.withoutUnits(condition);
    }

    /** The rows by the value of a column, in the order in which the values first occur. */
    public RowGroups by(String column) {
        var name = head.column(column).name();
        var groups = new LinkedHashMap<@Nullable Object, List<RowView>>();
        rows.forEach(row ->
                groups.computeIfAbsent(row.get(name), _ -> new ArrayList<>()).add(row));
        return new RowGroups(groups, head);
    }

    /**
     * The rows with those of another list that have the same values: {@code disk.join(memory, on: 'host')}. {@code on} may name
     * several columns and is {@code host} if it is missing. A column of the other rows that exists here gets {@code _2} at the
     * end of its name. Rows without a partner are left out; with {@code all: true} those of this list stay.
     */
    public RowsView join(Map<String, Object> options, Object other) {
        return Join.of(
                this,
                RowsView.in(other)
                        .orElseThrow(
                                () -> new RowsException("join needs a result, rows or a list of maps to join with")),
                options);
    }

    /** The same on {@code host}. */
    public RowsView join(RowsView other) {
        return join(Map.of(), other);
    }

    /** The same on {@code host}. */
    public RowsView join(RunView other) {
        return join(Map.of(), other);
    }

    /**
     * The sum of a column; rows without a value are left out. Where it is shown to people it has the column's unit.
     *
     * @throws RowsException if a value is not a number
     */
    public BigDecimal sum(String column) {
        var known = head.column(column);
        var sum = BigDecimal.ZERO;
        for (var row : rows) {
            var value = row.get(known.name());
            if (value != null && !(value instanceof Number)) {
                throw new RowsException("sum: column " + column + " has the value '" + value
                        + "', which is not a number; leave such rows out first");
            }
            sum = value == null ? sum : sum.add(NumberMath.toBigDecimal((Number) value));
        }
        return new Total(sum, known.unit());
    }

    /**
     * The rows in the order of columns; {@code -use} has the largest values first. Numbers are before texts, names of hosts are
     * in their own order, and rows without a value are at the end.
     */
    public RowsView sort(String first, String... more) {
        var order = by(first, false);
        for (var column : more) {
            order = order.thenComparing(by(column, false));
        }
        return new RowsView(head, rows.stream().sorted(order).toList());
    }

    private Comparator<RowView> by(String column, boolean isReversed) {
        var isDescending = column.startsWith("-") && !head.find(column).isPresent();
        var name = head.column(isDescending ? column.substring(1) : column).name();
        Comparator<Object> order = RowsView::compare;
        return Comparator.comparing(
                row -> row.get(name), Comparator.nullsLast(isDescending != isReversed ? order.reversed() : order));
    }

    private static int compare(Object a, Object b) {
        if (a instanceof Number one && b instanceof Number other) {
            return NumberMath.compareTo(one, other);
        }
        if (a instanceof Number || b instanceof Number) {
            return a instanceof Number ? -1 : 1;
        }
        return NameOrder.ORDER.compare(String.valueOf(a), String.valueOf(b));
    }

    /** The first so many rows. */
    public RowsView top(int count) {
        return new RowsView(head, rows.subList(0, Math.min(atLeastNone(count), rows.size())));
    }

    /** So many rows with the largest values of a column, the largest first; with {@code -use} those with the smallest. */
    public RowsView top(int count, String column) {
        var order = by(column, true);
        return new RowsView(
                head, rows.stream().sorted(order).limit(atLeastNone(count)).toList());
    }

    private static int atLeastNone(int count) {
        if (count < 0) {
            throw new RowsException("top(" + count + "): write how many rows, 0 or more");
        }
        return count;
    }

    /**
     * The rows that were added, removed or changed since earlier ones: {@code change} is one of these words, and the earlier
     * value of a changed column is in a column with {@code _before} at the end of its name. Rows are the same row if their
     * {@code host} is the same, and as many of the next columns of text as tell rows of one host apart; {@code by:} names other
     * columns.
     */
    public RowsView diff(Map<String, Object> options, Object before) {
        return Changes.of(
                this,
                RowsView.in(before)
                        .orElseThrow(() -> new RowsException("diff needs an earlier result, rows or a list of maps")),
                options);
    }

    /** The same with the usual columns. */
    public RowsView diff(Object before) {
        return diff(Map.of(), before);
    }

    /** The rows with these columns only, in this order. */
    public RowsView only(String... columns) {
        var chosen = new Head(List.of(columns).stream().map(head::column).toList());
        return new RowsView(
                chosen, rows.stream().map(row -> Cells.row(row, chosen)).toList());
    }

    /** The rows in which a value is a warning or critical. */
    public RowsView getWarn() {
        return with(row -> row.row().level() != Level.OK);
    }

    /** The rows in which a value is critical. */
    public RowsView getCritical() {
        return with(row -> row.row().level() == Level.CRITICAL);
    }

    RowsView with(Predicate<RowView> condition) {
        return new RowsView(head, rows.stream().filter(condition).toList());
    }

    /** The column and its values, in the order of the rows; null where a row has none. */
    @Override
    @Nullable
    Object named(String name) {
        if (!head.has(name)) {
            throw NoSuchName.of("rows have no column or property", name, known(), "", getClass());
        }
        var values = new ArrayList<@Nullable Object>();
        rows.forEach(row -> values.add(row.get(name)));
        return values;
    }

    private List<String> known() {
        var known = new ArrayList<>(head.names());
        known.addAll(properties(RowsView.class));
        return known;
    }

    /** The values of a column: {@code rows['use']}. */
    public @Nullable Object getAt(String column) {
        return named(column);
    }

    @Override
    @Nullable
    Object kept(@Nullable Object value) {
        return rows(value, head);
    }

    /** A bar for the number of each row in this column, as text. */
    public String bar(String column) {
        return RowsText.bars(rows(), head.column(column).name(), 0);
    }

    /** As CSV. */
    public String getCsv() {
        return RowsText.csv(rows());
    }

    /** As an array of JSON. */
    public String getJson() {
        return RowsText.json(rows());
    }

    /** As a document of YAML. */
    public String getYaml() {
        return RowsText.yaml(rows());
    }

    /** As a table of Markdown. */
    public String getMd() {
        return RowsText.md(rows());
    }

    /** As a whole document of HTML. */
    public String getHtml() {
        return RowsText.html(rows());
    }

    /** Writes them into a file, whose extension is the format, and returns its name. The file is replaced whole or stays. */
    public String save(String file) {
        return SavedRows.save(rows(), file);
    }
}
