package dev.shoal.plugin.registry;

import dev.shoal.fleet.ForeignTask;
import dev.shoal.inventory.Host;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.ReplyException;
import dev.shoal.plugin.Rows;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** The run of a plugin on one host: it makes an object, calls {@code process} and makes rows of the value. */
final class PluginRun implements ForeignTask.Work<Rows> {
    private final LoadedPlugin.Version version;
    private final ForeignTask.Code code;
    private final Map<String, Object> params;
    private final PluginContext.Limit limit;
    private final Receiver events;
    private volatile boolean over;
    private volatile @Nullable PluginContext context;

    /** This version of the plugin for one host, with the parameters of the task. */
    PluginRun(
            LoadedPlugin.Version version,
            ForeignTask.Code code,
            Map<String, Object> params,
            PluginContext.Limit limit,
            Receiver events) {
        this.version = version;
        this.code = code;
        this.params = params;
        this.limit = limit;
        this.events = events;
    }

    @Override
    public Rows run(Host host, Transport transport, Deadline start) throws Exception {
        var opened =
                new PluginContext(host, new PluginContext.Way(transport, start, events), limit, code.log(), params);
        context = opened;
        if (over) {
            opened.end();
        }
        // libraries in the plugin's jars use this class loader
        Thread.currentThread().setContextClassLoader(version.plugin().getClass().getClassLoader());
        try {
            var plugin = version.another().call();
            return Rows.of(plugin.process(opened), plugin.columns());
        } catch (PluginException e) {
            var problem = problem(host, String.valueOf(e.getMessage()));
            code.log().warn("{}", problem);
            throw new TransportException(new Failure(Phase.RUN, Failure.Kind.PLUGIN, problem, ""), e);
        } catch (ReplyException e) {
            var fact = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            var problem = problem(host, fact + code.place(e));
            code.log().warn("{}", problem, e);
            throw new TransportException(new Failure(Phase.RUN, Failure.Kind.PLUGIN, problem, e.remedy()), e);
        } finally {
            opened.end();
        }
    }

    private String problem(Host host, String fact) {
        return host.name() + ": " + code.name() + ": " + fact;
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
