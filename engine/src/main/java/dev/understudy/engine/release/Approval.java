package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a change may go live, as the config repository keeps it. */
public sealed interface Approval {
    /** In one line, as history shows it. */
    String text();

    /** The simulation whose verdict was followed or overruled, if there is one. */
    @Nullable
    String simulation();

    /**
     * The gate approved it.
     *
     * @param simulation the id of the simulation
     */
    record BySimulation(String simulation) implements Approval {
        public BySimulation {
            Form.checkSimulation(simulation);
        }

        @Override
        public String text() {
            return "simulation " + simulation;
        }
    }

    /**
     * A person overruled the gate.
     *
     * @param person who; one line, cut at 100 characters
     * @param reason why; one line, cut at 500 characters
     * @param simulation the id of the simulation that was overruled, if there was one
     */
    record ByOverruling(
            String person, String reason, @Nullable String simulation) implements Approval {
        public ByOverruling {
            person = Form.required("the person who overrules", person, 100);
            reason = Form.required("the reason for overruling", reason, 500);
            if (simulation != null) {
                Form.checkSimulation(simulation);
            }
        }

        @Override
        public String text() {
            return "overruled by " + person + ": " + reason;
        }
    }

    /**
     * A person took an earlier release back into service.
     *
     * @param person who; one line, cut at 100 characters
     * @param reason why; one line, cut at 500 characters, may be empty
     */
    record ByRollback(String person, String reason) implements Approval {
        public ByRollback {
            person = Form.required("the person who rolls back", person, 100);
            reason = PlainText.line(reason, 500);
        }

        @Override
        public String text() {
            return "rolled back by " + person + (reason.isEmpty() ? "" : ": " + reason);
        }

        @Override
        public @Nullable String simulation() {
            return null;
        }
    }

    /** The checks that the records share. */
    final class Form {
        private static final Pattern SIMULATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

        private Form() {}

        private static String required(String what, String text, int longest) {
            String line = PlainText.line(text, longest);
            if (line.isEmpty()) {
                throw new UnderstudyException(ErrorCode.USAGE, what + " must not be empty");
            }
            return line;
        }

        private static void checkSimulation(String id) {
            if (!SIMULATION.matcher(id).matches()) {
                throw new UnderstudyException(
                        ErrorCode.UNKNOWN_ID, "a simulation's id looks like s-…, and not like " + Quoted.of(id));
            }
        }
    }
}
