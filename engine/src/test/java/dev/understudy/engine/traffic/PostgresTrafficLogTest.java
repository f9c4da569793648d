package dev.understudy.engine.traffic;

import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.PostgresDatabase;
import dev.understudy.engine.scene.PostgresScene;
import java.nio.file.Path;

/** PostgreSQL with a collation of words, as most servers have it. */
class PostgresTrafficLogTest extends TrafficLogContract {
    @Override
    Database open(Path folder) {
        PostgresDatabase.Address address = PostgresScene.address();
        Database database = PostgresDatabase.open(address);
        PostgresScene.sql(
                address.database(), "ALTER TABLE event ALTER COLUMN event_id TYPE VARCHAR(200) COLLATE \"en-x-icu\"");
        return database;
    }
}
