package dev.shoal.ssh.reach;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code ssh -G} leaves unresolved in file names: tokens as {@code %h} and variables as <code>${NAME}</code>
 * (ssh_config(5), TOKENS).
 */
final class PathTokens {
    private static final Pattern TOKEN = Pattern.compile("%(.)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> environment;

    /** For one host, as ssh resolved it. */
    PathTokens(ConfigDump host, String home, String localUser, Map<String, String> environment) {
        this.environment = environment;
        values.put("%", "%");
        values.put("d", home);
        values.put("u", localUser);
        host.one("hostname").ifPresent(name -> values.put("h", name));
        host.one("host").ifPresent(name -> values.put("n", name));
        host.one("port").ifPresent(port -> values.put("p", port));
        host.one("user").ifPresent(user -> values.put("r", user));
    }

    /** The text with everything resolved; empty where it holds something that is not known here. */
    Optional<String> resolved(String text) {
        var matcher = TOKEN.matcher(text);
        var result = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            var value = matcher.group(1) != null ? values.get(matcher.group(1)) : environment.get(matcher.group(2));
            if (value == null) {
                return Optional.empty();
            }
            result.append(text, end, matcher.start()).append(value);
            end = matcher.end();
        }
        return Optional.of(result.append(text, end, text.length()).toString());
    }
}
