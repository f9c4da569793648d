package dev.understudy.engine.traffic;

import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.PostgresDatabase;
import dev.understudy.engine.scene.PostgresScene;
import java.nio.file.Path;

class PostgresServedLogTest extends ServedLogContract {
    @Override
    Database open(Path folder) {
        return PostgresDatabase.open(PostgresScene.address());
    }
}
