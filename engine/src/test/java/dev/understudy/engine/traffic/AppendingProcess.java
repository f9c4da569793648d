package dev.understudy.engine.traffic;

import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.scene.TrafficScene;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that appends events from several threads without end, and prints each id once it was acknowledged. */
final class AppendingProcess {
    private AppendingProcess() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws InterruptedException {
        Database database = H2Database.open(Path.of(args[0]), Duration.ZERO);
        TrafficScene scene = new TrafficScene(database, "hotels");
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            String name = "t" + thread + "-";
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; ; i++) {
                    scene.add(TrafficScene.event(name + i, i * 0.01));
                    System.out.println(name + i);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
