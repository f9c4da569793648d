package dev.understudy.engine.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;

/**
 * The engine's rules by name. Each is made for a root package, so that the same rule is held against the engine and
 * against its canary, a small wrong engine in {@code canary.<name>} that it must reject.
 */
final class EngineRules {
    private static final Set<String> CLOCKS = Set.of("now", "currentTimeMillis");

    private EngineRules() {}

    static Map<String, Function<String, ArchRule>> all() {
        Map<String, Function<String, ArchRule>> rules = new LinkedHashMap<>();
        rules.put("order", EngineRules::order);
        rules.put("place", EngineRules::place);
        rules.put("circle", EngineRules::noCircle);
        rules.put("outside", EngineRules::nothingFromOutside);
        rules.put("deserialization", EngineRules::noDeserialization);
        rules.put("time", EngineRules::timeIsInjected);
        rules.put("naming", EngineRules::speakingNames);
        rules.put("mutablestatic", EngineRules::noMutableStatic);
        rules.put("getinstance", EngineRules::noGetInstance);
        rules.put("nullmarked", EngineRules::nullMarked);
        rules.put("jdbi", LibraryUse.of("org.jdbi..").byClassesNamed("Jdbi").byPackages("database")::rule);
        rules.put(
                "jdbc",
                LibraryUse.of("java.sql..", "javax.sql..")
                        .byClassesNamed("Jdbi")
                        .byPackages("database")::rule);
        rules.put(
                "databases",
                LibraryUse.of("org.h2..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..")
                        .byPackages("database")::rule);
        rules.put("lettuce", LibraryUse.of("io.lettuce..", "io.netty..").byClassesNamed("Lettuce")::rule);
        rules.put(
                "jgit", LibraryUse.of("org.eclipse.jgit..", "org.apache.sshd..").byClassesNamed("JGit")::rule);
        rules.put("github", LibraryUse.of("org.kohsuke..").byClassesNamed("GitHubApi")::rule);
        rules.put(
                "gitlab",
                LibraryUse.of("org.gitlab4j..", "org.glassfish..", "jakarta.ws.rs..")
                        .byClassesNamed("GitLab4j")::rule);
        rules.put("mail", LibraryUse.of("jakarta.mail..", "org.eclipse.angus..").byClassesNamed("AngusMail")::rule);
        rules.put(
                "gcs",
                LibraryUse.of("com.google.cloud..", "com.google.auth..", "com.google.api..")
                        .byClassesNamed("Gcs")::rule);
        rules.put("smile", LibraryUse.of("smile..").byClassesNamed("Smile")::rule);
        rules.put(
                "lightgbm",
                LibraryUse.of("io.github.metarank..", "com.microsoft.ml..").byClassesNamed("LightGbm")::rule);
        rules.put("vector", LibraryUse.of("jdk.incubator.vector..").byClassesNamed("Vector")::rule);
        rules.put("sampleworld", LibraryUse.of("dev.understudy.sample..").byClassesNamed("Sample")::rule);
        rules.put("snakeyaml", LibraryUse.of("org.snakeyaml..").byPackages("yaml")::rule);
        rules.put("fastcsv", LibraryUse.of("de.siegmar.fastcsv..").byClassesNamed("FastCsv")::rule);
        rules.put("hardwood", LibraryUse.of("dev.hardwood..").byClassesNamed("Hardwood")::rule);
        rules.put(
                "distributions",
                LibraryUse.of("org.apache.commons.statistics..").byPackages("statistics")::rule);
        rules.put(
                "jackson", LibraryUse.of("tools.jackson..", "com.fasterxml..").byClassesNamed("Json", "Jackson")::rule);
        return rules;
    }

    private static ArchRule order(String root) {
        return classes()
                .should(new PackageOrder(root).knowOnlyEarlierLevels())
                .because("the loop is read in one direction: log, snapshot, train, simulate, judge, publish");
    }

    private static ArchRule place(String root) {
        return classes()
                .should(new PackageOrder(root).haveAPlace())
                .because("a package that the order does not name is held by no rule");
    }

    private static ArchRule noCircle(String root) {
        return SlicesRuleDefinition.slices()
                .matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("of two packages that know each other neither can be read first");
    }

    private static ArchRule nothingFromOutside(String root) {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javafx..",
                        "javax.swing..",
                        "com.sun.net.httpserver..",
                        "io.helidon..",
                        "jakarta.servlet..",
                        "picocli..",
                        "ch.qos.logback..",
                        "org.slf4j.simple..",
                        "java.util.logging..")
                .because("the engine in " + root + " serves a window, a pod and a command alike");
    }

    private static ArchRule noDeserialization(String root) {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.beans.XMLDecoder")
                .because("no file that " + root + " reads may run code");
    }

    private static ArchRule timeIsInjected(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".workspace..")
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe("the machine's clock is read", EngineRules::readsTheClock))
                .because("a test moves time by hand; only the wiring knows the real clock");
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        boolean isTime = owner.startsWith("java.time.") || owner.equals("java.lang.System");
        boolean isSource = owner.equals(Clock.class.getName()) || owner.equals(InstantSource.class.getName());
        return (isTime && CLOCKS.contains(name)) || (isSource && name.startsWith("system"));
    }

    private static ArchRule speakingNames(String root) {
        return noClasses()
                .should()
                .haveNameMatching(".*(Util|Helper|Manager|Impl|Data|Info)s?")
                .because("such a name in " + root + " does not say what the class is");
    }

    private static ArchRule noMutableStatic(String root) {
        return fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("two engines in one process know nothing of each other in " + root)
                .allowEmptyShould(true);
    }

    private static ArchRule noGetInstance(String root) {
        return noMethods()
                .should()
                .haveName("getInstance")
                .because("what a class in " + root + " needs is handed to it")
                .allowEmptyShould(true);
    }

    private static ArchRule nullMarked(String root) {
        return classes()
                .should(ArchCondition.from(DescribedPredicate.describe(
                        "be in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
                .because("NullAway looks only at packages in " + root + " that say @NullMarked");
    }
}
