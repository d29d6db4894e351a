package dev.shoal.plugin;

import dev.shoal.files.TextFile;
import dev.shoal.text.ProblemsException;
import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlPosition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code plugins.yaml}: keys, and the class or script behind each. A later file's key replaces an earlier one's.
 */
public final class PluginsYaml {
    private PluginsYaml() {}

    /**
     * The settings of all the files, none of them looked at further: whether there is such a class or script shows when the
     * plugin is first used. A relative script path starts beside the {@code plugins} directory of its layer: in
     * {@code $SHOAL_HOME/conf} from {@code $SHOAL_HOME}, elsewhere from the directory of the file.
     *
     * @param home what {@code ~} stands for
     * @throws ProblemsException where something in the files is wrong, or one cannot be read: all mistakes at once, as
     *     {@code plugins.yaml:3:5: raid timeout: ...}
     */
    public static List<PluginSetting> read(List<Path> files, Optional<Path> shoalHome, Path home)
            throws ProblemsException {
        var findings = new Problems();
        Map<String, PluginSetting> settings = new LinkedHashMap<>();
        var problems = new ArrayList<String>();
        for (int i = 0; i < files.size(); i++) {
            var file = files.get(i);
            var start = new YamlPosition(i, file.toString(), 1, 1);
            try {
                var reader = new PluginsReader(start, base(file, shoalHome), home, findings);
                reader.read(TextFile.read(file)).forEach(setting -> settings.put(setting.key(), setting));
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        findings.throwIfAny();
        return List.copyOf(settings.values());
    }

    private static Path base(Path file, Optional<Path> shoalHome) {
        var directory = file.toAbsolutePath().resolveSibling("");
        var conf = shoalHome.map(path -> path.toAbsolutePath().resolve("conf"));
        return conf.filter(directory::equals).isPresent() ? shoalHome.get().toAbsolutePath() : directory;
    }
}
