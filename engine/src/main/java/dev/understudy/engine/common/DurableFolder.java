package dev.understudy.engine.common;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the names in a folder survive a power cut; the content of files is forced by whoever writes them. */
public final class DurableFolder {
    private DurableFolder() {}

    /**
     * Forces the folder's entries to the disk.
     *
     * @throws IOException if the disk refuses
     */
    public static void force(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // Windows opens no folder as a file; NTFS journals its names itself
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
