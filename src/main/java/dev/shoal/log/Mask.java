package dev.shoal.log;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what must not be shown in texts for logs, records and errors: the value of every {@link Secret} alive, if it has at
 * least four characters (less would blot out half of every text), and what command lines usually show: values of options,
 * assignments, headers and URLs that are named like secrets. The second part is a safety net, not a proof.
 */
public final class Mask {
    private static final String MASKED = "***";
    private static final int SHORTEST = 4;

    /** One word of a shell, quotes and all; bounded, so that no text can make the matcher deep or slow. */
    private static final String WORD =
            "(?:[^\\s'\"\\\\;&|<>()]++|'[^']*+'|\"(?:[^\"\\\\]++|\\\\.){0,200}+\"|\\\\.){1,50}+";

    private static final String PASSWORD = "(?:password|passwd|passphrase|passcode)";
    private static final String TOKEN = "(?:token|secret|credentials?|(?:api|access|secret|private)[_-]?key)";

    /** In each, group 1 is what stays before and group 2 what is masked. */
    private static final List<Pattern> SHAPES = List.of(
            // --password X, --password=X, --db-password=X, --token X; not --password-file X, not --password --next
            pattern("((?:^|\\s)--(?:[\\w-]*?-)?(?:" + PASSWORD + "|pass|" + TOKEN + ")(?:=|\\s++(?!-)))(" + WORD + ")"),
            // PASSWORD=X, PGPASSWORD=X, GITHUB_TOKEN=X, ?access_token=X; not token_count=3
            pattern("((?<![\\w.-])(?:[\\w.-]*?" + PASSWORD + "|MYSQL_PWD|(?:[\\w.-]*?[_.-])?" + TOKEN + ")=)(" + WORD
                    + ")"),
            // {"password": "X"}
            pattern("(\"(?:[\\w.-]*?" + PASSWORD + "|(?:[\\w.-]*?[_.-])?" + TOKEN
                    + ")\"\\s*+:\\s*+)(\"(?:[^\"\\\\]++|\\\\.){0,200}+\")"),
            // Authorization: Bearer X, X-Auth-Token: X
            pattern("(\\bauthorization\\s*+:\\s*+(?:(?:bearer|basic|digest|token|negotiate)\\s++)?)([^\\s'\"]++)"),
            pattern("((?<![\\w-])(?:[\\w-]*?-(?:token|key|secret)|cookie)\\s*+:\\s++)([^\\s'\"]++)"),
            // https://user:X@host
            pattern("(\\b[a-z][a-z0-9+.-]{0,20}+://[^\\s/:@'\"]*+:)([^\\s/'\"]{1,500}(?=@))"),
            // sshpass -p X, mysql -pX (there a blank would make it a database), curl -u user:X
            pattern("(\\bsshpass\\s++(?:-[a-z]*+(?<!p)\\s++){0,10}+-p\\s*+)(" + WORD + ")"),
            pattern("(\\b(?:mysql|mariadb)[\\w-]*+\\s(?:[^|;&\\n]{0,300}?\\s)?-p)(" + WORD + ")"),
            pattern("(\\bcurl\\s(?:[^|;&\\n]{0,300}?\\s)?(?:-u\\s*+|--user[ =])['\"]?[^\\s:'\"]++:)([^\\s'\"]++)"));

    /** What every shape has one of, to leave most texts after one pass. */
    private static final Pattern WORTH_A_LOOK =
            pattern("pass|token|secret|key|credential|authorization|cookie|://|_pwd|mysql|mariadb|curl");

    private Mask() {}

    /** The text with {@code ***} in place of what must not be shown; the text itself if there is nothing. */
    public static String text(String text) {
        var masked = secrets(text);
        if (!WORTH_A_LOOK.matcher(masked).find()) {
            return masked;
        }
        for (var shape : SHAPES) {
            masked = shape.matcher(masked).replaceAll(Mask::kept);
        }
        return masked;
    }

    private static String kept(java.util.regex.MatchResult match) {
        return Matcher.quoteReplacement(match.group(1)) + Matcher.quoteReplacement(MASKED);
    }

    private static String secrets(String text) {
        var masked = text;
        for (var secret : LiveSecrets.all()) {
            if (secret.length() >= SHORTEST) {
                masked = without(masked, secret);
            }
        }
        return masked;
    }

    private static String without(String text, Secret secret) {
        var at = secret.indexIn(text, 0);
        if (at < 0) {
            return text;
        }
        var masked = new StringBuilder();
        var from = 0;
        for (; at >= 0; at = secret.indexIn(text, from)) {
            masked.append(text, from, at).append(MASKED);
            from = at + secret.length();
        }
        return masked.append(text, from, text.length()).toString();
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
