package dev.shoal.plugin;

import dev.shoal.fleet.Foreign;
import dev.shoal.fleet.HostEvents;
import dev.shoal.inventory.Host;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.SessionTransport;
import dev.shoal.transport.TransportException;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** A plugin at work on one host: its call, and what is made of its answer. */
final class PluginRun implements Foreign.Work<Rows> {
    private final Plugin plugin;
    private final String name;
    private final PluginContext.Limit limit;
    private final HostEvents events;
    private final Logger log;
    private volatile boolean over;
    private volatile @Nullable PluginContext context;

    /** The plugin for one host; messages call it by that name. */
    PluginRun(Plugin plugin, String name, PluginContext.Limit limit, HostEvents events, Logger log) {
        this.plugin = plugin;
        this.name = name;
        this.limit = limit;
        this.events = events;
        this.log = log;
    }

    @Override
    public Rows run(Host host, SessionTransport transport, Deadline start) throws Exception {
        var opened = new PluginContext(host, new PluginContext.Way(transport, start, events), limit, log);
        context = opened;
        if (over) {
            opened.end();
        }
        // libraries in a plugin's jars look for their parts here
        Thread.currentThread().setContextClassLoader(plugin.getClass().getClassLoader());
        try {
            return Rows.of(plugin.process(opened), plugin.columns());
        } catch (PluginException e) {
            var problem = host.name() + ": " + name + ": " + e.getMessage();
            log.warn("{}", problem);
            throw new TransportException(new Failure(Phase.RUN, Failure.Kind.PLUGIN, problem, ""), e);
        } finally {
            opened.end();
        }
    }

    @Override
    public void end() {
        over = true;
        var known = context;
        if (known != null) {
            known.end();
        }
    }
}
