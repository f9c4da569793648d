package dev.understudy.engine.pipeline;

import static dev.understudy.engine.release.Environment.STAGING;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.registry.RetrainingRegistry;
import dev.understudy.engine.registry.ScheduledRetraining;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that retrains, and that stops before it records a certain step, which is done by then: whoever reads its line
 * kills it there. Arguments: the workspace, the step, and environment variables as NAME=VALUE.
 */
final class DyingRetraining {
    private DyingRetraining() {}

    public static void main(String[] args) {
        Map<String, String> environment = Stream.of(args)
                .skip(2)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Engine engine = World.open(Path.of(args[0]), environment);
        new RetrainingJob(
                        new Stopping(engine.retrainings(), args[1]),
                        engine.retraining(),
                        engine.models(),
                        engine.simulations(),
                        engine.release(),
                        engine.config(),
                        engine.runs())
                .run(
                        engine.workspace().task(new TaskName("world")),
                        RetrainingScene.MOMENT,
                        Optional.of(STAGING),
                        RunControl.UNWATCHED);
    }

    /** The registry of the workspace, which stops before it writes down one of the steps. */
    private record Stopping(RetrainingRegistry registry, String step) implements RetrainingRegistry {
        @SuppressWarnings("SystemOut")
        private void stopAt(String next) {
            if (step.equals(next)) {
                System.out.println("at " + next);
                while (true) {
                    java.util.concurrent.locks.LockSupport.park();
                }
            }
        }

        @Override
        public <T> T oneAtATime(TaskName task, RunControl control, Supplier<T> work) {
            return registry.oneAtATime(task, control, work);
        }

        @Override
        public ScheduledRetraining begin(ScheduledRetraining.Key key) {
            stopAt("begin");
            return registry.begin(key);
        }

        @Override
        public ScheduledRetraining trained(ScheduledRetraining.Key key, VersionName version) {
            stopAt("trained");
            return registry.trained(key, version);
        }

        @Override
        public ScheduledRetraining simulated(ScheduledRetraining.Key key, String simulation) {
            stopAt("simulated");
            return registry.simulated(key, simulation);
        }

        @Override
        public ScheduledRetraining released(ScheduledRetraining.Key key, ScheduledRetraining.Released released) {
            stopAt("released");
            return registry.released(key, released);
        }

        @Override
        public List<ScheduledRetraining> at(TaskName task, Instant asOf) {
            return registry.at(task, asOf);
        }
    }
}
