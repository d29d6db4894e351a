package dev.shoal.script;

import groovy.transform.ThreadInterrupt;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

import java.util.Set;

/** How everything in Groovy is compiled. */
final class Compilation {
    private Compilation() {}

    /** Loops look for interrupts, so that they can be ended from outside; {@code @Grab} is refused. */
    static CompilerConfiguration configuration(CompilationCustomizer... more) {
        var configuration = new CompilerConfiguration();
        configuration.setSourceEncoding("UTF-8");
        configuration.setDebug(true);
        configuration.setPluginFactory(SoundTokens.FACTORY);
        // it would load Ivy, which is not there, before anybody can refuse the annotation
        configuration.setDisabledGlobalASTTransformations(Set.of("groovy.grape.GrabAnnotationTransformation"));
        configuration.addCompilationCustomizers(new GrabRefusal());
        configuration.addCompilationCustomizers(more);
        configuration.addCompilationCustomizers(new ASTTransformationCustomizer(ThreadInterrupt.class));
        return configuration;
    }

    /** The same for what may call verbs. */
    static CompilerConfiguration ofScripts(CompilationCustomizer... more) {
        var configuration = configuration(more);
        configuration.setScriptBaseClass(ShoalScript.class.getName());
        return configuration;
    }
}
