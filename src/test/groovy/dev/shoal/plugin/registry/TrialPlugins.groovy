package dev.shoal.plugin.registry

import dev.shoal.plugin.Column
import dev.shoal.plugin.HostContext
import dev.shoal.plugin.Param
import dev.shoal.plugin.Plugin
import dev.shoal.plugin.Unit
import java.time.Duration
import java.util.concurrent.atomic.AtomicInteger

/** Plugins of specs: named by class, as anybody's would be. */
class TrialPlugins {
    /** Knows nothing but the host that it is handed. */
    static class Sum extends Plugin {
        List<Column> columns() {
            [Column.of('sum', Unit.PERCENT).warn(90), Column.of('size', Unit.BYTES), Column.of('up', Unit.SECONDS)]
        }

        Object process(HostContext host) {
            def reply = host.tryExec('echo $((90 + 3)); echo oops >&2; exit 3')
            [up: 273600, sum: reply.out.trim() as int, size: 1319413953331L, err: reply.err.trim(), exit: reply.exit()]
        }
    }

    /** Keeps in fields what belongs to one host. */
    static class Field extends Plugin {
        private HostContext host
        private int count
        private final List answers = []

        Object process(HostContext host) {
            this.host = host
            count++
            answers << host.exec('hostname').out.trim()
            [asked: this.host.host().name(), answered: answers[0], count: count]
        }
    }

    /** Can be made twice: when it is loaded, and for the first host. */
    static class Moody extends Plugin {
        private static final AtomicInteger MADE = new AtomicInteger()

        Moody() {
            if (MADE.incrementAndGet() > 2) {
                throw new IllegalStateException('the licence is used up')
            }
        }

        Object process(HostContext host) {
            [n: 1]
        }
    }

    static class Throws extends Plugin {
        Object process(HostContext host) {
            [n: host.exec('echo one').out.trim() as int]
        }
    }

    static class Hangs extends Plugin {
        Object process(HostContext host) {
            host.exec('sleep 60', Duration.ofMillis(300))
        }
    }

    static class Spins extends Plugin {
        Object process(HostContext host) {
            if (host.host().name() != 'web1') {
                return [fine: true]
            }
            def end = System.nanoTime() + 20_000_000_000L
            while (System.nanoTime() < end) {
                Thread.onSpinWait()
            }
        }
    }

    static class Cyclic extends Plugin {
        Object process(HostContext host) {
            def list = []
            list << [list]
            list
        }
    }

    static class Prints extends Plugin {
        Object process(HostContext host) {
            def reply = host.exec('head -c 52428800 /dev/zero', Duration.ofSeconds(50))
            [bytes: reply.outBytes.length, truncated: reply.truncated]
        }
    }

    static class Evil extends Plugin {
        Object process(HostContext host) {
            [name: 'a\u001b[31mred', formula: '=cmd|x', text: 'two, "quoted"\nlines', list: [1, 'x'], n: -3]
        }
    }

    static class Nothing extends Plugin {
        Object process(HostContext host) {
            host.host().name() == 'web1' ? [[mount: '/']] : []
        }
    }

    /** Shows the parameters that it was given, one of each type. */
    static class Params extends Plugin {
        List<Param> params() {
            [Param.of('n', 5, 'how many').min(1), Param.of('by', 'rss', 'what to sort by').oneOf('rss', 'vsz'),
             Param.of('ratio', 0.5, 'a number'), Param.of('all', false, 'also those of root'),
             Param.of('max-age', Duration.ofMinutes(90), 'how old'), Param.of('big', 1L, 'a long one'),
             Param.required('unit', String, 'of which unit')]
        }

        String summary() {
            'shows its parameters'
        }

        Object process(HostContext host) {
            int n = host.param('n')
            Duration age = host.param('max-age')
            [n: n, by: host.param('by'), ratio: host.param('ratio'), all: host.param('all'), age: age.toSeconds(),
             big: host.param('big'), unit: host.param('unit')]
        }
    }
}
