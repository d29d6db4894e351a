package dev.shoal.log

import java.util.concurrent.TimeUnit

/** A second JVM on the specs' class path. */
class ChildJvm implements AutoCloseable {
    private final Process process

    /** @param environment what it has beside our own */
    ChildJvm(Map<String, String> environment = [:], List<String> flags = [], Class<?> main, Object... args) {
        def java = ProcessHandle.current().info().command().get()
        def builder = new ProcessBuilder([java, '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', *flags, '-cp', System.getProperty('java.class.path'),
            main.name, *args*.toString()])
        builder.environment().putAll(environment)
        process = builder.start()
    }

    /** Its next line on stdout. */
    String line() { process.inputReader().readLine() }

    void go() {
        process.outputStream.write(10)
        process.outputStream.close()
    }

    /** Waits for its end. */
    Map<String, Object> rest() {
        def out = process.inputReader().text
        def err = process.errorReader().text
        assert process.waitFor(60, TimeUnit.SECONDS)
        [out: out, err: err, exit: process.exitValue()]
    }

    @Override
    void close() { process.destroyForcibly() }
}
