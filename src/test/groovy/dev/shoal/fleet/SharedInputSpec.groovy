package dev.shoal.fleet

import java.util.concurrent.FutureTask
import java.util.concurrent.atomic.AtomicLong
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(30)
class SharedInputSpec extends Specification {
    def "every host reads all of it, fast or slow, early or late: #hosts hosts, #length bytes"() {
        given:
        def bytes = new byte[length]
        new Random(7).nextBytes(bytes)
        def input = new SharedInput(new ByteArrayInputStream(bytes), hosts)

        when:
        def readers = (1..hosts).collect { host ->
            def task = new FutureTask<byte[]>({ new DataInputStream(input.open()).readAllBytes() })
            Thread.startVirtualThread(task)
            task
        }

        then:
        readers.every { it.get() == bytes }

        where:
        hosts | length
        1     | 0
        1     | 500_000
        5     | 65_536
        5     | 500_001
    }

    def "of an endless input no more is read than the fastest host wants"() {
        given:
        def read = new AtomicLong()
        def endless = new InputStream() {
            int read() {
                read.incrementAndGet()
                'y'
            }

            int read(byte[] into, int offset, int length) {
                Arrays.fill(into, offset, offset + length, (byte) 'y'.charAt(0))
                read.addAndGet(length)
                length
            }
        }
        def input = new SharedInput(endless, 2)

        when:
        def fast = input.open().readNBytes(300_000)
        def slow = input.open().readNBytes(10)

        then:
        fast.length == 300_000
        slow.length == 10
        read.get() <= 300_000 + Spool.BLOCK
    }

    def "what cannot be read breaks off for every host, and does not look complete"() {
        given:
        def broken = new SequenceInputStream(new ByteArrayInputStream('some'.bytes), new InputStream() {
            int read() {
                throw new IOException('the disk is gone')
            }
        })
        def input = new SharedInput(broken, 2)

        when:
        def one = input.open()
        def other = input.open()

        then:
        one.readNBytes(4) == 'some'.bytes

        when:
        one.read()

        then:
        def e = thrown(IOException)
        e.message == 'the disk is gone'

        when:
        other.readAllBytes()

        then:
        e = thrown(IOException)
        e.message == 'the disk is gone'
    }
}
