package dev.shoal.ssh

import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** A real ssh-agent. */
class Agent implements Closeable {
    final Path socket
    private final Process process

    Agent(Path socket) {
        this.socket = socket
        process = new ProcessBuilder('ssh-agent', '-D', '-a', "$socket").redirectInput(new File('/dev/null')).start()
        process.inputReader().readLine() // it says where it listens once it does
    }

    void add(Path... keys) {
        keys.each { Tools.runWith([SSH_AUTH_SOCK: "$socket".toString()], 'ssh-add', '-q', it) }
    }

    @Override
    void close() {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS)
    }
}
