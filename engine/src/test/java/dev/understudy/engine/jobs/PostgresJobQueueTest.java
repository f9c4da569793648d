package dev.understudy.engine.jobs;

import dev.understudy.engine.database.Database;
import dev.understudy.engine.scene.PostgresScene;
import java.nio.file.Path;

class PostgresJobQueueTest extends JdbiJobQueueContract {
    @Override
    Database openDatabase(Path folder) {
        return PostgresScene.open();
    }
}
