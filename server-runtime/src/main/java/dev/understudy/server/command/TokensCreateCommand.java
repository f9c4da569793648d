package dev.understudy.server.command;

import dev.understudy.engine.workspace.Engine;
import dev.understudy.server.http.NewToken;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a token. It is printed and kept nowhere. */
@Command(
        name = "create",
        description =
                "Make a token of 256 random bits: print it once, and the line that belongs into the file of tokens.")
final class TokensCreateCommand extends EngineCommand {
    @Parameters(
            paramLabel = "NAME",
            description = "whose token it is, [a-z][a-z0-9-]{0,62}; jobs show it as their owner")
    private String name = "";

    @Override
    public Integer call() {
        NewToken made = NewToken.create(name, new SecureRandom());
        print(
                Documents.object()
                        .put("name", made.name())
                        .put("token", made.token())
                        .put("line", made.line()),
                "token  " + made.token() + "\nline   " + made.line()
                        + "\n\nThe token is shown this once. The line belongs into the file of `serve --tokens FILE`.");
        return ExitCode.DONE;
    }

    @Override
    int run(Engine engine) {
        throw new IllegalStateException("a token needs no workspace");
    }
}
