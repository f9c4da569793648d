package dev.understudy.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.store.GcsServer.Fault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The store in a bucket, beside a server of this project. A real emulator takes its place with
 * {@code -Dunderstudy.gcs=http://127.0.0.1:4443/BUCKET}, where BUCKET is there; what needs faults is skipped then.
 */
final class GcsArtifactStoreTest extends ArtifactStoreContract {
    private static final String EMULATOR = System.getProperty("understudy.gcs", "");
    private static final ObjectPath OBJECT = new ObjectPath("models/hotels/v1/model.safetensors");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private GcsServer server;
    private BucketPlace place;

    @BeforeEach
    void begin() throws IOException {
        server = new GcsServer("models-of-ours");
        place = BucketPlace.of("models-of-ours", "team/one", server.endpoint().toString(), PATIENCE);
        if (!EMULATOR.isEmpty()) {
            int slash = EMULATOR.lastIndexOf('/');
            place = BucketPlace.of(
                    EMULATOR.substring(slash + 1),
                    "test-" + Long.toString(System.nanoTime(), 36),
                    EMULATOR.substring(0, slash),
                    PATIENCE);
        }
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    @Override
    ArtifactStore open() {
        return GcsArtifactStore.open(place);
    }

    private ArtifactStore withFaults(Duration patience) {
        Assumptions.assumeTrue(EMULATOR.isEmpty(), "an emulator does not break on demand");
        return GcsArtifactStore.open(new BucketPlace(place.bucket(), place.folder(), place.endpoint(), patience));
    }

    @Test
    void largeObjectsGoInPiecesAndSayHowFar() {
        ArtifactStore store = open();
        byte[] model = bytes(50 * 1024 * 1024);
        List<Long> sent = new ArrayList<>();

        store.create(OBJECT, model, (bytes, all) -> {
            assertThat(all).isEqualTo(model.length);
            sent.add(bytes);
        });

        assertThat(store.read(OBJECT)).isEqualTo(model);
        assertThat(sent).isSorted().hasSizeGreaterThan(5).startsWith(0L).endsWith((long) model.length);
        assertThat(store.create(OBJECT, model)).isEqualTo(Creation.ALREADY_THERE);
        model[0]++;
        assertFails(ErrorCode.ARTIFACT_EXISTS, () -> store.create(OBJECT, model));
    }

    @Test
    void objectsLieInTheFolderOfTheBucket() {
        ArtifactStore store = withFaults(PATIENCE);

        store.create(OBJECT, bytes("x"));

        assertThat(server.names()).containsExactly("team/one/models/hotels/v1/model.safetensors");
        assertThat(store.uri(OBJECT)).hasToString("gs://models-of-ours/team/one/models/hotels/v1/model.safetensors");
        assertFails(
                ErrorCode.ARTIFACT_NAME_INVALID,
                () -> store.pathOf(URI.create("gs://models-of-ours/team/one-more/models/x")));
    }

    @Test
    void doesNotTakeFoldersOfConsolesForObjects() {
        ArtifactStore store = withFaults(PATIENCE);
        store.create(OBJECT, bytes("x"));
        server.put("team/one/models/hotels/", new byte[0]);

        assertThat(store.list(new ObjectPath("models/hotels"))).containsExactly(OBJECT);
    }

    @Test
    void goesOnAfterPassingTroubleWhileWriting() {
        for (Fault fault :
                List.of(new Fault.Status(503), new Fault.Status(429), new Fault.Status(408), new Fault.Reset())) {
            for (int size : List.of(1_000, 20 * 1024 * 1024)) {
                ArtifactStore store = withFaults(PATIENCE);
                ObjectPath path = new ObjectPath(
                        "models/" + fault.getClass().getSimpleName() + "-" + fault.hashCode() + "/" + size);
                byte[] content = bytes(size);
                server.breaks(2, GcsServer.Request::isUpload, fault);

                assertThat(store.create(path, content)).as("%s %s", fault, size).isEqualTo(Creation.CREATED);

                assertThat(server.content("team/one/" + path)).isEqualTo(content);
                server.mend();
            }
        }
    }

    @Test
    void aLostAnswerMakesNoSecondObject() {
        for (int size : List.of(1_000, 20 * 1024 * 1024)) {
            ArtifactStore store = withFaults(PATIENCE);
            ObjectPath path = new ObjectPath("models/" + size);
            byte[] content = bytes(size);
            server.breaks(
                    1,
                    request -> request.isUpload()
                            && !("POST".equals(request.method())
                                    && "resumable".equals(request.query().get("uploadType"))),
                    new Fault.LostAnswer());

            assertThat(store.create(path, content)).isIn(Creation.CREATED, Creation.ALREADY_THERE);

            assertThat(server.content("team/one/" + path)).isEqualTo(content);
        }
    }

    @Test
    void goesOnAfterPassingTroubleWhileReading() {
        ArtifactStore store = withFaults(PATIENCE);
        byte[] content = bytes(300_000);
        store.create(OBJECT, content);

        for (Fault fault : List.of(
                new Fault.Status(503),
                new Fault.Status(429),
                new Fault.Status(408),
                new Fault.Reset(),
                new Fault.CutShort(),
                new Fault.FlippedBit())) {
            server.breaks(1, GcsServer.Request::isMedia, fault);

            assertThat(store.read(OBJECT)).as("%s", fault).isEqualTo(content);
        }
    }

    /** Right or refused, and never half. */
    @Test
    void aModelOf50MegabytesIsReadWholeThroughTrouble() {
        ArtifactStore store = withFaults(PATIENCE);
        byte[] model = bytes(50 * 1024 * 1024);
        store.create(OBJECT, model);

        for (Fault fault :
                List.of(new Fault.Status(503), new Fault.Reset(), new Fault.CutShort(), new Fault.FlippedBit())) {
            server.breaks(1, GcsServer.Request::isMedia, fault);

            assertThat(Arrays.equals(store.read(OBJECT), model)).as("%s", fault).isTrue();
        }
    }

    @Test
    void readsOneGenerationOrTheOtherAndNeverHalfOfEach() {
        ArtifactStore store = withFaults(PATIENCE);
        byte[] other = bytes("another generation");
        store.create(OBJECT, bytes(300_000));
        server.breaks(1, GcsServer.Request::isMedia, new Fault.Replaced(other));

        assertThat(store.read(OBJECT)).isEqualTo(other);
    }

    @Test
    void givesUpOnWhatNeverFitsItsChecksum() {
        ArtifactStore store = withFaults(PATIENCE);
        store.create(OBJECT, bytes(300_000));
        server.breaks(100, GcsServer.Request::isMedia, new Fault.FlippedBit());

        assertFails(ErrorCode.STORE_UNAVAILABLE, () -> store.read(OBJECT));
    }

    @Test
    void givesUpAtTheDeadline() {
        ArtifactStore store = withFaults(Duration.ofSeconds(2));
        store.create(OBJECT, bytes(300_000));
        for (Fault fault : List.of(new Fault.Trickle(200), new Fault.Status(503), new Fault.CutShort())) {
            server.mend();
            server.breaks(10_000, GcsServer.Request::isMedia, fault);
            long begin = System.nanoTime();

            assertFails(ErrorCode.STORE_UNAVAILABLE, () -> store.read(OBJECT));

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("%s", fault)
                    .isLessThan(PATIENCE);
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        ArtifactStore store = withFaults(Duration.ofSeconds(2));
        server.breaks(1, request -> true, new Fault.Status(403));
        assertThatThrownBy(() -> store.create(OBJECT, bytes("x")))
                .hasMessageContaining("Storage Object Creator")
                .hasMessageContaining("gs://models-of-ours/team/one");

        assertThatThrownBy(() -> GcsArtifactStore.open(BucketPlace.of(
                                "not-there", "", server.endpoint().toString(), PATIENCE))
                        .create(OBJECT, bytes("x")))
                .hasMessageContaining("no such bucket");

        server.close();
        assertFails(ErrorCode.STORE_UNAVAILABLE, () -> store.exists(OBJECT));
    }

    @Test
    void sendsNoCredentialsWhereAnybodyCanReadThem() {
        ArtifactStore store = withFaults(PATIENCE);

        store.create(OBJECT, bytes("x"));

        assertThat(server.requests()).noneMatch(request -> request.headers().containsKey("Authorization"));
    }

    @Test
    void refusesPlacesThatAreNone() {
        for (String bucket : List.of("", "gs://x", "Upper", "a/b", "..")) {
            assertFails(ErrorCode.WORKSPACE_INVALID, () -> BucketPlace.of(bucket, "", "", PATIENCE));
        }
        assertFails(ErrorCode.WORKSPACE_INVALID, () -> BucketPlace.of("bucket", "../x", "", PATIENCE));
        for (String endpoint : List.of("ftp://x", "http://user:canary@x", "http://x/path", "x", "http://x?a=canary")) {
            assertThatThrownBy(() -> BucketPlace.of("bucket", "", endpoint, PATIENCE))
                    .isInstanceOf(UnderstudyException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
