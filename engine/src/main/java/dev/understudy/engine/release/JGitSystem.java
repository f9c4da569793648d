package dev.understudy.engine.release;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.SystemReader;

/**
 * What JGit sees of the machine: neither the user's nor the system's git settings, no environment and no host name. So
 * the same change makes the same commit everywhere, and a pod needs no home directory. JGit keeps this per process.
 */
final class JGitSystem extends SystemReader.Delegate {
    private JGitSystem(SystemReader machine) {
        super(machine);
    }

    /** Takes effect for the whole process; calling it again changes nothing. */
    static synchronized void isolate() {
        SystemReader present = SystemReader.getInstance();
        if (!(present instanceof JGitSystem)) {
            SystemReader.setInstance(new JGitSystem(present));
            if (FS.DETECTED instanceof FS_POSIX posix) {
                posix.setUmask(0022); // else it starts a shell to ask; it is for working trees, which we have none of
            }
        }
    }

    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    @SuppressWarnings("NullAway") // null means that the variable is not set, and JGit knows no annotations
    public String getenv(String variable) {
        return null;
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new InMemory(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new InMemory(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        InMemory settings = new InMemory(parent, fs);
        // here and not in the repository: a release survives a power cut, and git itself warns of these keys
        settings.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncObjectFiles", true);
        settings.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncRefFiles", true);
        return settings;
    }

    /**
     * Settings without a file. They tell how coarse the disk's time stamps are, by JGit's own assumption for the worst
     * disk: else it measures that, and whoever is killed meanwhile leaves its probes among the branches.
     */
    @SuppressWarnings("NullAway") // there is no file
    private static final class InMemory extends FileBasedConfig {
        InMemory(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long missing, TimeUnit unit) {
            return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    ? unit.convert(FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION)
                    : super.getTimeUnit(section, subsection, name, missing, unit);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
