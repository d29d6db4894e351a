package dev.shoal.testing

import dev.shoal.cli.Configured
import dev.shoal.cli.Defaults
import dev.shoal.cli.LocalPaths
import dev.shoal.cli.ConnectOptions
import dev.shoal.cli.Site
import dev.shoal.cli.Streams
import dev.shoal.cli.UsageException
import dev.shoal.fleet.FanOut
import dev.shoal.fleet.HostTask
import dev.shoal.nodeset.Expression
import dev.shoal.inventory.Group
import dev.shoal.inventory.GroupSource
import dev.shoal.inventory.Host
import dev.shoal.inventory.Inventory
import dev.shoal.log.AuditLog
import dev.shoal.log.ModuleLogs
import dev.shoal.terminal.Channel
import dev.shoal.plugin.registry.PluginDirs
import dev.shoal.plugin.registry.PluginRegistry
import dev.shoal.script.ClassCache
import dev.shoal.script.CodePath
import dev.shoal.script.HelperFiles
import java.nio.file.Path

/** Some hosts behind a scripted transport, for what is typed without a network: web1 to web3 in @web, db1 in @db. */
class SmallSite implements Site {
    final Path directory
    final ScriptedTransport transport = new ScriptedTransport()
    final ByteArrayOutputStream out = new ByteArrayOutputStream()
    final ByteArrayOutputStream err = new ByteArrayOutputStream()
    String target = '@web'
    /** Class names of plugins by key. */
    Map<String, String> builtIns = [disk: 'dev.shoal.collect.DiskPlugin', memory: 'dev.shoal.collect.MemoryPlugin']
    /** Who else is asked for groups. */
    List<GroupSource> sources = []
    /** What is done before the engine is there, as a question for a password. */
    Closure beforeEngine = { }
    /** What is wrong with hosts.yaml, if anything is. */
    String broken

    SmallSite(Path directory) {
        this.directory = directory
    }

    /** Standard output and error of whoever types, as files. */
    Streams streams() {
        new Streams(out, err, InputStream.nullInputStream(), Channel.End.FILE, Channel.End.FILE, true, true, { -> 80 })
    }

    /** What was told beside the data, without times. */
    String notes() {
        err.toString('UTF-8').replaceAll(/(hosts?), [0-9.]+ (ms|s)\b/, '$1, T')
    }

    @Override
    Defaults defaults() {
        new Defaults(Optional.ofNullable(target), 'raw', TestOptions.FAN_OUT)
    }

    @Override
    Inventory inventory(List<String> sources) {
        if (broken) {
            throw new UsageException(broken)
        }
        Inventory.of(['web1', 'web2', 'web3', 'db1'].collect { Host.named(it) },
                [new Group('web', Expression.typed('web[1-3]')), new Group('db', Expression.typed('db1'))]).asking(this.sources)
    }

    @Override
    PluginRegistry plugins() {
        new PluginRegistry(builtIns, { [] },
                new PluginDirs([], [], directory, { Optional.empty() }), { throw new UnsupportedOperationException() })
    }

    @Override
    CodePath code() {
        new CodePath(ClassCache.in(directory.resolve('classes')), HelperFiles.none(), { -> SmallSite.classLoader })
    }

    /** The home is the directory. */
    @Override
    LocalPaths localPaths() {
        new LocalPaths(directory, [HERE: "$directory".toString(), HOME: "$directory".toString()])
    }

    @Override
    int local(String text) {
        throw new UnsupportedOperationException()
    }

    @Override
    ModuleLogs logs() {
        throw new UnsupportedOperationException()
    }

    @Override
    Configured configured() {
        throw new UnsupportedOperationException()
    }

    @Override
    List<Expression> hostfile(String file) {
        []
    }

    @Override
    FanOut engine(ConnectOptions reach, List<Host> hosts) {
        beforeEngine()
        new FanOut(transport, [:] as HostTask.Factory, System::nanoTime)
    }

    @Override
    AuditLog audit() {
        new AuditLog(directory, directory, TestOptions.AUDIT, {})
    }
}
