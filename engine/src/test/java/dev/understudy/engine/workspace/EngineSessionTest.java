package dev.understudy.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.registry.Run;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbench and commands take turns. */
final class EngineSessionTest {
    @TempDir
    Path directory;

    private final Queue<Runnable> alarms = new ArrayDeque<>();
    private EngineSession session;

    @BeforeEach
    void open() {
        World.in(directory, TaskKind.BINARY).close();
        Workspace workspace = Workspace.open(directory.resolve("workspace"), Map.of(), Map.of());
        session = new EngineSession(
                new Engine(workspace, InstantSource.system(), Duration.ZERO),
                EngineSession.IDLE,
                (delay, action) -> alarms.add(action));
    }

    private List<Run> runs() {
        return session.call(engine -> engine.runs().runs(Optional.empty()));
    }

    private boolean anotherMayOpen() {
        try (Database other = H2Database.open(directory.resolve("workspace/data/understudy"), Duration.ZERO)) {
            return other != null;
        } catch (dev.understudy.engine.common.UnderstudyException busy) {
            return false;
        }
    }

    @Test
    void theDatabaseStaysOpenUntilNobodyHasCalledForAWhile() {
        runs();
        assertThat(anotherMayOpen()).isFalse();

        alarms.remove().run();
        assertThat(anotherMayOpen()).isTrue();
    }

    @Test
    void aCallAfterwardsOpensItAnew() {
        List<Run> before = runs();
        alarms.remove().run();

        assertThat(runs()).isEqualTo(before).isNotEmpty();
        assertThat(anotherMayOpen()).isFalse();
        session.close();
    }

    @Test
    void aLaterCallPutsTheEndOff() {
        runs();
        runs();

        alarms.remove().run();
        assertThat(anotherMayOpen()).isFalse();
        alarms.remove().run();
        assertThat(anotherMayOpen()).isTrue();
    }

    @Test
    void aCallThatGoesOnKeepsItOpen() {
        runs();
        Runnable ofTheFirst = alarms.remove();

        session.call(engine -> {
            ofTheFirst.run();
            return engine.runs().runs(Optional.empty());
        });

        alarms.remove().run();
        assertThat(anotherMayOpen()).isTrue();
    }

    @Test
    void aClosedSessionTakesNoMoreCalls() {
        runs();
        session.close();

        assertThat(anotherMayOpen()).isTrue();
        assertThatThrownBy(this::runs).isInstanceOf(IllegalStateException.class);
    }
}
