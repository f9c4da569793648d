package dev.understudy.engine.release;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be taken back. With a version it may be asked again at will; without one, asking a second time after it
 * was merged goes back once more.
 *
 * @param task whose model
 * @param environment where
 * @param to the version to go back to; null: the one with another digest that was live last
 * @param approval who wants it, and why
 * @param text what people read of it
 */
public record RollbackRequest(
        TaskName task,
        Environment environment,
        @Nullable VersionName to,
        Approval.ByRollback approval,
        Function<RollbackPlan, ChangeText> text) {}
