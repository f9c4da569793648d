package dev.understudy.engine.model;

import dev.understudy.engine.features.EncodedFeature;
import dev.understudy.engine.features.FeatureSchema;
import dev.understudy.engine.traffic.RawInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes inputs up from a schema, so that a model's self-test carries nobody's data. */
final class GoldenInputs {
    private static final int COUNT = 16;
    /** One value in so many is left out or unseen, since those are values too. */
    private static final int RARE = 8;
    /** Most words of a text. */
    private static final int WORDS = 60;

    private GoldenInputs() {}

    static List<RawInput> of(FeatureSchema schema, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RawInput> inputs = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Map<String, String> values = new HashMap<>();
            for (EncodedFeature feature : schema.features()) {
                if (random.nextInt(RARE) > 0) {
                    values.put(feature.name(), value(feature, random));
                }
            }
            inputs.add(RawInput.of(values));
        }
        return inputs;
    }

    private static String value(EncodedFeature feature, SplittableRandom random) {
        return switch (feature) {
            case EncodedFeature.Numeric numeric ->
                Double.toString(numeric.least() + random.nextDouble() * (numeric.most() - numeric.least()));
            case EncodedFeature.Categorical categorical ->
                categorical.categories().isEmpty() || random.nextInt(RARE) == 0
                        ? "never seen in training"
                        : categorical
                                .categories()
                                .get(random.nextInt(categorical.categories().size()));
            case EncodedFeature.Text text -> text(random);
        };
    }

    /** Made-up words: hashed, they meet positions that training texts have met too. */
    private static String text(SplittableRandom random) {
        return IntStream.rangeClosed(0, random.nextInt(WORDS))
                .mapToObj(word -> Integer.toString(random.nextInt(WORDS * WORDS), Character.MAX_RADIX))
                .collect(Collectors.joining(" "));
    }
}
