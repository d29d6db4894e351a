package dev.shoal.collect

import dev.shoal.inventory.Host
import dev.shoal.plugin.HostContext
import dev.shoal.plugin.Reply
import dev.shoal.transport.RemoteFiles
import java.time.Duration
import dev.shoal.plugin.PluginLog
import org.apache.logging.log4j.message.ParameterizedMessage

/** A host for plugins in specs: a closure answers its commands. What is logged stays in {@code messages}. */
class TestHost implements HostContext {
    final List<String> messages = []
    final List<String> commands = []
    /** The values of the plugin's parameters. */
    Map<String, Object> params = [:]
    private final Closure<Reply> answer

    TestHost(Closure<Reply> answer) {
        this.answer = answer
    }

    /** This machine, with programs from this PATH alone. */
    static TestHost local(String path = '/usr/sbin:/usr/bin:/sbin:/bin') {
        new TestHost({ String command ->
            def process = new ProcessBuilder('/bin/sh', '-c', command)
                    .tap { it.environment().put('PATH', path) }
                    .redirectInput(new File('/dev/null'))
                    .start()
            def out = new StringBuilder()
            def err = new StringBuilder()
            process.waitForProcessOutput(out, err)
            Reply.of(process.exitValue(), out.toString(), err.toString())
        })
    }

    /** A host that prints these sections, name to text, each with exit status 0 unless said otherwise. */
    static TestHost recorded(Map<String, String> sections, Map<String, Integer> exits = [:], String err = '') {
        def marked = sections.collect { name, text -> "${text}\n@shoal ${name} ${exits[name] ?: 0}\n" }
        new TestHost({ Reply.of(0, marked.join('') + '\n@shoal all 0\n', err) })
    }

    /** A host that answers every command with this. */
    static TestHost saying(int exit, String out, String err = '') {
        new TestHost({ Reply.of(exit, out, err) })
    }

    @Override
    Host host() {
        Host.named('web1')
    }

    @Override
    Reply tryExec(String command, int... okExits) {
        commands << command
        answer(command).expecting(command, okExits)
    }

    @Override
    Reply tryExec(String command, Duration limit, int... okExits) {
        tryExec(command, okExits)
    }

    @Override
    byte[] read(String path) {
        new File(path).bytes
    }

    @Override
    void write(String path, byte[] bytes) {
        throw new UnsupportedOperationException('collectors change nothing')
    }

    @Override
    RemoteFiles files() {
        throw new UnsupportedOperationException('these plugins need nothing but a shell')
    }

    @Override
    def <T> T param(String name) {
        params.computeIfAbsent(name) { throw new IllegalArgumentException("no parameter $name") } as T
    }

    @Override
    PluginLog log() {
        def note = { String message, Object... values -> messages << ParameterizedMessage.format(message, values) }
        [warn: note, info: note] as PluginLog
    }
}
