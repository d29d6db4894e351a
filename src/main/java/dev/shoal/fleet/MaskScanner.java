package dev.shoal.fleet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the tokens of one text in a single pass, without expressions that could go back and forth in it: a thousand hosts with
 * a thousand lines each are a million lines.
 */
final class MaskScanner {
    private final Chars text;
    private final OwnNames names;
    private final Quantities quantities;
    private final List<Token> tokens = new ArrayList<>();

    MaskScanner(Chars text, OwnNames names) {
        this.text = text;
        this.names = names;
        this.quantities = new Quantities(text);
    }

    /**
     * All tokens, in their order.
     *
     * @param given tokens found before, in their order and apart from each other; nothing else is looked for inside them
     */
    List<Token> tokens(List<Token> given) {
        Iterator<Token> rest = given.iterator();
        var next = rest.hasNext() ? rest.next() : null;
        int i = 0;
        while (i < text.length()) {
            if (next != null && i >= next.from()) {
                tokens.add(next);
                i = next.to();
                next = rest.hasNext() ? rest.next() : null;
                continue;
            }
            var found = begins(i) ? at(i) : Optional.<Token>empty();
            int limit = next == null ? Integer.MAX_VALUE : next.from();
            if (found.isPresent() && found.get().to() <= limit) {
                tokens.add(found.get());
                i = found.get().to();
            } else {
                i = Math.min(limit, Math.max(i + 1, text.alnums(i)));
            }
        }
        return List.copyOf(tokens);
    }

    /** Whether a token may begin here: at the start of a run of letters and digits, or with the colons of {@code ::1}. */
    private boolean begins(int i) {
        return !text.isAlnum(i - 1) && (text.isAlnum(i) || (text.is(i, ':') && text.is(i + 1, ':')));
    }

    private Optional<Token> at(int i) {
        if (!text.isOneOf(i - 1, "-_.")) {
            var own = names.at(text, i);
            if (own.isPresent()) {
                return own;
            }
        }
        if (!text.isHex(i)) { // most words end here
            return text.is(i, ':') ? token(i, Addresses.end(text, i), MaskKind.ADDRESS) : moment(i);
        }
        return token(i, Ids.uuid(text, i), MaskKind.UUID)
                .or(() -> token(i, Addresses.end(text, i), MaskKind.ADDRESS))
                .or(() -> moment(i))
                .or(() -> token(i, Ids.hex(text, i), MaskKind.HEX))
                .or(() -> text.isDigit(i) ? quantities.at(i, isBehindToken(i)) : Optional.empty());
    }

    private Optional<Token> moment(int i) {
        if (text.isOneOf(i - 1, ".:")) {
            return Optional.empty();
        }
        var date = token(i, Moments.date(text, i), MaskKind.DATE);
        return date.isPresent() || text.is(i - 1, '-') ? date : token(i, Moments.time(text, i), MaskKind.TIME);
    }

    private static Optional<Token> token(int from, int to, MaskKind kind) {
        return to < 0 ? Optional.empty() : Optional.of(new Token(from, to, kind));
    }

    private boolean isBehindToken(int i) {
        return !tokens.isEmpty()
                && tokens.getLast().to() == i - 1
                && tokens.getLast().kind() != MaskKind.ADDRESS
                && tokens.getLast().kind() != MaskKind.NAME;
    }
}
