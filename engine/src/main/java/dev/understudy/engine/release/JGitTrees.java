package dev.understudy.engine.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads and writes the files of a commit where they are, in the object database: nothing is ever checked out. */
final class JGitTrees {
    private static final int LARGEST_FILE = 1 << 20;

    private JGitTrees() {}

    /** The text of a plain file; empty if there is none at that path, or one too large to be ours. */
    static Optional<String> text(ObjectReader reader, ObjectId tree, String path) throws IOException {
        ObjectId blob = new JGitPath(reader, path).find(tree);
        return blob.equals(ObjectId.zeroId()) ? Optional.empty() : text(reader, blob);
    }

    /** The text of a blob; empty if it is too large to be ours. */
    static Optional<String> text(ObjectReader reader, ObjectId blob) throws IOException {
        try {
            byte[] bytes = reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(LARGEST_FILE);
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (LargeObjectException e) {
            return Optional.empty();
        }
    }

    /** Writes a tree like the base, with these plain files in it; the zero id is a base without files. */
    static ObjectId edit(ObjectReader reader, ObjectInserter inserter, ObjectId base, Map<String, String> files)
            throws IOException {
        DirCache cache = base.equals(ObjectId.zeroId()) ? DirCache.newInCore() : DirCache.read(reader, base);
        DirCacheEditor editor = cache.editor();
        for (Map.Entry<String, String> file : files.entrySet()) {
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8));
            editor.add(new DirCacheEditor.PathEdit(file.getKey()) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(FileMode.REGULAR_FILE);
                    entry.setObjectId(blob);
                }
            });
        }
        editor.finish();
        return cache.writeTree(inserter);
    }
}
