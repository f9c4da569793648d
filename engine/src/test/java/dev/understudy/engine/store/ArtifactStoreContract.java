package dev.understudy.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every store keeps; each kind of store runs it on the real thing. */
abstract class ArtifactStoreContract {
    private static final ObjectPath MANIFEST = new ObjectPath("models/hotels/v1/manifest.json");

    /** A store with nothing in it; a second call in one test gives another view of the same store. */
    abstract ArtifactStore open();

    @Test
    void givesBackWhatWasCreated() {
        ArtifactStore store = open();

        assertThat(store.create(MANIFEST, bytes("one"))).isEqualTo(Creation.CREATED);

        assertThat(store.read(MANIFEST)).isEqualTo(bytes("one"));
        assertThat(open().exists(MANIFEST)).isTrue();
    }

    @Test
    void keepsAnEmptyObject() {
        ArtifactStore store = open();

        store.create(MANIFEST, new byte[0]);

        assertThat(store.exists(MANIFEST)).isTrue();
        assertThat(store.read(MANIFEST)).isEmpty();
    }

    @Test
    void saysThatTheSameBytesWereThere() {
        open().create(MANIFEST, bytes("one"));

        assertThat(open().create(MANIFEST, bytes("one"))).isEqualTo(Creation.ALREADY_THERE);
    }

    @Test
    void neverOverwrites() {
        ArtifactStore store = open();
        store.create(MANIFEST, bytes("one"));

        assertFails(ErrorCode.ARTIFACT_EXISTS, () -> store.create(MANIFEST, bytes("two")));
        assertFails(ErrorCode.ARTIFACT_EXISTS, () -> store.create(MANIFEST, bytes("one and more")));

        assertThat(store.read(MANIFEST)).isEqualTo(bytes("one"));
    }

    @Test
    void missesWhatIsNotThere() {
        ArtifactStore store = open();
        store.create(MANIFEST, bytes("one"));

        for (String other : List.of("models/hotels/v1/Manifest.json", "models/hotels/v1", "models/none/v1/x")) {
            ObjectPath path = new ObjectPath(other);
            assertThat(store.exists(path)).as(other).isFalse();
            assertFails(ErrorCode.ARTIFACT_MISSING, () -> store.read(path));
        }
    }

    @Test
    void listsAFolderAndThoseBelowSorted() {
        ArtifactStore store = open();
        store.create(new ObjectPath("models/hotels/v2/manifest.json"), bytes("2"));
        store.create(new ObjectPath("models/hotels/v1/model.safetensors"), bytes("t"));
        store.create(MANIFEST, bytes("1"));
        store.create(new ObjectPath("models/hotels-2/v1/manifest.json"), bytes("other task"));

        assertThat(store.list(new ObjectPath("models/hotels")))
                .extracting(ObjectPath::text)
                .containsExactly(
                        "models/hotels/v1/manifest.json",
                        "models/hotels/v1/model.safetensors",
                        "models/hotels/v2/manifest.json");
        assertThat(store.list(new ObjectPath("models/none"))).isEmpty();
        assertThat(store.list(MANIFEST)).isEmpty();
    }

    @Test
    void addressLeadsBackToTheName() {
        ArtifactStore store = open();
        ObjectPath version = new ObjectPath("models/hotels/v1");

        URI address = store.uri(version);

        assertThat(address.toString()).endsWith("/models/hotels/v1");
        assertThat(store.pathOf(address)).isEqualTo(version);
        store.create(MANIFEST, bytes("one"));
        assertThat(store.uri(version)).as("a folder that is there").isEqualTo(address);
    }

    @Test
    void refusesAddressesOfOtherPlaces() {
        ArtifactStore store = open();
        String here = store.uri(new ObjectPath("models")).toString();

        for (String other : List.of(
                "file:///etc/passwd",
                "http://169.254.169.254/latest/meta-data",
                here + "/../../secret",
                here + "/%2e%2e/secret",
                here + "/",
                here + "?x=1")) {
            assertFails(ErrorCode.ARTIFACT_NAME_INVALID, () -> store.pathOf(URI.create(other)));
        }
    }

    @Test
    void oneOfManyWritersWins() throws Exception {
        List<Callable<String>> writers = IntStream.range(0, 16)
                .mapToObj(i -> (Callable<String>) () -> outcome(open(), bytes("content " + i % 4)))
                .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<String> outcomes =
                    threads.invokeAll(writers).stream().map(Future::resultNow).toList();
            assertThat(outcomes).filteredOn("CREATED"::equals).hasSize(1);
            assertThat(outcomes).filteredOn("ALREADY_THERE"::equals).hasSize(3);
            assertThat(outcomes).filteredOn("ARTIFACT_EXISTS"::equals).hasSize(12);
        }
    }

    private static String outcome(ArtifactStore store, byte[] content) {
        try {
            return store.create(MANIFEST, content).name();
        } catch (UnderstudyException e) {
            return e.code().name();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
