package dev.shoal.fold;

import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A line of a reply.
 *
 * @param raw its bytes, a character each, without the end of the line
 * @param key what it is compared by: equal for lines that are the same, or similar
 * @param tokens what is masked of it, in its order; empty where lines have to be the same
 * @param varying its tokens that are not the same in all replies of its group, in their order
 * @param spreads of its tokens that measure something, in their order, how far those who wrote it are apart
 */
public record FoldLine(
        String raw, String key, List<Tokens.Token> tokens, List<Tokens.Token> varying, List<Spread> spreads) {
    public FoldLine {
        tokens = List.copyOf(tokens);
        varying = List.copyOf(varying);
        spreads = List.copyOf(spreads);
    }

    /** Whether not all who are said to have written it wrote this. */
    boolean isAlikeOnly(FoldLine other) {
        return !raw.equals(other.raw) || !other.varying.isEmpty();
    }

    /** This line, with what is another in a line of the same key, of hosts that come later in the job. */
    FoldLine joined(FoldLine other) {
        var all = new ArrayList<Tokens.Token>();
        for (int i = 0; i < tokens.size(); i++) {
            var theirs = other.tokens.get(i);
            boolean isSame = text(tokens.get(i)).equals(other.text(theirs)) && !other.varying.contains(theirs);
            if (!isSame || varying.contains(tokens.get(i))) {
                all.add(tokens.get(i));
            }
        }
        var apart = new ArrayList<Spread>();
        for (int i = 0; i < spreads.size(); i++) { // of one key, so that there are as many
            apart.add(spreads.get(i).with(other.spreads.get(i)));
        }
        return new FoldLine(raw, key, tokens, all, apart);
    }

    private String text(Tokens.Token token) {
        return raw.substring(token.from(), token.to());
    }

    /** As the host sent it. */
    public byte[] bytes() {
        return raw.getBytes(ISO_8859_1);
    }
}
