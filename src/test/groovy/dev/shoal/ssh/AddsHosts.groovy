package dev.shoal.ssh

import dev.shoal.ssh.hostkey.KnownHosts
import dev.shoal.ssh.hostkey.KnownHostsSpec
import static dev.shoal.ssh.Tools.destination

import dev.shoal.ssh.reach.SshOptions.HostKeyMode
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/** Accepts the one key from many new hosts at once, in a process of its own: {@code FILE KEY.pub PREFIX COUNT}. */
class AddsHosts {
    static void main(String[] args) {
        def (file, key, prefix, count) = [Path.of(args[0]), KnownHostsSpec.publicKey(Path.of(args[1])), args[2], args[3] as int]
        System.exit(accept(new KnownHosts(HostKeyMode.ACCEPT_NEW, { false }, {}), file, key, prefix, count) ? 0 : 1)
    }

    /** Whether all were accepted. */
    static boolean accept(KnownHosts policy, Path file, def key, String prefix, int count) {
        Executors.newVirtualThreadPerTaskExecutor().withCloseable { threads ->
            def answers = (1..count).collect { n ->
                threads.submit({ policy.check(destination(address: "$prefix$n", knownHosts: [file]), key) } as Callable)
            }
            answers.every { it.get().empty }
        }
    }
}
