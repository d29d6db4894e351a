package dev.shoal.ssh.reach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code ssh -G} prints: a line for each setting, its name in lower case, then its value; some names come several times. */
final class ConfigDump {
    private final Map<String, List<String>> values;

    private ConfigDump(Map<String, List<String>> values) {
        this.values = values;
    }

    static ConfigDump parse(String text) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var line : text.lines().toList()) {
            var words = line.strip().split("\\s+", 2);
            values.computeIfAbsent(words[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(words.length == 2 ? words[1] : "");
        }
        return new ConfigDump(values);
    }

    /** The names of the settings that differ from those of the other; settings that only the other has are not among them. */
    List<String> changed(ConfigDump byItself) {
        return values.keySet().stream()
                .filter(name -> !all(name).equals(byItself.all(name)))
                .sorted()
                .toList();
    }

    /** All values of the setting, in their order; empty where ssh does not print it. */
    List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /** The setting's first value. */
    Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    /** The setting's first value, if the file sets another one than ssh's default. */
    Optional<String> changed(String name, ConfigDump byItself) {
        return all(name).equals(byItself.all(name)) ? Optional.empty() : one(name);
    }
}
