package dev.shoal;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Holds the rooms: who may use whom, which library lives where, and what no class does. */
@AnalyzeClasses(packages = "dev.shoal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /**
     * Who may use whom, from the ground up; every room may also use itself, log and the JDK. A package that is not here fails the
     * build.
     */
    private static final Map<String, String> MAY_USE = Map.ofEntries(
            entry("text", ""),
            entry("nodeset", "text"),
            entry("yaml", "files text"),
            entry("files", "text"),
            entry("log", "files text"),
            entry("posix", ""),
            entry("inventory", "nodeset text"),
            entry("transport", "inventory"),
            entry("process", "transport text"),
            entry("ssh.reach", "process transport inventory files text"),
            entry("ssh.key", ""),
            entry("ssh.hostkey", "ssh.reach ssh.key transport inventory files text"),
            entry("ssh.login", "ssh.reach ssh.key transport files text"),
            entry("ssh", "ssh.login ssh.hostkey ssh.reach ssh.key transport inventory text"),
            entry("fleet", "transport inventory"),
            entry("fold", "fleet transport inventory"),
            entry("transfer", "fleet transport inventory nodeset files text"),
            entry("sources", "ssh.reach process inventory nodeset yaml files text"),
            entry("plugin", "transport inventory text"),
            entry("plugin.testing", "plugin transport inventory"),
            entry("plugin.registry", "plugin fleet transport inventory yaml files text"),
            entry("terminal", "text"),
            entry("output", "terminal fold fleet transport inventory nodeset files text"),
            entry("output.answers", "output terminal fold fleet inventory text"),
            entry("output.data", "output terminal plugin plugin.registry fleet transport inventory text"),
            entry("collect", "plugin transport text"),
            entry("testkit", "transport inventory"),
            entry(
                    "script",
                    "output output.answers output.data posix plugin plugin.registry transfer fold"
                            + " fleet transport inventory nodeset files text"),
            entry(
                    "cli",
                    "script output output.answers output.data terminal plugin plugin.registry transfer"
                            + " fold fleet transport inventory nodeset files text"),
            entry("shell", "cli script output terminal plugin.registry fold fleet inventory nodeset text"),
            entry("config", "cli sources ssh.reach fold fleet yaml files text"));

    private static final Map<String, String> ROOMS_OF_LIBRARY = Map.ofEntries(
            entry("net.schmizz..", "ssh ssh.hostkey ssh.key ssh.login ssh.reach"),
            entry("com.hierynomus..", "ssh ssh.hostkey ssh.key ssh.login"),
            entry("org.bouncycastle..", "ssh.key"),
            entry("org.jline.utils..", "shell text"),
            entry("org.jline.reader..", "shell"),
            entry("org.jline.terminal..", "shell"),
            entry("org.jline.builtins..", "shell"),
            entry("groovy..", "script"),
            entry("org.codehaus.groovy..", "script"),
            entry("org.apache.groovy..", "script"),
            entry("org.apache.sshd..", "testkit"),
            entry("org.yaml.snakeyaml..", "yaml output.data"),
            entry("org.apache.commons.configuration2..", "config"),
            entry("org.apache.logging.log4j.core..", "log"),
            entry("com.github.difflib..", "output.answers"),
            entry("com.fasterxml.jackson..", "output.data inventory sources ssh.reach log script plugin cli text"));

    private static final Set<String> MAY_START_THREADS =
            Set.of("dev.shoal", "dev.shoal.fleet", "dev.shoal.script", "dev.shoal.log", "dev.shoal.testkit");

    @ArchTest
    static void every_package_is_a_known_room(JavaClasses all) {
        classes()
                .that()
                .resideInAPackage("dev.shoal.(**)")
                .should(liveInOneOf(MAY_USE.keySet()))
                .because("a new line belongs to the first room that fits; if none fits, add the package to MAY_USE,"
                        + " write its package-info.java, and say in the commit why a new room is right")
                .check(all);
    }

    @ArchTest
    static final ArchRule every_room_says_what_it_is_for_and_is_null_marked = classes()
            .should(new ArchCondition<>("live in a package with a @NullMarked package-info") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(SimpleConditionEvent.violated(
                                item, item.getPackageName() + " has no package-info.java with @NullMarked"));
                    }
                }
            })
            .because("a stranger looks there first: say what lives in the room, what does not, and where to start"
                    + " reading");

    @ArchTest
    static final ArchRule no_package_cycle = slices().matching("dev.shoal.(**)")
            .should()
            .beFreeOfCycles()
            .because("arrows point down; where a lower room needs something from above, it declares a small interface"
                    + " and Shoal passes the implementation");

    @ArchTest
    static void rooms_use_only_the_rooms_below(JavaClasses all) {
        MAY_USE.forEach((room, below) -> classes()
                .that()
                .resideInAPackage("dev.shoal." + room)
                .should()
                .onlyDependOnClassesThat(allowed(room, below))
                .because("the room " + room + " may use only: " + (below.isEmpty() ? "log" : below + " log")
                        + "; move the code to a room that may, or pass it in through an interface of " + room)
                .allowEmptyShould(true)
                .check(all));
    }

    @ArchTest
    static void every_arrow_of_the_table_is_used(JavaClasses all) {
        var used = all.stream()
                .flatMap(from -> from.getDirectDependenciesFromSelf().stream())
                .map(one -> room(one.getOriginClass()) + " -> " + room(one.getTargetClass()))
                .collect(Collectors.toSet());
        var unused = MAY_USE.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getValue().split(" "))
                        .filter(below -> !below.isEmpty())
                        .map(below -> entry.getKey() + " -> " + below))
                .filter(arrow -> !used.contains(arrow))
                .toList();
        assertEquals(
                List.of(), unused, "arrows that no class uses: take them out of MAY_USE, so that it shows the house");
    }

    @ArchTest
    static void every_library_has_its_rooms(JavaClasses all) {
        ROOMS_OF_LIBRARY.forEach((library, rooms) -> noClasses()
                .that()
                .resideOutsideOfPackages(packagesOf(rooms))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(library + " is known to " + rooms
                        + " only: use what these rooms offer, so that it can be exchanged")
                .check(all));
    }

    @ArchTest
    static final ArchRule only_process_starts_programs = noClasses()
            .that()
            .resideOutsideOfPackage("dev.shoal.process")
            .and()
            .resideOutsideOfPackage("dev.shoal.testkit")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .because(
                    "process gives a child the operator's environment without our secrets, and ends it: call Programs");

    @ArchTest
    static final ArchRule threads_start_where_they_may = noClasses()
            .that()
            .resideOutsideOfPackages(
                    Stream.concat(MAY_START_THREADS.stream(), Stream.of("dev.shoal.ssh..", "dev.shoal.process"))
                            .toArray(String[]::new))
            .should()
            .callMethodWhere(DescribedPredicate.describe("start a thread", ArchitectureTest::startsThread))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ExecutorService.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Executors.class)
            .because("a thread needs an owner that ends it: run hosts through fleet.FanOut, and everything else on the"
                    + " caller's thread");

    @ArchTest
    static final ArchRule only_plugin_reflects = noClasses()
            .that()
            .resideOutsideOfPackage("dev.shoal.plugin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect")
            .because("only plugins are loaded by name; elsewhere the compiler knows the type");

    @ArchTest
    static final ArchRule static_fields_are_final = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .because("state belongs to an object that Shoal makes and hands over");

    @ArchTest
    static final ArchRule only_log_holds_something_static = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("dev.shoal.log")
            .should()
            .notHaveRawType(resideInAPackage("java.util.concurrent.atomic"))
            .andShould()
            .notHaveRawType(assignableTo(ThreadLocal.class))
            .andShould()
            .notHaveRawType(assignableTo(ConcurrentMap.class))
            .because("logging is the one singleton, as plugins need it without being handed anything; pass the rest"
                    + " through constructors");

    @ArchTest
    static final ArchRule nothing_prints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because(
            "Main opens the streams; write to the Screen or the stream that you are given, so that a test can compare"
                    + " it");

    private static String room(JavaClass type) {
        return type.getPackageName().replaceFirst("dev.shoal\\.?", "");
    }

    private static boolean startsThread(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        return owner.isAssignableTo(Thread.Builder.class)
                || (owner.isAssignableTo(Thread.class)
                        && Set.of("start", "startVirtualThread", "ofVirtual", "ofPlatform")
                                .contains(call.getName()));
    }

    private static DescribedPredicate<JavaClass> allowed(String room, String below) {
        var rooms = new HashSet<>(List.of((room + " log " + below).split(" ")));
        return DescribedPredicate.describe(
                "are outside Shoal or in " + rooms,
                c -> !c.getPackageName().startsWith("dev.shoal") || rooms.contains(room(c)));
    }

    private static ArchCondition<JavaClass> liveInOneOf(Set<String> rooms) {
        return new ArchCondition<>("live in a room that this test lists") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                var room = room(item);
                if (!rooms.contains(room)) {
                    events.add(
                            SimpleConditionEvent.violated(item, item.getName() + " lives in no known room: " + room));
                }
            }
        };
    }

    /** The packages of the rooms, and Main's, which is exempt. */
    private static String[] packagesOf(String rooms) {
        return Stream.concat(Stream.of("dev.shoal"), Stream.of(rooms.split(" ")).map(room -> "dev.shoal." + room))
                .toArray(String[]::new);
    }
}
