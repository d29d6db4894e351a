package dev.shoal.script;

import groovy.lang.Tuple;
import org.apache.groovy.ginq.provider.collection.runtime.NamedRecord;
import org.apache.groovy.ginq.provider.collection.runtime.Queryable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of what Groovy code has made: of a list of maps, or of a query of GINQ that selects columns. */
final class QueryRows {
    private QueryRows() {}

    static Optional<RowsView> of(Object value) {
        return switch (value) {
            case List<?> list -> ofList(list);
            case Queryable<?> query -> ofList(query.toList());
            default -> Optional.empty();
        };
    }

    private static Optional<RowsView> ofList(List<?> list) {
        var maps = new ArrayList<Map<?, ?>>();
        for (var item : list) {
            switch (item) {
                case Map<?, ?> map when isFlat(map) -> maps.add(map);
                case NamedRecord<?, ?> selected -> maps.add(map(selected));
                case null, default -> {
                    return Optional.empty();
                }
            }
        }
        return maps.isEmpty() ? Optional.empty() : Optional.of(Cells.rows(maps, Head.NONE));
    }

    private static boolean isFlat(Map<?, ?> row) {
        return !row.isEmpty() && row.values().stream().noneMatch(cell -> cell instanceof Map<?, ?>);
    }

    private static Map<String, Object> map(NamedRecord<?, ?> selected) {
        var map = new LinkedHashMap<String, Object>();
        var names = selected.getNameList();
        var values = (Tuple<?>) selected; // may hold nulls
        for (int i = 0; i < names.size(); i++) {
            RowView.put(map, names.get(i), values.get(i));
        }
        return map;
    }
}
