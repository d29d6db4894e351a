package dev.shoal.output;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.terminal.Palette;
import dev.shoal.text.CleanText;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Why hosts failed: one note for all hosts of which the same is to be said, so that five hundred refusals are one line. Hosts
 * whose key changed get a note each, whole.
 */
final class FailureNotes {
    private final Palette palette;

    FailureNotes(Palette palette) {
        this.palette = palette;
    }

    /** What failures have in common; host keys have nothing in common, so their index keeps them apart. */
    private record Key(String verdict, Masked remedy, int index) {}

    /** The notes in the order of their first hosts; none for hosts that were stopped, which the ledger names. */
    List<String> of(Ledger<?> ledger) {
        Map<Key, List<HostResult.Failed<?>>> same = new LinkedHashMap<>();
        for (var result : ledger.results()) {
            if (result instanceof HostResult.Failed<?> failed
                    && failed.failure().kind() != Failure.Kind.CANCELLED) {
                same.computeIfAbsent(key(failed, ledger.okExits()), _ -> new ArrayList<>())
                        .add(failed);
            }
        }
        var notes = new ArrayList<String>();
        same.forEach((key, hosts) -> notes.add(note(key.verdict(), hosts)));
        var held = ledger.results().stream()
                .filter(FailureNotes::isHeldOpen)
                .map(HostResult::host)
                .toList();
        if (!held.isEmpty()) {
            notes.add(Selection.fold(held) + ": the command has ended, but a background process keeps its output open"
                    + " and was not waited for. To avoid this, write > /dev/null 2>&1 before the &");
        }
        return notes;
    }

    private static boolean isHeldOpen(HostResult<?> result) {
        return result instanceof HostResult.Done<?> done
                && done.value() instanceof Reply reply
                && reply.ending().orElse(null) instanceof Ending.Exited exited
                && exited.isHeldOpen();
    }

    private static Key key(HostResult.Failed<?> failed, Set<Integer> okExits) {
        var failure = failed.failure();
        return new Key(
                OutcomeWords.of(failed, okExits),
                Masked.of(failure.remedy(), failed.host()),
                failure.phase() == Phase.HOSTKEY ? failed.index() : -1);
    }

    private String note(String verdict, List<HostResult.Failed<?>> same) {
        var failure = same.getFirst().failure();
        var problem = palette.bad(CleanText.line(problem(verdict, same)));
        return failure.remedy().isEmpty() ? problem : problem + ". " + CleanText.line(failure.remedy());
    }

    private String problem(String verdict, List<HostResult.Failed<?>> same) {
        var first = same.getFirst();
        if (same.size() == 1) {
            return first.failure().problem();
        }
        var hosts = same.stream().map(HostResult.Failed::host).toList();
        var masked = same.stream()
                .map(failed -> Masked.of(failed.failure().problem(), failed.host()))
                .distinct()
                .toList();
        return masked.size() == 1 && masked.getFirst().namesHost()
                ? masked.getFirst().with(hosts)
                : Selection.fold(hosts) + ": " + verdict + ", for one: "
                        + first.failure().problem();
    }

    /**
     * A text about one host with the host's name, address and port taken out, so that texts about different hosts can be compared.
     *
     * @param text with a placeholder for each
     */
    record Masked(String text) {
        // private use characters: a message that has them is at worst not folded
        private static final char NAME = '\uE000';
        private static final char ADDRESS = '\uE001';
        private static final char PORT = '\uE002';

        static Masked of(String text, Host host) {
            var masked = mask(text, host.name(), NAME);
            if (!host.address().equals(host.name())) {
                masked = mask(masked, host.address(), ADDRESS);
            }
            return new Masked(host.port().isPresent() ? mask(masked, port(host), PORT) : masked);
        }

        boolean namesHost() {
            return text.indexOf(NAME) >= 0;
        }

        /** The text with what was taken out of it, folded over these hosts. */
        String with(List<Host> hosts) {
            return fill(
                    fill(fill(text, NAME, hosts, Host::name), ADDRESS, hosts, Host::address),
                    PORT,
                    hosts,
                    Masked::port);
        }

        private static String port(Host host) {
            return host.port().isPresent() ? String.valueOf(host.port().getAsInt()) : "";
        }

        private static String fill(String text, char placeholder, List<Host> hosts, Function<Host, String> word) {
            return text.indexOf(placeholder) < 0
                    ? text
                    : text.replace(
                            String.valueOf(placeholder),
                            NodeSet.of(hosts.stream().map(word).distinct().toList())
                                    .fold());
        }

        private static String mask(String text, String word, char placeholder) {
            var masked = new StringBuilder();
            int from = 0;
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, from)) {
                int end = at + word.length();
                boolean whole = !continues(text, at - 1, -1) && !continues(text, end, 1);
                masked.append(text, from, at).append(whole ? String.valueOf(placeholder) : word);
                from = end;
            }
            return masked.append(text, from, text.length()).toString();
        }

        /** Whether the character belongs to the name beside it: {@code web1} is not a host name in {@code web10} or {@code web1.example}. */
        private static boolean continues(String text, int at, int step) {
            if (at < 0 || at >= text.length()) {
                return false;
            }
            char c = text.charAt(at);
            return c == '.' ? continues(text, at + step, step) : Character.isLetterOrDigit(c) || c == '-' || c == '_';
        }
    }
}
