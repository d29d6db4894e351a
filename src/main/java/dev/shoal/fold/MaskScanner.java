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

    /** Names made by machines: each method returns where the one that begins at this offset ends, or -1. */
    static final class IdMatcher {
        private static final int NONE = -1;
        /** Shorter ones are words too often. */
        private static final int LEAST = 8;
        /** From this length on, digits alone and letters alone count as an id, too. */
        private static final int LONG = 32;

        private static final int[] UUID = {8, 4, 4, 4, 12};

        private IdMatcher() {}

        static int uuid(ByteScanner text, int i) {
            int at = i;
            for (int part = 0; part < UUID.length; part++) {
                if (part > 0 && !text.is(at++, '-')) {
                    return NONE;
                }
                int end = text.hexDigits(at);
                if (end - at != UUID[part]) {
                    return NONE;
                }
                at = end;
            }
            return text.isAlnum(at) ? NONE : at;
        }

        /** {@code 0x…}, or eight and more hex digits of which some are letters and some are not. */
        static int hex(ByteScanner text, int i) {
            if (text.is(i, '0') && (text.at(i + 1) | 0x20) == 'x') {
                int end = text.hexDigits(i + 2);
                return end == i + 2 || text.isAlnum(end) ? NONE : end;
            }
            int end = text.hexDigits(i);
            if (end - i < LEAST || text.isAlnum(end)) {
                return NONE;
            }
            return (end - i >= LONG || isMixed(text, i, end)) && !isSum(text, i, end) ? end : NONE;
        }

        /** Whether this is the sum of a file as {@code sha256sum} writes it, who compares them wants to know the odd one. */
        private static boolean isSum(ByteScanner text, int from, int to) {
            return to - from >= LONG
                    && (from == 0 || text.is(from - 1, '\n'))
                    && text.is(to, ' ')
                    && text.isOneOf(to + 1, " *")
                    && text.at(to + 2) > ' ';
        }

        private static boolean isMixed(ByteScanner text, int from, int to) {
            int digits = 0;
            for (int i = from; i < to; i++) {
                digits += text.isDigit(i) ? 1 : 0;
            }
            return digits > 0 && digits < to - from;
        }
    }

    /**
     * IPv4, IPv6 and MAC addresses. Each method returns where the address that begins at this offset ends, or -1. The length of a prefix,
     * as {@code /24}, is not part of it: it is not an address, and it matters.
     */
    static final class AddressMatcher {
        private static final int NONE = -1;

        private AddressMatcher() {}

        static int end(ByteScanner text, int i) {
            int end = mac(text, i);
            if (end == NONE) {
                end = ip6(text, i);
            }
            return end == NONE ? ip4(text, i) : end;
        }

        /** Six pairs of hex digits, all apart by {@code :} or all by {@code -}. */
        private static int mac(ByteScanner text, int i) {
            int separator = text.at(i + 2);
            if (separator != ':' && separator != '-') {
                return NONE;
            }
            for (int pair = 0; pair < 6; pair++) {
                int at = i + 3 * pair;
                boolean apart = pair == 0 || text.at(at - 1) == separator;
                if (!apart || !text.isHex(at) || !text.isHex(at + 1)) {
                    return NONE;
                }
            }
            int end = i + 17;
            return text.isAlnum(end) || (text.at(end) == separator && text.isHex(end + 1)) ? NONE : end;
        }

        /** Eight groups of hex digits, or fewer with one {@code ::}; a zone, as {@code %eth0}, belongs to it. */
        private static int ip6(ByteScanner text, int i) {
            int groups = 0;
            boolean isShort = false;
            int at = i;
            boolean hasDigit = false; // a::b is a name in C++ and Perl
            while (true) {
                int end = text.hexDigits(at);
                hasDigit |= text.digits(at) > at || (end > at && text.isDigit(end - 1));
                if (end - at > 4) {
                    return NONE;
                }
                groups += end > at ? 1 : 0;
                at = end;
                if (text.is(at, ':') && text.is(at + 1, ':') && !isShort) {
                    isShort = true;
                    at += 2;
                } else if (text.is(at, ':') && text.isHex(at + 1) && groups < 8) {
                    at++;
                } else {
                    break;
                }
            }
            boolean isWhole = isShort ? groups > 0 && groups < 8 : groups == 8;
            return isWhole && hasDigit && !text.isAlnum(at) && !text.is(at, ':') ? zone(text, at) : NONE;
        }

        private static int zone(ByteScanner text, int at) {
            return text.is(at, '%') && text.isAlnum(at + 1) ? text.alnums(at + 1) : at;
        }

        /**
         * Four numbers up to 255; where more follow, or a word is attached, it is a version. That of no machine is none: all of
         * them, as {@code 0.0.0.0}, and how long a prefix is, as {@code 255.255.255.0}.
         */
        private static int ip4(ByteScanner text, int i) {
            if (text.isOneOf(i - 1, ".-_~+") || text.says(i, "0.0.0.0") || text.says(i, "255.")) {
                return NONE;
            }
            int at = i;
            for (int part = 0; part < 4; part++) {
                if (part > 0 && !text.is(at++, '.')) {
                    return NONE;
                }
                int end = text.digits(at);
                if (end == at || end - at > 3 || text.number(at, end) > 255) {
                    return NONE;
                }
                at = end;
            }
            boolean goesOn = text.isOneOf(at, ".-_~+") && text.isAlnum(at + 1);
            return text.isAlnum(at) || goesOn ? NONE : at;
        }
    }
}
