package dev.understudy.engine.segment;

import dev.understudy.engine.traffic.Origin;
import dev.understudy.engine.traffic.RawColumn;
import dev.understudy.engine.traffic.Score;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of the blocks of a segment with one version's predictions, and how one is made: row for row with the events. */
final class PredictionSegment {
    static final String ORIGIN = "origin";
    static final String SCORE = "score";
    static final String CLASSES = "classes";
    static final String CLASS_SCORES = "class-scores";
    static final String LABEL = "label";
    static final String LABELS = "labels";
    static final String PROPENSITY = "propensity";
    /** The origin of a row that nothing was logged of. */
    static final byte NOT_LOGGED = 0;

    static final byte SERVED = 1;
    static final byte BACKFILLED = 2;

    private PredictionSegment() {}

    static SegmentWriter of(List<JdbiDayReader.Logged> predictions, Map<String, Integer> rows, List<Long> stamps) {
        JdbiDayReader.Logged[] chosen = new JdbiDayReader.Logged[rows.size()];
        for (JdbiDayReader.Logged logged : predictions) {
            Integer row = rows.get(logged.eventId());
            // what was really answered goes before what was computed afterwards
            if (row != null && (chosen[row] == null || origin(logged) == Origin.SERVED)) {
                chosen[row] = logged;
            }
        }
        int count = chosen.length;
        byte[] origins = new byte[count];
        double[] scores = new double[count];
        int[] labels = new int[count];
        double[] propensities = new double[count];
        Map<String, Integer> labelCodes = new LinkedHashMap<>();
        Map<String, Integer> classes = new LinkedHashMap<>();
        Score.PerClass[] perClass = new Score.PerClass[count];
        for (int row = 0; row < count; row++) {
            JdbiDayReader.Logged logged = chosen[row];
            origins[row] = logged == null ? NOT_LOGGED : origin(logged) == Origin.SERVED ? SERVED : BACKFILLED;
            scores[row] = logged == null ? Double.NaN : logged.score();
            propensities[row] = logged == null ? Double.NaN : logged.propensity();
            labels[row] = logged == null || logged.label() == null
                    ? RawColumn.MISSING
                    : labelCodes.computeIfAbsent(logged.label(), fresh -> labelCodes.size());
            if (logged != null && logged.classScores() != null) {
                perClass[row] = Score.PerClass.ofLogged(logged.classScores());
                perClass[row].byClass().keySet().forEach(name -> classes.putIfAbsent(name, classes.size()));
            }
        }
        SegmentWriter writer = new SegmentWriter(stamps, count);
        writer.bytes(ORIGIN, origins);
        writer.doubles(SCORE, scores);
        writer.texts(CLASSES, List.copyOf(classes.keySet()));
        writer.doubles(CLASS_SCORES, classScores(perClass, classes));
        writer.ints(LABEL, labels);
        writer.texts(LABELS, List.copyOf(labelCodes.keySet()));
        writer.doubles(PROPENSITY, propensities);
        return writer;
    }

    private static Origin origin(JdbiDayReader.Logged logged) {
        return Origin.valueOf(logged.origin().toUpperCase(Locale.ROOT));
    }

    /** Row by row, one number a class; NaN where a row does not name the class. */
    private static double[] classScores(Score.PerClass[] rows, Map<String, Integer> classes) {
        double[] scores = new double[rows.length * classes.size()];
        Arrays.fill(scores, Double.NaN);
        for (int row = 0; row < rows.length; row++) {
            Score.PerClass score = rows[row];
            if (score != null) {
                int from = row * classes.size();
                score.byClass().forEach((name, value) -> scores[from + classes.getOrDefault(name, 0)] = value);
            }
        }
        return scores;
    }
}
