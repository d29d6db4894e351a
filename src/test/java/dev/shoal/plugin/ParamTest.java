package dev.shoal.plugin;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ParamTest {
    @Test
    void theDefaultHasTheType() {
        assertEquals(Integer.class, Param.of("n", 5, "").type());
        assertEquals(Duration.class, Param.of("since", Duration.ofHours(1), "").type());
        assertEquals(
                Optional.of(0.5), Param.of("share", new BigDecimal("0.5"), "").usual());
    }

    @Test
    void aRequiredParameterHasATypeAndNoDefault() {
        var unit = Param.required("unit", int.class, "which unit");

        assertEquals(Integer.class, unit.type());
        assertTrue(unit.usual().isEmpty());
    }

    @Test
    void limitsHoldForValues() {
        var n = Param.of("n", 5, "").min(1);
        var by = Param.of("by", "rss", "").oneOf("rss", "vsz");

        assertEquals(List.of(true, false), List.of(n.accepts(1), n.accepts(0)));
        assertTrue(by.accepts("vsz"));
        assertFalse(by.accepts("size"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertEquals(
                "a parameter cannot be called \"two words\"; use letters, digits and dashes, at most 40, beginning with a letter",
                problem(() -> Param.of("two words", 1, "")));
        assertEquals(
                "parameter n: its default, 5, is not a value that it accepts; change one of them",
                problem(() -> Param.of("n", 5, "").min(6)));
        assertEquals(
                "parameter n: the choice many does not have its type, Integer; change the choice or the default",
                problem(() -> Param.of("n", 5, "").oneOf(5, "many")));
        assertEquals("parameter by: min is for numbers, not for String", problem(() -> Param.of("by", "rss", "")
                .min(1)));
        assertEquals(
                "parameter at: Object is not a type of parameters; use Integer, Long, Double, String, Boolean or Duration",
                problem(() -> Param.required("at", Object.class, "")));
    }

    private static String problem(Runnable use) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, use::run).getMessage());
    }
}
