package dev.understudy.engine.workspace;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.SampleBuilder;
import dev.understudy.engine.features.SampleBuilders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jars in a workspace's folder for plug-ins, beside whatever the class path has. Closing it lets go of the jars. */
final class PlugIns implements AutoCloseable {
    /** The folder's name. */
    static final String FOLDER = "plugins";

    private final URLClassLoader loader;
    private final SampleBuilders samples;

    private PlugIns(URLClassLoader loader, SampleBuilders samples) {
        this.loader = loader;
        this.samples = samples;
    }

    /**
     * Opens the jars of a workspace.
     *
     * @throws UnderstudyException PLUG_IN_INVALID if they cannot be read
     */
    static PlugIns of(Path workspace) {
        Path folder = workspace.resolve(FOLDER);
        try {
            URLClassLoader loader = new URLClassLoader(FOLDER, urls(folder), SampleBuilder.class.getClassLoader());
            return new PlugIns(
                    loader, SampleBuilders.of(loader, "looked for on the class path and in the jars of " + folder));
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.PLUG_IN_INVALID, "the plug-ins in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static URL[] urls(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new URL[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted() // the same order on every system
                    .toList();
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = url(jars.get(i));
            }
            return urls;
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    SampleBuilders samples() {
        return samples;
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
