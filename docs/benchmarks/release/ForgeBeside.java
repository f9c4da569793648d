import dev.understudy.engine.forge.ForgeServer;
import dev.understudy.engine.forge.GitHubServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The tests' server that speaks GitHub's API, on a bare repository, until its input ends; the settings go into a file. */
final class ForgeBeside {
    private ForgeBeside() {}

    public static void main(String[] arguments) throws Exception {
        try (ForgeServer server = new GitHubServer(Path.of(arguments[0]))) {
            String settings = server.settings().entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.joining("\n"));
            Path file = Path.of(arguments[1]);
            Files.move(Files.writeString(file.resolveSibling("forge.part"), settings), file);
            System.in.transferTo(System.out);
        }
    }
}
