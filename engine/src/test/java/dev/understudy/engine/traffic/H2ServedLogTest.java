package dev.understudy.engine.traffic;

import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import java.nio.file.Path;
import java.time.Duration;

class H2ServedLogTest extends ServedLogContract {
    @Override
    Database open(Path folder) {
        return H2Database.open(folder.resolve("understudy"), Duration.ZERO);
    }
}
