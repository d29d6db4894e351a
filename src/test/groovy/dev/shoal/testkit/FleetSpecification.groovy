package dev.shoal.testkit

import java.nio.file.Path
import net.schmizz.sshj.common.SecurityUtils
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** A specification on one demo fleet, which its features share, with plain sshj clients. */
abstract class FleetSpecification extends Specification {
    @Shared
    @TempDir
    Path parent

    @Shared
    @AutoCleanup
    DemoFleet fleet

    @AutoCleanup
    Clients clients = new Clients()

    void startFleet(int count, DemoKind kind = DemoKind.best()) {
        SecurityUtils.registerBouncyCastle = false
        fleet = DemoFleet.start(count, parent, kind)
    }

    Map run(String name, String command, byte[] stdin = new byte[0]) {
        clients.run(clients.to(fleet, name), command, stdin)
    }
}
