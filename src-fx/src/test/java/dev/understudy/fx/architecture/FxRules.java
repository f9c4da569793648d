package dev.understudy.fx.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** What holds for every class of the window. */
final class FxRules {
    static final ArchRule VIEW_MODELS_KNOW_NO_SCENE = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .or()
            .resideInAnyPackage("..fx.task..", "..fx.action..", "..fx.settings..", "..fx.text..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.fxml..", "javafx.animation..")
            .because("a view model is tested without a toolkit and outlives its view");

    static final ArchRule ONE_WAY_TO_THE_FX_THREAD = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.understudy.fx.task.FxThread")
            .should()
            .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
            .because("an executor can be held in a test, and a static call cannot");

    static final ArchRule NO_THREADS_OF_OUR_OWN = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.lang\\.Thread(\\$Builder.*)?|java\\.util\\.concurrent\\.Executors|javafx\\.concurrent\\..*")
            .because("work goes through the task runner, which shows it and can cancel it; wiring brings the threads");

    static final ArchRule NO_SERVER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.understudy.server..")
            .because("window and server meet in the engine only");

    static final ArchRule NO_STATIC_STATE = fields().that()
            .areStatic()
            .and(areWritten())
            .should()
            .beFinal()
            .andShould(holdNothingThatChanges())
            .because("two windows, and two tests, must not meet in a static field");

    private static final List<String> CHANGING = List.of(
            "javafx.beans.value.WritableValue",
            "javafx.collections.ObservableList",
            "javafx.collections.ObservableMap",
            "javafx.scene.Node",
            "java.util.concurrent.atomic.AtomicReference",
            "java.util.concurrent.atomic.AtomicBoolean",
            "java.util.concurrent.atomic.AtomicInteger",
            "java.util.concurrent.atomic.AtomicLong",
            "java.lang.ThreadLocal",
            "java.util.AbstractCollection",
            "java.util.AbstractMap");

    private FxRules() {}

    /** Compilers add static arrays to enums and switches; those are not ours. */
    private static DescribedPredicate<JavaField> areWritten() {
        return DescribedPredicate.describe(
                "were written by somebody", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    private static ArchCondition<JavaField> holdNothingThatChanges() {
        return new ArchCondition<>("hold nothing that changes") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                JavaClass type = field.getRawType();
                boolean changes = type.isArray() || CHANGING.stream().anyMatch(type::isAssignableTo);
                events.add(new SimpleConditionEvent(field, !changes, field.getDescription() + " can be changed"));
            }
        };
    }
}
