package dev.shoal.testkit;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How the hosts of a demo fleet run commands. */
public enum DemoKind {
    /** Namespaces with a tree of their own: real programs, which cannot touch this machine. */
    WORLD,
    /** A tree and a few programs of Shoal; nothing else runs. */
    SIMULATED,
    /** Commands run on this machine with the rights of this user: only if the user asks for it. */
    THIS_MACHINE;

    private static final Logger LOG = LogManager.getLogger(DemoKind.class);
    private static final long SECONDS_TO_ANSWER = 10;

    /** The best kind that cannot touch this machine. It makes a world to find out, which takes some 60 ms. */
    public static DemoKind best() {
        var host = new DemoHost("web", 1, 1);
        try (var world = World.make(host.name(), Tree.script(host))) {
            var answer = new ProcessBuilder(world.words(List.of("true"), Tree.environment(host, Tree.BIN)))
                    .redirectErrorStream(true)
                    .start();
            answer.getOutputStream().close();
            if (answer.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS) && answer.exitValue() == 0) {
                return WORLD;
            }
            answer.destroyForcibly();
            LOG.info("a world was made and could not be entered; demo hosts are simulated");
        } catch (IOException e) {
            LOG.info("no world of its own for a demo host: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return SIMULATED;
    }
}
