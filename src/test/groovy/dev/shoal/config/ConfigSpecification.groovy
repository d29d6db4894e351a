package dev.shoal.config

import dev.shoal.text.ProblemsException
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/**
 * The layers in a directory of their own:
 *
 *   $dir/shoal/conf    the distribution's      $dir/home/.config/shoal   the operator's
 *   $dir/etc           the machine's           $dir/conf                 one for --conf
 */
abstract class ConfigSpecification extends Specification {
    @TempDir
    Path dir

    Map<String, String> environment = [:]
    List<Path> named = []
    List<String> assignments = []

    Path file(String path, String text) {
        def file = dir.resolve(path)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }

    /** One file, the machine's. */
    Path yaml(String text) {
        file('etc/shoal.yaml', text)
    }

    ShoalConfig read() {
        ShoalConfig.read(new ConfigLayers(
                Optional.of(dir.resolve('shoal')), dir.resolve('etc'), dir.resolve('home'), environment, named, assignments))
    }

    /** Where each key is set that is set. */
    static Map<String, String> origins(ShoalConfig config) {
        config.shown().values().findAll { it.origin() != 'built in' }.collectEntries { [it.key(), it.origin()] }
    }

    /** The mistakes, with the temporary directory left out. */
    List<String> problems() {
        try {
            read()
            return []
        } catch (ProblemsException e) {
            assert e.message == e.problems().join('\n')
            return e.problems()*.replace("$dir/", '')
        }
    }
}
