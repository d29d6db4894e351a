package dev.shoal.plugin;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ColumnTest {
    @Test
    void numbersFromALimitUpAreBad() {
        var use = Column.of("use", Unit.PERCENT).warn(90).critical(98);

        assertEquals(List.of(Level.OK, Level.WARN, Level.WARN, Level.CRITICAL), levels(use, 89.9, 90, 97L, 98.0f));
    }

    @Test
    void numbersBelowALimitAreBad() {
        var days = Column.of("days", Unit.DAYS).warnBelow(14).criticalBelow(3);

        assertEquals(List.of(Level.OK, Level.WARN, Level.WARN, Level.CRITICAL), levels(days, 14, 13, 3, -1));
    }

    @Test
    void valuesThatMeetAConditionAreBad() {
        var state = Column.of("state").warnIf("degraded"::equals).criticalIf("failed"::equals);

        assertEquals(List.of(Level.OK, Level.WARN, Level.CRITICAL), levels(state, "clean", "degraded", "failed"));
    }

    @Test
    void eachOfSeveralLimitsCounts() {
        var degrees = Column.of("degrees").warnBelow(5).warn(60).warnIf("unknown"::equals);

        assertEquals(List.of(Level.WARN, Level.OK, Level.WARN, Level.WARN), levels(degrees, 4, 20, 60, "unknown"));
    }

    @Test
    void aTextIsNeverBeyondALimitOfNumbers() {
        assertEquals(Level.OK, Column.of("use").warn(0).criticalBelow(0).level("-1"));
    }

    @Test
    void aBareColumnHasNoLimit() {
        assertEquals(Level.OK, Column.of("use", Unit.PERCENT).warn(0).bare().level(50));
        assertEquals(Unit.PERCENT, Column.of("use", Unit.PERCENT).warn(0).bare().unit());
    }

    @Test
    void aColumnHasAName() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Column.of(" "));

        assertEquals("a column's name is not blank", refused.getMessage());
    }

    private static List<Level> levels(Column column, Object... values) {
        return List.of(values).stream().map(column::level).toList();
    }
}
