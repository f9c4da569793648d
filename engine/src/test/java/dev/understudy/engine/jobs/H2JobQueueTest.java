package dev.understudy.engine.jobs;

import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import java.nio.file.Path;
import java.time.Duration;

class H2JobQueueTest extends JdbiJobQueueContract {
    @Override
    Database openDatabase(Path folder) {
        return H2Database.open(folder.resolve("understudy"), Duration.ZERO);
    }
}
