package dev.shoal.output.answers;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.FoldGroup;
import dev.shoal.inventory.Host;
import dev.shoal.output.answers.ShownGroups.News;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Window;
import dev.shoal.text.CleanText;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Groups one below the other; on a terminal those that all wrote one line are a line each. At a prompt they carry the number that
 * later lines may use, and those that are longer than the screen are shortened, so that the odd host stays on it; elsewhere they
 * are whole.
 */
final class GroupList {
    private final Channel channel;
    private final GroupText text;
    private final Sections sections;
    private final OneLineGroups oneLine;
    private final Window window;
    private final boolean isAtPrompt;

    GroupList(Channel channel, GroupText text, Window window) {
        this.channel = channel;
        this.text = text;
        this.sections = new Sections(channel, window);
        this.oneLine = new OneLineGroups(channel, text, window);
        this.window = window;
        this.isAtPrompt = window.isPromptOf(channel);
    }

    /** When numbers are shown. */
    enum Numbers {
        /** Where there is more than one group. */
        OF_SEVERAL,
        /** In any case, as more groups may follow. */
        ALWAYS
    }

    /**
     * Writes what is new.
     *
     * @param ledger the results so far
     * @param all the groups so far, these included
     * @return whether it was more than the screen of a prompt holds
     */
    boolean write(List<News> news, Ledger<Reply> ledger, List<FoldGroup> all, Numbers numbers, OutputStream stream)
            throws IOException {
        var majority =
                all.stream().max(Comparator.comparingInt(FoldGroup::size)).orElseThrow(); // the first of them
        int biggest = majority.size();
        boolean numbered = isAtPrompt && (numbers == Numbers.ALWAYS || all.size() > 1);
        var fresh = new ArrayList<News.Group>();
        for (var one : news) {
            switch (one) {
                case News.Also also -> stream.write((also(also) + "\n").getBytes(UTF_8));
                case News.Group group -> fresh.add(group);
            }
        }
        var lines = oneLine.of(fresh, ledger, new OneLineGroups.Style(numbered, biggest));
        if (lines.isPresent()) {
            stream.write(lines.get().getBytes(UTF_8));
            return isAtPrompt && !window.fits(lines.get());
        }
        var parts = new ArrayList<Sections.Section>();
        for (var one : fresh) {
            var header = text.painted(
                    text.header(one.group(), ledger),
                    one.group(),
                    ledger,
                    one.group().size() == biggest);
            var mark = numbered ? "  " + channel.palette().dim("@" + one.number()) : "";
            parts.add(new Sections.Section(
                    header + mark,
                    body -> text.writeBody(one.group(), one.number(), majority, body),
                    "less @" + one.number(),
                    Sections.Section.Claim.SHARE,
                    body -> text.writeBody(one.group(), body)));
        }
        return sections.write(parts, stream);
    }

    /** As {@code also @1: app07}; where there are no numbers, a host of the group stands for it. */
    private String also(News.Also also) {
        var like = isAtPrompt
                ? "@" + also.number()
                : "as " + CleanText.line(also.group().first().host().name());
        return "also " + like + ": " + CleanText.line(Host.fold(also.hosts()));
    }
}
