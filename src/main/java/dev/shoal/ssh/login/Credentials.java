package dev.shoal.ssh.login;

import dev.shoal.ssh.reach.Destination;
import dev.shoal.transport.SetupException;
import dev.shoal.transport.TransportException;
import net.schmizz.sshj.userauth.method.AuthMethod;

import java.nio.file.Path;
import java.util.List;

/** What a user can show to a host. Safe for many threads; the methods that it gives out serve one connection each. */
public interface Credentials {
    /**
     * Loads what was named and asks the operator what must be asked, so that neither happens in the middle of a run.
     *
     * @param named key files that were named
     * @param defaults key files that are offered where none is named
     * @throws SetupException if something that was named cannot be used
     */
    default void prepare(List<Path> named, List<Path> defaults) throws SetupException, InterruptedException {}

    /**
     * The methods to try on the host, in this order; never empty.
     *
     * @throws TransportException with phase and kind {@code AUTH} if there is nothing that could be tried
     */
    List<AuthMethod> methods(Destination destination) throws TransportException, InterruptedException;

    /** What the host made of the password; not called where it takes none. */
    default void judged(Destination destination, boolean isRight) {}
}
