package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS, with a certificate that Java trusts where it is told to. */
final class TlsRemoteTest {
    private static final String TOKEN = "a-token-over-tls";
    private static final String PASSWORD = "changeit";
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    @TempDir
    Path folder;

    private RemoteScene scene;
    private GitHttpServer server;

    @BeforeEach
    void open() throws Exception {
        scene = new RemoteScene(folder);
        Path keys = folder.resolve("keys.p12");
        Process made = new ProcessBuilder(
                        JAVA.resolve("keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(made.waitFor()).isZero();
        server = GitHttpServer.overTls(scene.bare, TOKEN, tls(keys));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aCertificateThatIsTrustedLetsTheTokenThrough() throws Exception {
        Path output = folder.resolve("publisher.txt");
        Process publisher = new ProcessBuilder(
                        JAVA.resolve("java").toString(),
                        "-Xmx64m",
                        "-Djavax.net.ssl.trustStore=" + folder.resolve("keys.p12"),
                        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                        "-cp",
                        System.getProperty("java.class.path"),
                        RemotePublisher.class.getName(),
                        folder.toString(),
                        server.address(),
                        TOKEN,
                        "v1")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(publisher.waitFor()).as(() -> read(output)).isZero();
        assertThat(scene.history(Environment.STAGING).releases()).hasSize(1);
        assertThat(server.credentials()).containsOnly(GitHttpServer.basic(TOKEN));
    }

    @Test
    void aCertificateThatNobodyTrustsGetsNothing() {
        ConfigRepository repository = scene.of("a", server.address(), RemoteScene.withToken(TOKEN));

        assertThatThrownBy(repository::head)
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_REFUSED));
        assertThatThrownBy(repository::head).hasMessageContaining("certificate");
        assertThat(server.requests()).isEmpty();
    }

    private static SSLContext tls(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
