package dev.shoal.plugin.registry

import dev.shoal.plugin.HostContext
import dev.shoal.plugin.Plugin

/** Classes that are no plugins, each in its own way. */
class BadPlugins {
    static class Fine extends Plugin {
        Object process(HostContext host) {
            [name: host.host().name()]
        }
    }

    static class NoPlugin {
        Object process(HostContext host) {}
    }

    abstract static class Abstract extends Plugin {}

    static class WantsMore extends Plugin {
        WantsMore(String more) {}

        Object process(HostContext host) {}
    }

    static class Private extends Plugin {
        private Private() {}

        Object process(HostContext host) {}
    }

    static class ThrowsAtOnce extends Plugin {
        ThrowsAtOnce() {
            throw new IllegalStateException('no licence')
        }

        Object process(HostContext host) {}
    }

    static class ThrowsEarlier extends Plugin {
        static final int SIZE = Integer.parseInt('many')

        Object process(HostContext host) {}
    }
}
