package dev.shoal.plugin;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a plugin of a script, each version with classes of its own.
 *
 * @param trust why the file or its directory is not to be trusted; empty if it is
 */
record ScriptRecipe(Path file, PluginSource source, Function<Path, Optional<String>> trust) implements Recipe {
    @Override
    public Version make() throws PluginException {
        requireTrust(file.toAbsolutePath().getParent());
        requireTrust(file);
        try {
            var now = stamp();
            // before it is compiled: a change in between makes one compilation too many, not one too few
            var digest = Digest.of(Files.readAllBytes(file));
            var loaded = load();
            return new Version(loaded.plugin(), digest, now, String.valueOf(file.getFileName()), loaded::close);
        } catch (NoSuchFileException e) {
            throw new PluginException(file + ": no such file; correct plugins.yaml, or put it there", e);
        } catch (IOException e) {
            throw new PluginException(
                    file + ": cannot be read: " + e.getMessage() + "; change its mode, or remove it", e);
        }
    }

    /** A compiler, a constructor or a static initialiser may throw whatever it likes. */
    private PluginSource.Loaded load() throws PluginException {
        try {
            return source.load(file);
        } catch (PluginException e) {
            throw e;
        } catch (Throwable e) {
            throw new PluginException(file + ": cannot be loaded: " + Thrown.inWords(e), e);
        }
    }

    private void requireTrust(@Nullable Path path) throws PluginException {
        var objection = path == null || !Files.exists(path) ? Optional.<String>empty() : trust.apply(path);
        if (objection.isPresent()) {
            throw new PluginException(objection.get());
        }
    }

    @Override
    public boolean hasChanged(Version since) {
        try {
            // the same stamp is the same file, and another one need not be another text
            return !stamp().equals(since.stamp())
                    && !Digest.of(Files.readAllBytes(file)).equals(since.digest());
        } catch (IOException e) {
            return true;
        }
    }

    private String stamp() throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    }
}
