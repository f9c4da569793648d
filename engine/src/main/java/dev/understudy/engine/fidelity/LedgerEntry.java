package dev.understudy.engine.fidelity;

import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.simulation.SimulationReport;
import java.util.List;
import java.util.Optional;

/** What is known of one release's fidelity. */
public sealed interface LedgerEntry {
    /** The release. */
    Release release();

    /** The name in output. */
    String key();

    /**
     * The release has been looked back at.
     *
     * @param release the release
     * @param before the version that was live before, replayed on what came after
     * @param simulation the id of the simulation that predicted; empty where there is no prediction of this pair
     * @param window event times of the traffic that was looked at
     * @param events how many events it has
     * @param origins where the scores of the released model come from
     * @param outcomes how many outcomes had come
     * @param parity whether the released model reproduces its log
     * @param metrics predicted and realised, those of the gate in their order
     * @param traffic how the traffic changed between simulation and release, as the model before saw it
     * @param finding what follows for the prediction
     */
    record Assessed(
            Release release,
            VersionName before,
            Optional<String> simulation,
            TimeWindow window,
            long events,
            SimulationReport.Origins origins,
            SimulationReport.Outcomes outcomes,
            SimulationReport.Parity parity,
            List<RealisedMetric> metrics,
            Optional<TrafficShift> traffic,
            Finding finding)
            implements LedgerEntry {
        public Assessed {
            metrics = List.copyOf(metrics);
        }

        /** Whether the log says what the released model said: only then do realised differences count. */
        public boolean isSound() {
            return parity.identical() == parity.checked() && origins.missing() == 0;
        }

        @Override
        public String key() {
            return "assessed";
        }
    }

    /**
     * Too few outcomes have matured.
     *
     * @param release the release
     * @param before the version that was live before
     * @param events how many events there have been since
     * @param matured how many of their outcomes have matured
     * @param needed how many are needed
     * @param coverage the share that has to have matured
     */
    record TooEarly(Release release, VersionName before, long events, long matured, long needed, double coverage)
            implements LedgerEntry {
        @Override
        public String key() {
            return "too-early";
        }
    }

    /**
     * There is nothing to compare with.
     *
     * @param release the release
     * @param reason why, in one sentence without its full stop
     */
    record NotCompared(Release release, String reason) implements LedgerEntry {
        @Override
        public String key() {
            return "not-compared";
        }
    }

    /** What follows for a prediction. */
    enum Finding {
        /** Every realised difference lies within its prediction interval. */
        AS_PREDICTED("as-predicted"),
        /** One does not, and the traffic is not what it was: the model before fares otherwise on it, too. */
        TRAFFIC_CHANGED("traffic-changed"),
        /** One does not, and no change of the traffic is seen that would explain it. */
        PREDICTION_MISSED("prediction-missed"),
        /** There is no prediction of this pair of models, or nothing could be realised. */
        NOT_PREDICTED("not-predicted"),
        /** The released model does not reproduce its log, so that nothing follows. */
        LOG_UNSOUND("log-unsound");

        private final String key;

        Finding(String key) {
            this.key = key;
        }

        /** The name in output. */
        public String key() {
            return key;
        }
    }
}
