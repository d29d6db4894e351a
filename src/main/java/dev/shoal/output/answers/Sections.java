package dev.shoal.output.answers;

import dev.shoal.output.LineCounts;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.ScreenRows;
import dev.shoal.terminal.Window;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes sections one below the other. At a prompt those that are longer than the screen are cut, so that the odd host stays on
 * it; elsewhere they are whole.
 */
final class Sections {
    private static final String RULE = "-".repeat(15);
    /** The ledger line, the next prompt, and one row for a ledger line that is too long for one. */
    private static final int ROWS_BELOW = 3;

    /**
     * A part of what is printed: a header, and a body of lines that may be cut where they are more than the screen holds.
     *
     * @param header with its colour; empty where there is none
     * @param body the lines below it
     * @param remedy how to see all of a body that was cut, as {@code less @1}
     * @param claim how much of the screen it may ask for
     * @param whole what it is compared with others by, where the body itself is a difference already
     */
    record Section(String header, Body body, String remedy, Claim claim, Body whole) {
        /** How much of the screen a section may ask for. */
        enum Claim {
            /** As much as every other one. */
            SHARE,
            /** What the others leave: it is there to compare them with. */
            REST
        }

        /** Lines that each end with a line feed. */
        interface Body {
            void writeTo(OutputStream stream) throws IOException;
        }

        /** One that has its share of the screen. */
        Section(String header, Body body, String remedy) {
            this(header, body, remedy, Claim.SHARE);
        }

        /** One that is compared by its body. */
        Section(String header, Body body, String remedy, Claim claim) {
            this(header, body, remedy, claim, body);
        }
    }

    private final boolean isAtPrompt;
    private final Window window;

    Sections(Channel channel, Window window) {
        this.isAtPrompt = window.isPromptOf(channel);
        this.window = window;
    }

    /** Those that are never cut. */
    static Sections whole(Channel channel) {
        return new Sections(channel, Window.NONE);
    }

    /** Writes them, and returns whether they were more than the screen of a prompt holds. */
    boolean write(List<Section> sections, OutputStream stream) throws IOException {
        if (isAtPrompt) {
            return writeCut(sections, stream);
        }
        for (var section : sections) {
            stream.write(header(section).getBytes(UTF_8));
            section.body().writeTo(stream);
        }
        return false;
    }

    private boolean writeCut(List<Section> sections, OutputStream stream) throws IOException {
        int rows = window.promptRows().orElseThrow().getAsInt();
        var excerpt = new Excerpt(window.usualColumns());
        var screen = new ScreenRows(window.usualColumns());
        var bodies = new ArrayList<String>();
        int room = rows - ROWS_BELOW;
        for (var section : sections) {
            bodies.add(text(section.body()));
            room -= screen.of(header(section), rows);
        }
        var wanted = bodies.stream().map(body -> screen.of(body, rows)).toList();
        var shares = shares(sections, wanted, room);
        boolean isCrowded = wanted.stream().mapToInt(Integer::intValue).sum() > room;
        var lines = isCrowded ? LineCounts.of(compared(sections, bodies)) : LineCounts.NONE;
        for (int i = 0; i < sections.size(); i++) {
            stream.write(header(sections.get(i)).getBytes(UTF_8));
            var cut = excerpt.of(bodies.get(i), shares.get(i), sections.get(i).remedy(), lines);
            stream.write(cut.getBytes(UTF_8));
        }
        return isCrowded;
    }

    /** The texts of those that have a header: what follows such a section is said in terms of it. */
    @SuppressWarnings("ReferenceEquality") // comparing texts of megabytes would cost more than reading one again
    private static List<String> compared(List<Section> sections, List<String> bodies) throws IOException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < sections.size(); i++) {
            var section = sections.get(i);
            if (!section.header().isEmpty()) {
                boolean isWhole = section.whole() == section.body();
                texts.add(isWhole ? bodies.get(i) : text(section.whole()));
            }
        }
        return texts;
    }

    private static List<Integer> shares(List<Section> sections, List<Integer> wanted, int room) {
        var claimed = new ArrayList<>(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            if (sections.get(i).claim() == Section.Claim.REST) {
                claimed.set(i, Math.min(wanted.get(i), Excerpt.LEAST_ROWS));
            }
        }
        var shares = new ArrayList<>(Excerpt.shares(claimed, room));
        int left =
                Math.max(0, room - shares.stream().mapToInt(Integer::intValue).sum());
        for (int i = 0; i < wanted.size() && left > 0; i++) {
            int more = Math.min(left, wanted.get(i) - claimed.get(i));
            shares.set(i, shares.get(i) + more);
            left -= more;
        }
        return shares;
    }

    /** Between its rules. */
    private static String header(Section section) {
        return section.header().isEmpty() ? "" : RULE + "\n" + section.header() + "\n" + RULE + "\n";
    }

    private static String text(Section.Body body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        return bytes.toString(UTF_8);
    }
}
