package dev.understudy.server.command;

import picocli.CommandLine;

/** Makes commands, and gives each its surroundings. */
final class CommandFactory implements CommandLine.IFactory {
    private final Surroundings surroundings;

    CommandFactory(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        K made = CommandLine.defaultFactory().create(type);
        if (made instanceof EngineCommand command) {
            command.placeInto(surroundings);
        }
        return made;
    }
}
