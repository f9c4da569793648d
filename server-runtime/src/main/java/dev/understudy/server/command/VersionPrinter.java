package dev.understudy.server.command;

import dev.understudy.engine.common.EngineVersion;
import picocli.CommandLine;

/** The version, of the engine and of Java. */
final class VersionPrinter implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "understudy " + EngineVersion.current(),
            "Java " + Runtime.version() + " in " + System.getProperty("java.home")
        };
    }
}
