package dev.shoal.output;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Outcome;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.terminal.Palette;
import dev.shoal.terminal.Screen;
import dev.shoal.text.Amounts;
import dev.shoal.text.CleanText;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What every format writes to stderr when the run is over: why hosts failed, then the ledger line. */
public final class RunFooter {
    private final Screen screen;
    private final RenderOptions options;
    private final FailureNotes notes;
    private final LedgerLine line;

    public RunFooter(Screen screen, RenderOptions options) {
        this.screen = screen;
        this.options = options;
        this.notes = new FailureNotes(screen.err().palette());
        this.line = new LedgerLine(screen.err().palette());
    }

    public void write(Ledger<?> ledger) {
        var text = new StringBuilder();
        notes.of(ledger).forEach(note -> text.append(note).append('\n'));
        if (options.ledger() == RenderOptions.LedgerWhen.ALWAYS || !allOk(ledger)) {
            text.append(line.of(ledger)).append('\n');
        }
        if (!text.isEmpty()) {
            screen.err(Screen.Text.of(text.toString()));
        }
    }

    private static boolean allOk(Ledger<?> ledger) {
        return ledger.parts().stream().allMatch(part -> part.outcome() == Outcome.OK);
    }

    /** The ledger in words: {@code 23 ok, 1 exit 3: web17   24 hosts, 0.31 s}. */
    static final class LedgerLine {
        private final Palette palette;

        LedgerLine(Palette palette) {
            this.palette = palette;
        }

        /** One line without its end. The counts of its parts add up to the hosts at its end. */
        String of(Ledger<?> ledger) {
            var verdicts = new HashMap<Host, String>();
            ledger.results().forEach(result -> verdicts.put(result.host(), OutcomeWords.of(result, ledger.okExits())));
            var words = new ArrayList<String>();
            for (var part : ledger.parts()) {
                // a part of cancelled hosts may fall into those where nothing was sent and those where something may
                // still
                // run
                Map<String, List<Host>> byWords = part.hosts().stream()
                        .collect(Collectors.groupingBy(
                                host -> verdicts.getOrDefault(host, ""), LinkedHashMap::new, Collectors.toList()));
                byWords.forEach((verdict, hosts) -> words.add(part(part.outcome(), verdict, hosts)));
            }
            var total = Amounts.of(ledger.total(), "host") + ", " + Amounts.time(ledger.took());
            return words.isEmpty() ? total : String.join(", ", words) + "   " + total;
        }

        private String part(Outcome outcome, String verdict, List<Host> hosts) {
            var words = hosts.size() + " " + CleanText.line(verdict);
            return switch (outcome) {
                case OK -> words;
                case NOTSTARTED -> words + ": " + CleanText.line(Selection.fold(hosts));
                default -> palette.bad(words + ": " + CleanText.line(Selection.fold(hosts)));
            };
        }
    }
}
