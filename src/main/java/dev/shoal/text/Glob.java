package dev.shoal.text;

import java.util.regex.Pattern;

/** Shell wildcards: {@code *}, {@code ?}, {@code [abc]}, {@code [!abc]}. */
public final class Glob {
    private static final String SPECIAL_IN_CLASS = "\\[]&^";

    private Glob() {}

    /** The pattern of a name that the glob matches as a whole. */
    public static Pattern of(String glob) {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int closing = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (closing > 0) {
                regex.append(characterClass(glob.substring(i + 1, closing)));
                i = closing;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String characterClass(String inner) {
        var negated = inner.startsWith("!") && inner.length() > 1;
        var escaped = new StringBuilder(negated ? "[^" : "[");
        for (char c : inner.substring(negated ? 1 : 0).toCharArray()) {
            escaped.append(SPECIAL_IN_CLASS.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
        }
        return escaped.append(']').toString();
    }
}
