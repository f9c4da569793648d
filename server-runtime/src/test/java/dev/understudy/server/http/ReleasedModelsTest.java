package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Which model answers while releases, repository and store come and go. */
class ReleasedModelsTest {
    @TempDir
    Path folder;

    private ServingScene scene;

    @BeforeEach
    void serve() throws Exception {
        scene = ServingScene.on(folder);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private JsonNode model() {
        return ServingScene.json(scene.get("/v1/tasks/listing-scam/model"));
    }

    @Test
    void theModelSaysWhereItComesFrom() {
        JsonNode model = model();
        assertThat(model.path("version").asString()).isEqualTo("v1");
        assertThat(new Digest(model.path("digest").asString())).isNotNull();
        assertThat(model.path("asOf").asString()).isEqualTo("2025-02-15T00:00:00Z");
        assertThat(model.path("release").asInt()).isEqualTo(1);
        assertThat(model.path("stale").asBoolean()).isFalse();
    }

    @Test
    void whileTheRepositoryIsAwayTheLastGoodModelAnswersAndIsStale() throws Exception {
        Path repository = scene.commands().workspace().resolve("config.git");
        Path settings = repository.resolve("config");
        byte[] content = Files.readAllBytes(settings);
        Files.writeString(settings, "[[[");
        scene.repetition().intervalIsOver();
        assertThat(model().path("stale").asBoolean()).isTrue();
        assertThat(scene.predict("{\"id\":\"a\",\"time\":\"2025-02-20\",\"input\":{\"price\":900}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(scene.get("/v2/health/ready").statusCode()).isEqualTo(200);
        assertThat(scene.get("/metrics").body()).contains("understudy_model_stale{task=\"listing-scam\"} 1.0");
        Files.write(settings, content);
        scene.repetition().intervalIsOver();
        assertThat(model().path("stale").asBoolean()).isFalse();
    }
}
