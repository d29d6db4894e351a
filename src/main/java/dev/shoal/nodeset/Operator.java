package dev.shoal.nodeset;

import java.util.stream.Stream;

/** What joins two operands of a nodeset expression, and which of their names it keeps. */
public enum Operator {
    UNION(',', true, true, true),
    MINUS('!', true, false, false),
    INTERSECT('&', false, true, false),
    XOR('^', true, false, true);

    public final char sign;
    final boolean keepsLeft;
    final boolean keepsCommon;
    public final boolean keepsRight;

    Operator(char sign, boolean keepsLeft, boolean keepsCommon, boolean keepsRight) {
        this.sign = sign;
        this.keepsLeft = keepsLeft;
        this.keepsCommon = keepsCommon;
        this.keepsRight = keepsRight;
    }

    /** Whether one operand after the other is the same as their union. */
    public boolean takesRows() {
        return this == UNION || this == MINUS;
    }

    static boolean isSign(int character) {
        return Stream.of(values()).anyMatch(operator -> operator.sign == character);
    }

    static Operator ofSign(String sign) {
        return Stream.of(values())
                .filter(operator -> sign.length() == 1 && operator.sign == sign.charAt(0))
                .findFirst()
                .orElseThrow();
    }
}
