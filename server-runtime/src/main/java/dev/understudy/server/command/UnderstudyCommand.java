package dev.understudy.server.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program itself: without a command it says which there are. */
@Command(
        name = "understudy",
        mixinStandardHelpOptions = true,
        versionProvider = VersionPrinter.class,
        description = "Retrain a model, simulate its release on the traffic that the live model saw, get a verdict,"
                + " publish it, and go back.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a defect of Understudy",
            "2:wrong usage",
            "3:bad configuration or data",
            "4:something needed is unavailable; worth a retry",
            "10:rejected or not approved",
            "11:inconclusive",
            "130:ended by Ctrl-C after a clean stop",
            "143:ended by SIGTERM after a clean stop"
        })
final class UnderstudyCommand implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            SampleCommand.class,
            InitCommand.class,
            ImportCommand.class,
            OutcomesCommand.class,
            TrainCommand.class,
            RetrainCommand.class,
            BacktestCommand.class,
            BackfillCommand.class,
            SimulateCommand.class,
            ReportCommand.class,
            ReleaseCommand.class,
            RollbackCommand.class,
            HistoryCommand.class,
            ServeCommand.class,
            KeysCommand.class,
            TokensCommand.class,
            WorkCommand.class,
            JobsCommand.class,
            ExportCommand.class,
            PruneCommand.class,
            ModelsCommand.class,
            RunsCommand.class,
            SimulationsCommand.class,
            ShowCommand.class,
            ExplainCommand.class,
            VerifyCommand.class,
            SettingsCommand.class,
            DoctorCommand.class,
            HelpCommand.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * The commands that arguments call for: the one that they name first, else all of them, since help and a wrong name need
     * them. To read the options of all takes a good part of a start.
     */
    static List<Class<?>> commandsFor(String... arguments) {
        if (arguments.length > 0) {
            for (Class<?> command : COMMANDS) {
                if (command.getAnnotation(Command.class).name().equals(arguments[0]) && command != HelpCommand.class) {
                    return List.of(command);
                }
            }
        }
        return COMMANDS;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
