package dev.shoal.log;

import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Hands every event to the shipping, as text, and goes on. */
final class ShippingAppender extends AbstractAppender {
    private final Shipping shipping;
    private final LogJson json;

    ShippingAppender(Shipping shipping, LogJson json) {
        super("shipping", null, null, true, Property.EMPTY_ARRAY);
        this.shipping = shipping;
        this.json = json;
    }

    /** What is said while shipping, by us or by the JDK, would have to be shipped, on and on: it stays here. */
    @Override
    public void append(LogEvent event) {
        if (!shipping.isOwnThread()) {
            shipping.add(json.line(event));
        }
    }
}
