package dev.shoal.collect

import dev.shoal.plugin.Plugin

/** The plugins that come along in plugins/, compiled as the program compiles them: from their text. */
class ExamplePlugin {
    private ExamplePlugin() {}

    static Plugin named(String name) {
        new GroovyClassLoader().parseClass(new File("plugins/${name}.groovy")).getDeclaredConstructor().newInstance() as Plugin
    }
}
