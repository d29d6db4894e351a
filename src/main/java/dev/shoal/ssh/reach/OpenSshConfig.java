package dev.shoal.ssh.reach;

import dev.shoal.files.FileProblem;
import dev.shoal.inventory.Host;
import dev.shoal.ssh.reach.SshProgram.Refused;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.SetupException;
import dev.shoal.transport.TransportException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds the way to hosts by a file in the format of ssh_config(5), the one of {@code -F}. OpenSSH's own {@code ssh -G}
 * reads it, once per host; its answer is kept until the file changes. A host for which the file sets something that
 * changes the way to it and is not honoured here is refused by the directive's name. Safe for many threads.
 *
 * <p>One corner is not seen: a user or port that the file sets to just what ssh would take by itself counts as not set, so that a
 * {@code user} or {@code port} of the configuration wins over it.
 */
final class OpenSshConfig {
    private static final Set<String> STRICT = Set.of("yes", "true");

    private final Path file;
    private final SshOptions options;
    private final DestinationRules rules;
    private final SshProgram ssh;
    private final Consumer<String> warn;
    /** The directives for which the warning was shown that they have no effect. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    private final Map<Host, ConfigDump> answers = new ConcurrentHashMap<>();
    private volatile @Nullable ConfigDump byItself;
    private volatile @Nullable FileTime readAt;

    /** @param warn shows the operator a problem that stops nothing */
    OpenSshConfig(Path file, SshOptions options, Consumer<String> warn) {
        this(file, options, new DestinationRules(options), warn, "ssh");
    }

    /** With another program in the place of ssh. */
    OpenSshConfig(Path file, SshOptions options, Consumer<String> warn, String program) {
        this(file, options, new DestinationRules(options), warn, program);
    }

    private OpenSshConfig(
            Path file, SshOptions options, DestinationRules rules, Consumer<String> warn, String program) {
        this.warn = warn;
        this.file = file;
        this.options = options;
        this.rules = rules;
        this.ssh = new SshProgram(program);
    }

    /** The one that the inventory names for hosts: it ranks as the source that named it, before what later ones say. */
    static OpenSshConfig ofInventory(Path file, SshOptions options, Consumer<String> warn) {
        return new OpenSshConfig(file, options, DestinationRules.ofOwnFile(options), warn, "ssh");
    }

    void check() throws SetupException, InterruptedException {
        if (Files.isDirectory(file)) {
            throw new SetupException("ssh config " + file + ": is a directory");
        }
        var problem = FileProblem.reading(file);
        if (problem.isPresent()) {
            throw new SetupException("ssh config " + problem.get());
        }
        forgetIfChanged();
        try {
            byItself();
            ssh.ask(file, List.of(), "localhost");
        } catch (Refused e) {
            throw new SetupException("ssh config " + file + ": ssh: " + e.getMessage(), e);
        }
    }

    Destination resolve(Host host) throws TransportException, InterruptedException {
        try {
            var said = answer(host);
            var byItself = byItself();
            var refused = UnsupportedSettings.in(said, byItself);
            if (refused.isPresent()) {
                throw failure(
                        Failure.Kind.PROXY,
                        host + ": " + file + " sets " + refused.get(),
                        "Reach it without that directive, or leave it out with -x " + host);
            }
            warnOfNoEffect(said, byItself);
            return rules.destination(host, layer(host, said, byItself));
        } catch (Refused e) {
            if (e.own().isPresent()) {
                throw failure(
                        Failure.Kind.SHOAL,
                        host + ": " + file + ": " + e.getMessage(),
                        e.own().get().remedy());
            }
            throw failure(Failure.Kind.RESOLVE, host + ": " + file + ": ssh: " + e.getMessage(), "");
        }
    }

    private void warnOfNoEffect(ConfigDump said, ConfigDump byItself) {
        var news = UnsupportedSettings.withoutEffect(said, byItself).stream()
                .filter(warned::add)
                .collect(Collectors.joining(", "));
        if (!news.isEmpty()) {
            warn.accept(file + ": no effect in this version: " + news);
        }
    }

    boolean wantsKnownKey(Host host) {
        var answer = answers.get(host);
        return answer != null
                && answer.one("stricthostkeychecking").filter(STRICT::contains).isPresent();
    }

    private SshConfigEntry layer(Host host, ConfigDump said, ConfigDump byItself) throws TransportException {
        var tokens =
                new SshConfigEntry.PathTokens(said, options.home().toString(), options.loginName(), System.getenv());
        return new SshConfigEntry.Reader(said, byItself, tokens, rules)
                .read(rules.fallbacks(host).keySet())
                .orElseThrow(() -> failure(
                        Failure.Kind.PROXY,
                        host + ": " + file + " names an IdentityFile with an unsupported token",
                        "Use %d, %h, %n, %p, %r, %u or a variable that is set"));
    }

    private ConfigDump answer(Host host) throws Refused, InterruptedException {
        var kept = answers.get(host);
        if (kept != null) {
            return kept;
        }
        var options = new ArrayList<String>();
        rules.userBeforeFile(host).ifPresent(user -> options.addAll(List.of("-l", user)));
        rules.portBeforeFile(host).ifPresent(port -> options.addAll(List.of("-p", String.valueOf(port))));
        rules.addressBeforeFile(host)
                .ifPresent(address -> options.addAll(List.of("-o", "HostName=" + address.replace("%", "%%"))));
        var answer =
                rules.fallbacks(host).isEmpty() ? ssh.ask(file, options, host.name()) : ssh.ask(file, options, host);
        answers.put(host, answer); // two threads may have asked for one host; they got the same
        return answer;
    }

    private ConfigDump byItself() throws Refused, InterruptedException {
        var kept = byItself;
        if (kept == null) {
            kept = ssh.byItself();
            byItself = kept;
        }
        return kept;
    }

    private void forgetIfChanged() throws SetupException {
        try {
            var changedAt = Files.getLastModifiedTime(file);
            if (!changedAt.equals(readAt)) {
                answers.clear();
                readAt = changedAt;
            }
        } catch (IOException e) {
            throw new SetupException("ssh config " + FileProblem.of(file, e), e);
        }
    }

    private static TransportException failure(Failure.Kind kind, String problem, String remedy) {
        return new TransportException(new Failure(Phase.RESOLVE, kind, problem, remedy));
    }
}
