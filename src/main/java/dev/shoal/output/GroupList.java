package dev.shoal.output;

import dev.shoal.fleet.FoldGroup;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.output.ShownGroups.News;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Groups one below the other. At a prompt they carry the number that later lines may use, and those that are longer than the
 * screen are shortened, so that the odd host stays on it; elsewhere they are whole.
 */
final class GroupList {
    /** The ledger line, the next prompt, and one row for a ledger line that is too long for one. */
    private static final int ROWS_BELOW = 3;

    private final Channel channel;
    private final GroupText text;
    private final Wording wording;
    private final Window window;

    GroupList(Channel channel, GroupText text, Wording wording, Window window) {
        this.channel = channel;
        this.text = text;
        this.wording = wording;
        this.window = window;
    }

    /** When numbers are shown. */
    enum Numbers {
        /** Where there is more than one group. */
        OF_SEVERAL,
        /** In any case, as more groups may follow. */
        ALWAYS
    }

    /** A group with its number, and how its header reads, without colour and with it. */
    private record Entry(int number, FoldGroup group, String plain, String header) {}

    /**
     * Writes what is new.
     *
     * @param ledger the results so far
     * @param all the groups so far, these included
     */
    void write(List<News> news, Ledger<Reply> ledger, List<FoldGroup> all, Numbers numbers, OutputStream stream)
            throws IOException {
        var majority =
                all.stream().max(Comparator.comparingInt(FoldGroup::size)).orElseThrow(); // the first of them
        int biggest = majority.size();
        boolean numbered = isAtPrompt() && (numbers == Numbers.ALWAYS || all.size() > 1);
        var entries = new ArrayList<Entry>();
        for (var one : news) {
            switch (one) {
                case News.Also also -> stream.write((also(also) + "\n").getBytes(UTF_8));
                case News.Group fresh -> {
                    var group = fresh.group();
                    var plain = text.header(group, ledger);
                    var header = text.painted(plain, group, ledger, group.size() == biggest);
                    var number = numbered ? "  " + channel.palette().dim("@" + fresh.number()) : "";
                    entries.add(new Entry(fresh.number(), group, plain, header + number));
                }
            }
        }
        write(entries, majority, stream);
    }

    /** As {@code also @1: app07}; where there are no numbers, a host of the group stands for it. */
    private String also(News.Also also) {
        var like = isAtPrompt()
                ? "@" + also.number()
                : "as " + wording.line(also.group().first().host().name());
        return "also " + like + ": " + wording.shown(also.hosts());
    }

    private void write(List<Entry> entries, FoldGroup majority, OutputStream stream) throws IOException {
        if (!isAtPrompt()) {
            for (var entry : entries) {
                text.writeHeader(entry.header(), stream);
                text.writeBody(entry.group(), entry.number(), majority, stream);
            }
            return;
        }
        int rows = window.promptRows().orElseThrow().getAsInt();
        var excerpt = new Excerpt(window.usualColumns());
        var bodies = new ArrayList<String>();
        int room = rows - ROWS_BELOW;
        for (var entry : entries) {
            bodies.add(body(entry, majority));
            room -= 2 + excerpt.rows(entry.plain() + "\n", rows);
        }
        var wanted = bodies.stream().map(body -> excerpt.rows(body, rows)).toList();
        var shares = Excerpt.shares(wanted, room);
        for (int i = 0; i < entries.size(); i++) {
            text.writeHeader(entries.get(i).header(), stream);
            var remedy = "less @" + entries.get(i).number();
            stream.write(excerpt.of(bodies.get(i), shares.get(i), remedy).getBytes(UTF_8));
        }
    }

    private boolean isAtPrompt() {
        return window.isPromptOf(channel);
    }

    private String body(Entry entry, FoldGroup majority) throws IOException {
        var bytes = new ByteArrayOutputStream();
        text.writeBody(entry.group(), entry.number(), majority, bytes);
        return bytes.toString(UTF_8);
    }
}
