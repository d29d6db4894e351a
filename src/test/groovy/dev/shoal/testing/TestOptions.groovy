package dev.shoal.testing

import dev.shoal.fleet.FanOutOptions
import dev.shoal.log.AuditOptions
import java.time.Duration

/** The options of a run where nothing is configured, as the keys of shoal.yaml have them. */
final class TestOptions {
    static final FanOutOptions FAN_OUT = new FanOutOptions(64, Duration.ofSeconds(10), Optional.empty(), Optional.empty(), 64 << 20)
    static final AuditOptions AUDIT = new AuditOptions(false, AuditOptions.Text.MASKED)
}
