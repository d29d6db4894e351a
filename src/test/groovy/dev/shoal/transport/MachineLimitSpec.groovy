package dev.shoal.transport

import spock.lang.Specification

class MachineLimitSpec extends Specification {
    def "'#text' is a limit of our own: #fact"() {
        expect:
        MachineLimit.in(new IOException('cannot', thrown)).map { it.fact() } == Optional.ofNullable(fact)

        where:
        thrown                                                                  || fact
        new SocketException('Too many open files')                              || 'this machine allows Shoal no more open files (ulimit -n)'
        new IOException('Cannot run program "ssh": error=24, Too many open files') || 'this machine allows Shoal no more open files (ulimit -n)'
        new OutOfMemoryError('unable to create native thread: possibly out of memory or process/resource limits reached') || 'this machine allows no more processes or threads (ulimit -u)'
        new IOException('Cannot run program "ssh": Exec failed, error: 11 (Resource temporarily unavailable)') || 'this machine allows no more processes or threads (ulimit -u)'
        new IOException('error=12, Cannot allocate memory')                     || 'this machine has no memory for another process'
        new SocketException('Connection reset')                                 || null
        new OutOfMemoryError('Java heap space')                                 || null

        text = thrown.message
    }
}
