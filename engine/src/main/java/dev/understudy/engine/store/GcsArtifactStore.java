package dev.understudy.engine.store;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.WriteChannel;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.TimedCall;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The store in a bucket of Google Cloud Storage. Objects are created under the condition that there is none, so that of
 * two writers one wins, and a repeated try after a lost answer does no harm. Whatever is read is compared with the
 * checksum that the service keeps. Credentials are found in the ways usual for Google's clients; an endpoint without
 * encryption gets none.
 *
 * <p>Each call has a deadline: see {@link TimedCall}.
 */
public final class GcsArtifactStore implements ArtifactStore {
    private static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    /** What is larger goes in pieces, of which only the last one is sent again after a fault. */
    private static final int PIECE = 8 * 1024 * 1024;
    /** Content that does not fit its checksum is fetched so often. */
    private static final int READINGS = 3;

    private static final BlobGetOption EXISTENCE = BlobGetOption.fields(BlobField.NAME);
    private static final BlobGetOption FINGERPRINT =
            BlobGetOption.fields(BlobField.NAME, BlobField.GENERATION, BlobField.SIZE, BlobField.CRC32C);

    private final BucketPlace place;
    private final Storage storage;

    private GcsArtifactStore(BucketPlace place, Storage storage) {
        this.place = place;
        this.storage = storage;
    }

    /**
     * Opens the store in a bucket, which has to be there. Nothing is asked of it yet.
     *
     * @throws UnderstudyException with {@link ErrorCode#STORE_UNAVAILABLE} if there are no credentials
     */
    public static GcsArtifactStore open(BucketPlace place) {
        StorageOptions.Builder options = StorageOptions.http()
                .setProjectId("understudy") // objects are found by their bucket; the client wants some project
                .setCredentials(credentials(place))
                .setRetrySettings(retries(place.patience()))
                .setTransportOptions(HttpTransportOptions.newBuilder()
                        .setConnectTimeout(millis(CONNECT, place.patience()))
                        .setReadTimeout(millis(SILENCE, place.patience()))
                        .build());
        place.endpoint().ifPresent(endpoint -> options.setHost(endpoint.toString()));
        return new GcsArtifactStore(place, options.build().getService());
    }

    private static Credentials credentials(BucketPlace place) {
        if (place.isAnonymous()) {
            return NoCredentials.getInstance();
        }
        try {
            return GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
        } catch (IOException e) { // its message may tell what stands in a file of credentials
            throw new UnderstudyException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "there are no Google credentials for " + place + ": give the pod a service account with workload"
                            + " identity, name a file in GOOGLE_APPLICATION_CREDENTIALS, or run: gcloud auth"
                            + " application-default login");
        }
    }

    private static RetrySettings retries(Duration patience) {
        return RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(atMost(Duration.ofMillis(200), patience))
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(atMost(Duration.ofSeconds(8), patience))
                .setTotalTimeoutDuration(patience)
                .build();
    }

    private static int millis(Duration wanted, Duration patience) {
        return Math.toIntExact(atMost(wanted, patience).toMillis());
    }

    private static Duration atMost(Duration wanted, Duration most) {
        return wanted.compareTo(most) < 0 ? wanted : most;
    }

    @Override
    public Creation create(ObjectPath path, byte[] content) {
        return create(path, content, TransferProgress.NONE);
    }

    @Override
    public Creation create(ObjectPath path, byte[] content, TransferProgress progress) {
        return within("create " + path + " in", content.length, () -> {
            try {
                progress.sent(0, content.length);
                upload(path, content, progress);
                return Creation.CREATED;
            } catch (StorageException e) {
                if (e.getCode() != 412) {
                    throw e;
                }
            }
            // somebody was first, or this very call whose answer was lost
            if (!Arrays.equals(fetch(path, Integer.MAX_VALUE), content)) {
                throw new UnderstudyException(
                        ErrorCode.ARTIFACT_EXISTS,
                        "the store has " + path + " already, with other content than these " + content.length
                                + " bytes; objects are never overwritten");
            }
            progress.sent(content.length, content.length);
            return Creation.ALREADY_THERE;
        });
    }

    /** The service refuses what does not fit the checksum that goes with it. */
    private void upload(ObjectPath path, byte[] content, TransferProgress progress) throws IOException {
        BlobInfo info = BlobInfo.newBuilder(place.bucket(), place.name(path))
                .setContentType("application/octet-stream")
                .setCrc32c(checksum(content))
                .build();
        if (content.length <= PIECE) {
            storage.create(info, content, BlobTargetOption.doesNotExist());
            progress.sent(content.length, content.length);
            return;
        }
        try (WriteChannel channel =
                storage.writer(info, BlobWriteOption.doesNotExist(), BlobWriteOption.crc32cMatch())) {
            channel.setChunkSize(PIECE);
            for (int from = 0; from < content.length; from += PIECE) {
                int length = Math.min(PIECE, content.length - from);
                ByteBuffer piece = ByteBuffer.wrap(content, from, length);
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
                progress.sent(from + length, content.length);
            }
        }
    }

    @Override
    public byte[] read(ObjectPath path) {
        return read(path, Integer.MAX_VALUE);
    }

    @Override
    public byte[] read(ObjectPath path, int atMost) {
        long size =
                within("look for " + path + " in", 0, () -> found(path, atMost).getSize());
        return within("read " + path + " from", size, () -> fetch(path, atMost));
    }

    private Blob found(ObjectPath path, int atMost) {
        Blob blob = storage.get(id(path), FINGERPRINT);
        if (blob == null) {
            throw new UnderstudyException(ErrorCode.ARTIFACT_MISSING, "the store has no object " + path);
        }
        if (blob.getSize() > atMost) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID, path + " has more bytes than the " + atMost + " that are read");
        }
        return blob;
    }

    /** The bytes of one generation, whole and as the service's checksum has them. */
    private byte[] fetch(ObjectPath path, int atMost) {
        StorageException last = null;
        for (int reading = 0; reading < READINGS; reading++) {
            Blob blob = found(path, atMost);
            try {
                byte[] content = storage.readAllBytes(blob.getBlobId(), BlobSourceOption.generationMatch());
                if (content.length == blob.getSize() && checksum(content).equals(blob.getCrc32c())) {
                    return content;
                }
                last = null;
            } catch (StorageException e) {
                if (e.getCode() != 0 && e.getCode() != 404 && e.getCode() != 412 && !e.isRetryable()) {
                    throw e;
                }
                last = e; // another generation meanwhile, a broken connection, or a checksum that the client missed
            }
        }
        if (last != null) {
            throw last;
        }
        throw new UnderstudyException(
                ErrorCode.STORE_UNAVAILABLE,
                "what " + place + " gives for " + path + " does not fit its checksum, " + READINGS + " times");
    }

    @Override
    public boolean exists(ObjectPath path) {
        return within("look for " + path + " in", 0, () -> storage.get(id(path), EXISTENCE) != null);
    }

    @Override
    public List<ObjectPath> list(ObjectPath folder) {
        return within("list " + folder + " in", 0, () -> {
            String above = place.folder().map(prefix -> prefix + "/").orElse("");
            List<ObjectPath> objects = new ArrayList<>();
            for (Blob blob : storage.list(
                            place.bucket(),
                            BlobListOption.prefix(place.name(folder) + "/"),
                            BlobListOption.fields(BlobField.NAME))
                    .iterateAll()) {
                String name = blob.getName().substring(above.length());
                if (ObjectPath.isValid(name)) { // consoles make folders, whose names end in a slash
                    objects.add(new ObjectPath(name));
                }
            }
            return objects.stream().sorted().toList();
        });
    }

    @Override
    public URI uri(ObjectPath path) {
        return URI.create(place.root() + path);
    }

    @Override
    public ObjectPath pathOf(URI uri) {
        String text = uri.toString();
        if (!text.startsWith(place.root())) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_NAME_INVALID,
                    "the address " + Quoted.of(text) + " is not in the store that is configured; expected one that"
                            + " begins with " + place.root());
        }
        return new ObjectPath(text.substring(place.root().length()));
    }

    private BlobId id(ObjectPath path) {
        return BlobId.of(place.bucket(), place.name(path));
    }

    /** As the service writes it: the four bytes, highest first, in Base64. */
    private static String checksum(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array());
    }

    private <T> T within(String what, long bytes, Callable<T> call) {
        Duration most = place.patienceFor(bytes);
        try {
            return TimedCall.begin("bucket", call).await(most);
        } catch (TimeoutException e) {
            throw unavailable(what, "no answer within " + most.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnderstudyException(ErrorCode.CANCELLED, "nobody waits for " + place + " any more", e);
        } catch (ExecutionException e) {
            throw failed(what, e.getCause());
        }
    }

    private RuntimeException failed(String what, @Nullable Throwable cause) {
        return switch (cause) {
            case UnderstudyException known -> known;
            case StorageException e -> unavailable(what, reason(e), e);
            case IOException e when e.getCause() instanceof StorageException of -> unavailable(what, reason(of), e);
            case IOException e -> unavailable(what, e.getClass().getSimpleName(), e);
            case Error e -> throw e;
            case RuntimeException e -> e;
            case null, default -> new IllegalStateException(cause);
        };
    }

    private static String reason(StorageException e) {
        return switch (e.getCode()) {
            case 401 -> "it does not take the credentials (401)";
            case 403 ->
                "the credentials do not permit it (403); wanted are the roles Storage Object Viewer and, to"
                        + " publish, Storage Object Creator";
            case 404 -> "there is no such bucket (404)";
            case 0 -> "the connection failed, or what came does not fit its checksum";
            default -> "it answered " + e.getCode();
        };
    }

    private UnderstudyException unavailable(String what, String why, Throwable cause) {
        return new UnderstudyException(
                ErrorCode.STORE_UNAVAILABLE, "could not " + what + " " + place + ": " + why, cause);
    }

    /** Where it lies, for operators. */
    @Override
    public String toString() {
        return place.toString();
    }
}
