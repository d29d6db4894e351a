package dev.shoal.transport;

/**
 * Takes what a command writes. Called serially per host, from threads of the transport; blocking is back-pressure. The array
 * is only lent: copy what is to be kept.
 */
public interface Receiver extends PhaseListener {
    void out(byte[] bytes, int offset, int length);

    void err(byte[] bytes, int offset, int length);
}
