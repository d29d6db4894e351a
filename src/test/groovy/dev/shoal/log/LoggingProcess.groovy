package dev.shoal.log

import org.apache.logging.log4j.Level
import dev.shoal.testing.TestOptions
import java.nio.file.Path

/** What the specs run in a JVM of its own. */
class LoggingProcess {
    static void main(String[] args) {
        switch (args[0]) {
            case 'many': many(args[1], Path.of(args[2]), args[3] as int, args[4] as long); break
            case 'numbers': numbers(Path.of(args[1]), args[2] as int); break
        }
    }

    /** Waits for a line on stdin, so that several begin together. */
    static void many(String who, Path dir, int count, long bytes) {
        def warnings = []
        new ModuleLogs(new LogOptions(dir, Level.INFO, [:], bytes, 10_000, Optional.empty()), { warnings << it }).with {
            it.open()
            println 'ready'
            System.in.read()
            def threads = (0..<2).collect { t ->
                Thread.startVirtualThread { (0..<count).each { ShoalLog.logger('fleet').info('from {} {} number {}', who, t, it) } }
            }
            threads*.join()
            it.close()
        }
        println "warnings $warnings"
    }

    static void numbers(Path dir, int count) {
        def audit = new AuditLog(dir, dir, TestOptions.AUDIT, { println it })
        println 'ready'
        System.in.read()
        count.times {
            def run = audit.nextRun()
            audit.begun(AuditLogSpec.entry(run))
            audit.ended(AuditLogSpec.entry(run), AuditLogSpec.END)
            println "run $run"
        }
    }
}
