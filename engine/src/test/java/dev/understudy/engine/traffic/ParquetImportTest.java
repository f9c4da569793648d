package dev.understudy.engine.traffic;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static dev.understudy.engine.scene.TrafficScene.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.pipeline.SampleFiles;
import dev.understudy.engine.scene.TrafficScene;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TaskFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet holds the same events as CSV; what cannot be read is refused with its name. */
class ParquetImportTest {
    private static final int EVENTS = 3_000;

    @TempDir
    Path folder;

    private Database database;
    private TaskDefinition task;
    private TrafficScene scene;
    private Path parquet;

    @BeforeEach
    void writeTheSampleWorld() {
        database = H2Database.open(folder.resolve("data"), Duration.ZERO);
        parquet = sample("parquet");
        task = TaskFile.read(parquet.resolveSibling("task.yaml"));
        scene = new TrafficScene(database, task.name().text());
    }

    @AfterEach
    void closeTheDatabase() {
        database.close();
    }

    private Path sample(String format) {
        return SampleFiles.write(
                        new SampleFiles.Request(folder.resolve(format), EVENTS, 5, format), RunControl.UNWATCHED)
                .eventsFile();
    }

    @Test
    void theEventsAreTheSameAsFromCsv() {
        ImportResult taken = events(parquet);
        List<LoggedEvent> logged = scene.read(ALL, 3_000, new Maturity.WhenKnown());

        ImportResult again = events(sample("csv"));

        assertThat(List.of(taken.events(), taken.outcomes(), taken.rejected()))
                .containsExactly((long) EVENTS, (long) EVENTS, 0L);
        assertThat(List.of(again.events(), again.outcomes(), again.duplicates(), again.rejected()))
                .containsExactly(0L, 0L, (long) EVENTS, 0L);
        assertThat(logged).hasSize(EVENTS);
    }

    @Test
    void aCutFileIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(parquet);
        Files.write(parquet, Arrays.copyOf(whole, whole.length / 2));

        assertRefused(ErrorCode.DATA_INVALID, () -> events(parquet)).startsWith("events.parquet");
    }

    @Test
    void aDamagedPageIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(parquet);
        Arrays.fill(bytes, 4, bytes.length / 2, (byte) 0xff);
        Files.write(parquet, bytes);

        assertRefused(ErrorCode.DATA_INVALID, () -> events(parquet)).startsWith("events.parquet");
    }

    @Test
    void anEncryptedFileIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(parquet);
        byte[] magic = "PARE".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, bytes, 0, 4);
        System.arraycopy(magic, 0, bytes, bytes.length - 4, 4);
        Files.write(parquet, bytes);

        assertRefused(ErrorCode.DATA_INVALID, () -> events(parquet)).startsWith("events.parquet");
    }

    @Test
    void textThatCallsItselfParquetIsRefused() throws IOException {
        Files.writeString(parquet, "event_id,event_time\n");

        assertRefused(ErrorCode.DATA_INVALID, () -> events(parquet)).startsWith("events.parquet");
    }

    @Test
    void aNestedColumnIsRefusedByItsName() throws IOException {
        SchemaElement group = new SchemaElement("address").setNum_children(1);
        group.setRepetition_type(FieldRepetitionType.OPTIONAL);
        SchemaElement street = new SchemaElement("number").setType(Type.INT32);
        street.setRepetition_type(FieldRepetitionType.OPTIONAL);
        write(new SchemaElement("schema").setNum_children(1), group, street);

        assertRefused(ErrorCode.DATA_INVALID, () -> events(parquet)).contains("events.parquet:", "\"address\"");
    }

    @Test
    void missingColumnsAreNamed() throws IOException {
        SchemaElement number = new SchemaElement("number").setType(Type.INT32);
        number.setRepetition_type(FieldRepetitionType.OPTIONAL);
        write(new SchemaElement("schema").setNum_children(1), number);

        assertRefused(ErrorCode.DATA_INVALID, () -> events(parquet)).contains("expects columns that are missing");
    }

    @Test
    void aMissingFileIsTold() {
        assertRefused(ErrorCode.DATA_INVALID, () -> events(folder.resolve("absent.parquet")))
                .contains("absent.parquet", "no such file");
    }

    /** A file without rows that has this schema. */
    private void write(SchemaElement... schema) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        Util.writeFileMetaData(new FileMetaData(1, List.of(schema), 0, List.of()), bytes);
        bytes.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.size() - 4)
                .array());
        bytes.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        Files.write(parquet, bytes.toByteArray());
    }

    private ImportResult events(Path file) {
        return new TrafficImport(scene.imports).events(task, file, folder.resolve("rejects.csv"), RunControl.UNWATCHED);
    }
}
