package dev.shoal.output.answers;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.Fold;
import dev.shoal.fold.FoldGroup;
import dev.shoal.fold.Masks;
import dev.shoal.fold.SimilarFold;
import dev.shoal.output.Outstanding;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.RunTitle;
import dev.shoal.output.Shown;
import dev.shoal.output.answers.GroupList.Numbers;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Screen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Hosts that replied the same once, under a header that names them; the biggest group first. On a terminal the
 * replies of most hosts do not wait for a few late ones: these are added below as they come. Elsewhere all is written at the
 * end.
 */
public final class FoldRenderer implements Renderer<Reply> {
    /** To compare more for a hint would keep the operator waiting. */
    private static final int MOST_COMPARED_BYTES = 1 << 20;

    private final Screen screen;
    private final RenderOptions options;
    private final GroupList list;
    private final RunFooter epilogue;
    private final ShownGroups shown = new ShownGroups();
    private final Stragglers stragglers = new Stragglers();
    private final boolean isLive;
    private boolean begun;
    /** Whether more was shown than the screen of the prompt holds. */
    private boolean isCrowded;

    public FoldRenderer(Screen screen, RenderOptions options, RunFooter epilogue) {
        this.screen = screen;
        this.options = options;
        this.list = new GroupList(screen.out(), new GroupText(screen.out()), options.window());
        this.epilogue = epilogue;
        this.isLive = screen.out().end() == Channel.End.TERMINAL && screen.err().end() == Channel.End.TERMINAL;
    }

    @Override
    public void finished(HostResult<Reply> result) {
        if (isLive) {
            stragglers.finished(result);
        }
    }

    @Override
    public void tick(Outstanding<Reply> outstanding) {
        if (!isLive || (!begun && !Stragglers.areLate(outstanding))) {
            return;
        }
        if (stragglers.hasNew() && !stragglers.groups().isEmpty()) {
            show(stragglers.groups(), stragglers.ledger(options.okExits()), Numbers.ALWAYS);
            if (!begun) {
                begun = true;
                screen.err(Screen.Text.of(outstanding.text() + "\n"));
            }
        }
    }

    @Override
    public void finish(RunTitle title, Ledger<Reply> ledger) {
        if (begun) {
            stragglers.addAll(ledger);
            show(stragglers.groups(), ledger, Numbers.ALWAYS);
        } else {
            show(Fold.of(ledger), ledger, Numbers.OF_SEVERAL);
        }
        if (isCrowded) {
            hint(shown.groups(), options.fold().masks()).ifPresent(hint -> screen.err(Screen.Text.of(hint + "\n")));
        }
        epilogue.write(ledger);
    }

    /** At a prompt that does not hold all groups: how few there are with {@code --similar}; empty where that would not help. */
    private static Optional<String> hint(List<FoldGroup> groups, Masks masks) {
        long bytes = groups.stream()
                .mapToLong(group -> group.out().keptBytes() + group.err().keptBytes())
                .sum();
        if (groups.size() < 2 || bytes > MOST_COMPARED_BYTES) {
            return Optional.empty();
        }
        int similar = SimilarFold.similar(groups, masks).groups().size();
        return similar * 2 > groups.size()
                ? Optional.empty()
                : Optional.of(groups.size() + " groups, only " + similar + " of similar replies: less --similar");
    }

    private void show(List<FoldGroup> groups, Ledger<Reply> ledger, Numbers numbers) {
        var news = shown.update(groups);
        if (!news.isEmpty()) {
            screen.out(stream -> isCrowded |= list.write(news, ledger, shown.groups(), numbers, stream));
        }
    }

    @Override
    public Optional<Shown> shown() {
        return Optional.of(new Shown(shown.groups(), options.fold()));
    }

    /**
     * The replies of a run that still runs, and whether so few hosts are missing for so long that the others need not wait.
     * {@link #finished} may be called by any thread, the rest by one.
     */
    static final class Stragglers {
        private static final Duration PATIENCE = Duration.ofSeconds(1);
        /** Of twenty hosts one may be late, of a thousand fifty. */
        private static final int PART = 20;

        private static final int FEW = 2;

        private final Queue<HostResult<Reply>> arrived = new ConcurrentLinkedQueue<>();
        private final List<HostResult<Reply>> results = new ArrayList<>();
        private final BitSet known = new BitSet();
        private final Fold fold = new Fold();

        void finished(HostResult<Reply> result) {
            arrived.add(result);
        }

        /** Whether most hosts have replied, and the others let them wait. */
        static boolean areLate(Outstanding<?> outstanding) {
            int missing = outstanding.total() - outstanding.done();
            return missing > 0
                    && missing < outstanding.done()
                    && missing <= Math.max(FEW, outstanding.total() / PART)
                    && outstanding.quiet().compareTo(PATIENCE) >= 0;
        }

        /** Takes in what has arrived. Returns whether there was anything. */
        boolean hasNew() {
            int before = results.size();
            for (var result = arrived.poll(); result != null; result = arrived.poll()) {
                add(result);
            }
            return results.size() > before;
        }

        /** Takes in all of a run that is over. */
        void addAll(Ledger<Reply> ledger) {
            ledger.results().forEach(this::add);
        }

        private void add(HostResult<Reply> result) {
            if (!known.get(result.index())) {
                known.set(result.index());
                results.add(result);
                fold.add(result);
            }
        }

        /** What was taken in, as if the run were over. */
        Ledger<Reply> ledger(Set<Integer> okExits) {
            return new Ledger<>(results, Duration.ZERO, okExits);
        }

        List<FoldGroup> groups() {
            return fold.groups();
        }
    }
}
