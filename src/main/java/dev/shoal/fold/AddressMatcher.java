package dev.shoal.fold;

/**
 * IPv4, IPv6 and MAC addresses. Each method returns where the address that begins at this offset ends, or -1. The length of a prefix,
 * as {@code /24}, is not part of it: it is not an address, and it matters.
 */
final class AddressMatcher {
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
