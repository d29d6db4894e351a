package dev.shoal.output

import dev.shoal.cli.Renderers
import dev.shoal.terminal.Channel
import dev.shoal.terminal.Palette
import dev.shoal.terminal.Screen

/** The two streams of a run, to be read afterwards, and a clock that moves when told. */
class Terminal {
    final ByteArrayOutputStream outBytes = new ByteArrayOutputStream()
    final ByteArrayOutputStream errBytes = new ByteArrayOutputStream()
    long now = Long.MAX_VALUE - 5
    final Screen screen

    Terminal(Channel.End out = Channel.End.FILE, Palette palette = Palette.PLAIN) {
        this(outBytes -> outBytes, out, palette)
    }

    Terminal(Closure<OutputStream> wrap, Channel.End end, Palette palette = Palette.PLAIN) {
        screen = new Screen(
                new Channel(wrap(outBytes) as OutputStream, end, palette),
                new Channel(errBytes, end, palette),
                { now })
    }

    String getOut() {
        outBytes.toString('UTF-8')
    }

    String getErr() {
        errBytes.toString('UTF-8')
    }

    /** All of one run without anything live. */
    Terminal render(Format format, Answers answers, RenderOptions options = RenderOptions.DEFAULTS) {
        Renderers.commands(format, screen, options).finish(Answers.TITLE, answers.ledger())
        this
    }
}
