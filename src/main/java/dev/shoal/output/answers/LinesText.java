package dev.shoal.output.answers;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.FoldText;
import dev.shoal.fold.LineFold;
import dev.shoal.fold.SimilarFold;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.terminal.Channel;
import dev.shoal.text.CleanText;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code -L}: each line once, in the order of the outputs, after the hosts that wrote it: {@code web[1-3]: line}. Lines of all
 * hosts that replied begin with {@code web[1-9] (all): }. Standard error comes last and is marked.
 */
final class LinesText implements StyledText {
    /** Where lines of all and lines of some take turns more often, they are cut as one text. */
    private static final int MOST_SECTIONS = 40;

    private final Channel channel;
    private final LineText lines;

    LinesText(Channel channel) {
        this.channel = channel;
        this.lines = new LineText(channel);
    }

    /** Lines of the same hosts are a section, so that many lines of all hosts do not push away the few of one. */
    @Override
    public List<Sections.Section> sections(SimilarFold fold, Ledger<Reply> ledger) {
        var labels = new Labels(fold.groups());
        var sections = new ArrayList<Sections.Section>();
        sections.addAll(sections(LineFold.of(fold.groups(), SimilarFold.Group::out), labels, ""));
        sections.addAll(sections(LineFold.of(fold.groups(), SimilarFold.Group::err), labels, " stderr"));
        sections.add(section(stream -> writeNotes(fold, labels, stream)));
        return sections;
    }

    private List<Sections.Section> sections(List<LineFold.Merged> merged, Labels labels, String mark) {
        var stretches = stretches(merged);
        return (stretches.size() <= MOST_SECTIONS ? stretches : List.of(merged))
                .stream()
                        .map(some -> section(stream -> write(some, labels, mark, stream)))
                        .toList();
    }

    /** Lines that follow each other and are of the same hosts; not all of them where they are too many. */
    private static List<List<LineFold.Merged>> stretches(List<LineFold.Merged> merged) {
        var stretches = new ArrayList<List<LineFold.Merged>>();
        int from = 0;
        for (int to = 1; to <= merged.size() && stretches.size() <= MOST_SECTIONS; to++) {
            if (to == merged.size()
                    || !merged.get(to).groups().equals(merged.get(from).groups())) {
                stretches.add(merged.subList(from, to));
                from = to;
            }
        }
        return stretches;
    }

    private static Sections.Section section(Sections.Section.Body body) {
        return new Sections.Section("", body, REMEDY);
    }

    private void write(List<LineFold.Merged> some, Labels labels, String mark, OutputStream stream) throws IOException {
        for (var merged : some) {
            var similar = merged.isSimilar() ? (mark.isEmpty() ? " similar" : ", similar") : "";
            var label = labels.of(merged.groups(), mark + similar);
            label(label, stream);
            lines.write(merged.line(), stream);
            var apart = lines.apart(merged.line());
            if (apart.isPresent()) {
                LineText.write(label + apart.get(), stream);
            }
        }
    }

    private static void writeNotes(SimilarFold fold, Labels labels, OutputStream stream) throws IOException {
        for (int i = 0; i < fold.groups().size(); i++) {
            var group = fold.groups().get(i).group();
            note(group.out().isEmpty() && group.err().isEmpty(), "(no output)", labels.of(List.of(i), ""), stream);
            truncated(group.out(), labels.of(List.of(i), ""), stream);
            truncated(group.err(), labels.of(List.of(i), " stderr"), stream);
        }
    }

    private static void label(String label, OutputStream stream) throws IOException {
        stream.write(label.getBytes(UTF_8));
    }

    private static void truncated(FoldText text, String label, OutputStream stream) throws IOException {
        note(text.isTruncated(), GroupText.truncated(text), label, stream);
    }

    private static void note(boolean holds, String note, String label, OutputStream stream) throws IOException {
        if (holds) {
            LineText.write(label + note, stream);
        }
    }

    /** The hosts of groups in words; few combinations are on many lines, so each is folded once. */
    private final class Labels {
        private final List<SimilarFold.Group> groups;
        private final Map<List<Integer>, String> known = new HashMap<>();
        private final int total;

        Labels(List<SimilarFold.Group> groups) {
            this.groups = groups;
            this.total = groups.stream().mapToInt(group -> group.group().size()).sum();
        }

        String of(List<Integer> some, String mark) {
            var hosts = known.computeIfAbsent(some, this::hosts);
            boolean isAll = some.size() == groups.size();
            var label = hosts + (isAll ? " (all)" : "") + mark + ": ";
            return isMost(some) ? label : channel.palette().odd(label);
        }

        /** More than half of those who replied: that is not odd. */
        private boolean isMost(List<Integer> some) {
            int size = some.stream()
                    .mapToInt(group -> groups.get(group).group().size())
                    .sum();
            return 2 * size > total;
        }

        private String hosts(List<Integer> some) {
            List<Host> hosts = some.stream()
                    .flatMap(group -> groups.get(group).group().results().stream())
                    .sorted(Comparator.comparingInt(HostResult::index))
                    .<Host>map(HostResult::host)
                    .toList();
            return CleanText.line(Selection.fold(hosts));
        }
    }
}
