package dev.shoal.fleet;

import dev.shoal.transport.Receiver;

/** Told what happens while a task works on one host; called serially. */
public interface HostEvents extends Receiver {
    /** So many more bytes of files have been moved. */
    void moved(long bytes);
}
