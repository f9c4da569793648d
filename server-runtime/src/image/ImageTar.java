import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An image in a tar, as `docker load` takes it: its configuration and its layers. */
record ImageTar(JsonNode config, List<Path> layers) {
    /** Unpacks the tar itself, not its layers. */
    static ImageTar unpack(Path tar, Path into) throws IOException, InterruptedException {
        Files.createDirectories(into);
        Processes.run("tar", "-C", into.toString(), "-xf", tar.toString());
        JsonNode manifest = json(into.resolve("manifest.json")).get(0);
        List<Path> layers = new ArrayList<>();
        manifest.path("Layers").forEach(layer -> layers.add(into.resolve(layer.asString())));
        return new ImageTar(json(into.resolve(manifest.path("Config").asString())), layers);
    }

    private static JsonNode json(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    /** One entry of a layer. */
    record Entry(String mode, String owner, String time) {}

    /** The files and folders of a layer by their paths. */
    Map<String, Entry> entries(int layer) throws IOException, InterruptedException {
        Map<String, Entry> found = new TreeMap<>();
        String listing = Processes.run(
                "tar",
                "--utc",
                "--full-time",
                "--numeric-owner",
                "-tvf",
                layers.get(layer).toString());
        for (String line : listing.lines().toList()) {
            String[] part = line.split(" +", 6); // mode, owner, size, day, time, name
            found.put(part[5].replaceAll(" -> .*", ""), new Entry(part[0], part[1], part[3] + "T" + part[4]));
        }
        return found;
    }

    /** The digest of a layer's bytes, unpacked, as the configuration has to name it. */
    String digest(int layer) {
        Path file = layers.get(layer);
        try (InputStream packed = Files.newInputStream(file);
                InputStream bytes = isGzip(file) ? new GZIPInputStream(packed) : packed) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                sha.update(buffer, 0, read);
            }
            return "sha256:" + HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    /** Lays the layers on each other. */
    void layOut(Path root) throws IOException, InterruptedException {
        for (Path layer : layers) {
            Processes.run("tar", "-C", root.toString(), "--numeric-owner", "-xpf", layer.toString());
        }
    }
}
