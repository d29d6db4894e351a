package dev.shoal.log;

import dev.shoal.text.Secret;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The server to which log events are shipped. A user and password in its URL are kept apart as a {@link Secret}: they are
 * sent as basic authentication and never shown.
 *
 * @param url an {@code http} or {@code https} URL without a user
 * @param authorization the value of the header {@code Authorization}
 */
public record Collector(URI url, Optional<Secret> authorization) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * Reads a URL, as {@code https://shoal:secret@logs.example.com/in}.
     *
     * @throws IllegalArgumentException if it is not a valid http or https URL; the message shows no credentials
     */
    public static Collector of(String text) {
        try {
            var uri = new URI(text.strip());
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(scheme) || uri.getHost() == null || uri.getPort() > 65_535) {
                throw wrong(text);
            }
            var bare = new URI(scheme, null, uri.getHost(), uri.getPort(), null, null, null);
            var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new Collector(
                    new URI(bare + path + query),
                    Optional.ofNullable(uri.getUserInfo()).map(Collector::basic));
        } catch (URISyntaxException e) {
            throw wrong(text);
        }
    }

    /** RFC 7617 2. */
    private static Secret basic(String user) {
        return Secret.of("Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("not a valid http or https URL: " + shown(text)
                + "; write e.g. https://logs.example.com/shoal, or \"\" for none");
    }

    /** Without user and query, either of which may be a secret. */
    private static String shown(String text) {
        return text.replaceFirst("^([A-Za-z]+://)?.*@", "$1***@").replaceFirst("\\?.+$", "?***");
    }

    @Override
    public String toString() {
        var text = url.toString();
        return shown(authorization.isPresent() ? text.replaceFirst("://", "://***@") : text);
    }
}
