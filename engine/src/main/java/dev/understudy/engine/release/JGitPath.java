package dev.understudy.engine.release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Finds one path in many trees. Neighbouring commits share most of their folders, and a folder that is the same as the
 * last time gives the same answer without being read: so history costs little more than reading the commits.
 */
final class JGitPath {
    private final ObjectReader reader;
    private final List<Step> steps = new ArrayList<>();

    JGitPath(ObjectReader reader, String path) {
        this.reader = reader;
        String[] names = path.split("/", -1);
        for (int i = 0; i < names.length; i++) {
            steps.add(new Step(names[i], i < names.length - 1));
        }
    }

    /** The blob of the plain file at the path, in the tree of a commit; the zero id if there is none. */
    ObjectId find(ObjectId tree) throws IOException {
        ObjectId found = tree.copy();
        for (Step step : steps) {
            if (found.equals(ObjectId.zeroId())) {
                return found;
            }
            found = step.in(found);
        }
        return found;
    }

    /** One name on the way, and what it was when last looked for. */
    private final class Step {
        private final String name;
        private final boolean folder;
        private ObjectId lastTree = ObjectId.zeroId();
        private ObjectId lastFound = ObjectId.zeroId();

        Step(String name, boolean folder) {
            this.name = name;
            this.folder = folder;
        }

        ObjectId in(ObjectId tree) throws IOException {
            if (!tree.equals(lastTree)) {
                lastFound = look(tree);
                lastTree = tree;
            }
            return lastFound;
        }

        private ObjectId look(ObjectId tree) throws IOException {
            CanonicalTreeParser entries = new CanonicalTreeParser();
            entries.reset(reader, tree);
            while (!entries.eof() && !entries.getEntryPathString().equals(name)) {
                entries.next(1); // its own findFile finds no folders
            }
            if (entries.eof()) {
                return ObjectId.zeroId();
            }
            FileMode mode = entries.getEntryFileMode();
            boolean wanted = folder ? mode.equals(FileMode.TREE) : mode.equals(FileMode.REGULAR_FILE);
            return wanted ? entries.getEntryObjectId() : ObjectId.zeroId();
        }
    }
}
