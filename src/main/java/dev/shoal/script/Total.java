package dev.shoal.script;

import dev.shoal.plugin.Unit;

import java.math.BigDecimal;

/** A number that knows the unit of the column that it was calculated from. It calculates and is written as any number. */
final class Total extends BigDecimal {
    private static final long serialVersionUID = 1;

    private final Unit unit;

    Total(BigDecimal number, Unit unit) {
        super(number.unscaledValue(), number.scale());
        this.unit = unit;
    }

    Unit unit() {
        return unit;
    }
}
