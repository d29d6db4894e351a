package dev.shoal;

import dev.shoal.cli.ExitStatus;
import dev.shoal.cli.Interrupts;
import dev.shoal.log.ShoalLog;
import dev.shoal.text.CleanText;
import org.apache.logging.log4j.LogManager;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The entry point: streams, exit status and shutdown. */
public final class Main {
    /** A bug of ours (sysexits.h EX_SOFTWARE): not one of the statuses that scripts are promised. */
    private static final int BUG = 70;
    /** How long the results of a stopped run may take to be printed. */
    private static final int FAREWELL_SECONDS = 10;

    private static final Map<String, Integer> SIGNALS =
            Map.of("SIGHUP handler", 1, "SIGINT handler", 2, "SIGTERM handler", 15);

    private Main() {}

    /** Runs the words of the command line and ends the process with what came of it. */
    public static void main(String[] args) {
        // stdout is data: what a plugin prints, as Groovy's println does, must not stand among the rows
        var printed = cleaned();
        System.setOut(printed);
        var complaints = cleaned();
        System.setErr(complaints);
        var environment = Environment.ofProcess();
        var misread = Arguments.problem(List.of(args), System.getProperty("sun.jnu.encoding", ""), Main::commandLine)
                .or(environment::problem);
        if (misread.isPresent()) {
            tell(misread.get());
            System.exit(ExitStatus.USAGE);
        }
        var interrupts = new Interrupts();
        var over = new CountDownLatch(1);
        var shoal = new Shoal(
                Terminal.streams(
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err),
                        new FileInputStream(FileDescriptor.in)),
                environment,
                ShoalLog::install);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> farewell(interrupts, over, shoal), "farewell"));
        var status = BUG;
        try {
            status = shoal.run(List.of(args), interrupts);
        } catch (Throwable e) { // the last stop: nothing else would tell the operator
            tellBug(e);
        } finally {
            printed.close();
            complaints.close();
            over.countDown();
        }
        System.exit(status);
    }

    /** Standard error for plugins and scripts, which may print what a host has sent. */
    private static PrintStream cleaned() {
        return new PrintStream(
                new CleanedLines(new FileOutputStream(FileDescriptor.err)), false, StandardCharsets.UTF_8);
    }

    /**
     * On SIGINT and SIGTERM the JVM ends with 130 and 143 by itself; what a run has gathered is printed before.
     */
    private static void farewell(Interrupts interrupts, CountDownLatch over, Shoal shoal) {
        try {
            if (interrupts.end(signalStatus())) {
                over.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            shoal.close();
        }
    }

    /**
     * What the JVM will end with, which no shutdown hook can ask for: it handles a signal on a thread that is named after it (JDK
     * 25, {@code SIGTERM handler}), and that thread waits for the hooks.
     */
    private static int signalStatus() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .mapToInt(name -> SIGNALS.getOrDefault(name, 0))
                .filter(signal -> signal != 0)
                .map(signal -> 128 + signal)
                .findFirst()
                .orElse(ExitStatus.INTERRUPTED);
    }

    private static void tellBug(Throwable bug) {
        LogManager.getLogger(Main.class).fatal("a bug", bug);
        tell("this is a bug in Shoal: " + CleanText.line(String.valueOf(bug)) + ". The log has the whole trace");
    }

    private static void tell(String message) {
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
                .println("shoal: " + message);
    }

    /** The words that the process was started with, as bytes; only Linux has them. */
    private static Optional<byte[]> commandLine() {
        try {
            return Optional.of(Files.readAllBytes(Path.of("/proc/self/cmdline")));
        } catch (IOException e) {
            LogManager.getLogger(Main.class).debug("the command line cannot be read as bytes", e);
            return Optional.empty();
        }
    }
}
