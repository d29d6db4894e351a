package dev.shoal.output.answers;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A part of what is printed: a header, and a body of lines that may be cut where they are more than the screen holds.
 *
 * @param header with its colour; empty where there is none
 * @param body the lines below it
 * @param remedy how to see all of a body that was cut, as {@code less @1}
 * @param claim how much of the screen it may ask for
 * @param whole what it is compared with others by, where the body itself is a difference already
 */
record Section(String header, Body body, String remedy, Claim claim, Body whole) {
    /** How much of the screen a section may ask for. */
    enum Claim {
        /** As much as every other one. */
        SHARE,
        /** What the others leave: it is there to compare them with. */
        REST
    }

    /** Lines that each end with a line feed. */
    interface Body {
        void writeTo(OutputStream stream) throws IOException;
    }

    /** One that has its share of the screen. */
    Section(String header, Body body, String remedy) {
        this(header, body, remedy, Claim.SHARE);
    }

    /** One that is compared by its body. */
    Section(String header, Body body, String remedy, Claim claim) {
        this(header, body, remedy, claim, body);
    }
}
