package dev.shoal.log;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;

/**
 * Posts to a collector. It does not use {@code java.net.http}, whose client starts threads that log, too, and loads three
 * times as many classes. Each request has its own connection: a kept connection that is closed in the meantime would look
 * like a failure of the collector.
 */
final class HttpPost {
    /** The collector will never accept these bytes (RFC 9110 15.5). */
    private static final Set<Integer> FINAL = Set.of(400, 413, 415, 422);

    private final Collector collector;
    private final Duration connect;
    private final Duration answer;

    HttpPost(Collector collector, Duration connect, Duration answer) {
        this.collector = collector;
        this.connect = connect;
        this.answer = answer;
    }

    /** Whether sending the same again is useless. */
    static boolean isFinal(int status) {
        return FINAL.contains(status);
    }

    /** Sends the lines and returns the status of the reply. */
    int send(byte[] lines) throws IOException {
        var connection = (HttpURLConnection) collector.url().toURL().openConnection();
        try {
            connection.setConnectTimeout((int) connect.toMillis());
            connection.setReadTimeout((int) answer.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setDoOutput(true);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/x-ndjson");
            connection.setRequestProperty("User-Agent", "shoal");
            connection.setRequestProperty("Connection", "close");
            collector
                    .authorization()
                    .ifPresent(
                            secret -> connection.setRequestProperty("Authorization", String.valueOf(secret.reveal())));
            connection.setFixedLengthStreamingMode(lines.length); // without it the JDK itself posts a second time
            try (var out = connection.getOutputStream()) {
                out.write(lines);
            }
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    /** Why the request failed, in a few words. */
    static String reason(IOException e) {
        return switch (e) {
            case UnknownHostException _ -> "its name is unknown";
            case ConnectException refused -> String.valueOf(refused.getMessage());
            case SocketTimeoutException _ -> "no answer in time";
            default -> String.valueOf(e.getMessage());
        };
    }
}
