package dev.shoal.fold;

import java.util.List;

/**
 * Finds the tokens of one text in a single pass, without expressions that could go back and forth in it: a thousand hosts with
 * a thousand lines each are a million lines.
 */
final class MaskScanner {
    private final ByteScanner text;
    private final OwnNames names;
    private final WordContext context;
    private final NumberMatcher quantities;
    private final Tokens tokens = new Tokens();
    /** Where the next token begins that was found before. */
    private int limit;
    /** Where what was found last ends. */
    private int next;

    MaskScanner(ByteScanner text, OwnNames names) {
        this.text = text;
        this.names = names;
        this.context = new WordContext(text);
        this.quantities = new NumberMatcher(text, context);
    }

    /**
     * All tokens, in their order.
     *
     * @param given tokens found before, in their order and apart from each other; nothing else is looked for inside them
     */
    Tokens tokens(List<Tokens.Token> given) {
        int i = 0;
        for (var token : given) {
            limit = token.from();
            scan(i);
            tokens.add(token.from(), token.to(), token.kind());
            i = token.to();
        }
        limit = text.length();
        scan(i);
        tokens.trim();
        return tokens;
    }

    /** Looks up to the limit. */
    private void scan(int from) {
        int i = from;
        while (i < limit) {
            if (begins(i) && at(i)) {
                i = next;
            } else {
                i = Math.max(i + 1, text.alnums(i));
            }
        }
    }

    /** Whether a token may begin here: at the start of a run of letters and digits, or with the colons of {@code ::1}. */
    private boolean begins(int i) {
        return text.isAlnum(i) ? !text.isAlnum(i - 1) : text.is(i, ':') && text.is(i + 1, ':') && !text.isAlnum(i - 1);
    }

    /** Whether something was found here: a token, or what is not looked into. */
    private boolean at(int i) {
        if (names.mayBeginWith(text.at(i)) && !text.isOneOf(i - 1, "-_.")) {
            int own = names.end(text, i);
            if (own > 0) {
                return found(i, own, names.kind(text, i, own));
            }
        }
        if (!text.isHex(i)) { // most words end here
            return text.is(i, ':') ? address(i) : moment(i);
        }
        if (text.isLetter(i) && text.isLetter(text.hexDigits(i))) { // and these, as "active"
            return moment(i);
        }
        return found(i, IdMatcher.uuid(text, i), MaskKind.UUID)
                || address(i)
                || moment(i)
                || found(i, IdMatcher.hex(text, i), MaskKind.HEX)
                || (text.isDigit(i) && quantity(i));
    }

    private boolean address(int i) {
        int end = AddressMatcher.end(text, i);
        if (end >= 0 && context.isBehindPeer(i)) {
            next = end;
            return true;
        }
        return found(i, end, MaskKind.ADDRESS);
    }

    private boolean moment(int i) {
        int date = DateTimeMatcher.date(text, i);
        int end = date < 0 && text.isDigit(i) && !text.is(i - 1, '-') ? DateTimeMatcher.time(text, i) : date;
        return end >= 0 && !text.isOneOf(i - 1, ".:") && found(i, end, end == date ? MaskKind.DATE : MaskKind.TIME);
    }

    private boolean quantity(int i) {
        return quantities.find(i, isBehindToken(i)) && found(i, quantities.end(), quantities.kind());
    }

    private boolean found(int from, int to, MaskKind kind) {
        if (to < 0 || to > limit) {
            return false;
        }
        tokens.add(from, to, kind);
        next = to;
        return true;
    }

    private boolean isBehindToken(int i) {
        int last = tokens.size() - 1;
        return last >= 0
                && tokens.to(last) == i - 1
                && tokens.kind(last) != MaskKind.ADDRESS
                && tokens.kind(last) != MaskKind.NAME;
    }
}
