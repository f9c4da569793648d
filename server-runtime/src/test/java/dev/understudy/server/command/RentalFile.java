package dev.understudy.server.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** A small seeded world of listings, of which some are scams; sellers differ, and what gives scams away drifts. */
final class RentalFile {
    static final String TASK = """
            apiVersion: understudy/v1
            task: listing-scam
            kind: binary
            event: {id: id, time: posted_at, cluster: seller}
            outcome: {column: scam, positive: "yes", knownAt: known_at, maturesAt: P7D}
            features:
              - {name: price, type: numeric}
              - {name: age, type: numeric}
              - {name: city, type: categorical}
            decision:
              threshold: 0.5
              costs: {falsePositive: 4, falseNegative: 60, unit: EUR}
            training:
              algorithm: random-forest
              seed: 7
              parameters: {trees: 30, maxDepth: 8}
            gate:
              metrics:
                - {metric: auc, role: success, margin: 0.02}
                - {metric: cost, role: guardrail, margin: 0.5}
              slices: [city]
              minimumOutcomes: 100
            """;

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final String[] CITIES = {"Delft", "Gouda", "Leiden"};

    private RentalFile() {}

    /** Writes the task file and the events of some days, 40 a day. */
    static Path write(Path folder, int days) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("task.yaml"), TASK);
            Path file = folder.resolve("events.csv");
            Files.writeString(file, csv(days));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String csv(int days) {
        SplittableRandom random = new SplittableRandom(11);
        StringBuilder csv = new StringBuilder("id,posted_at,known_at,seller,price,age,city,scam\n");
        for (int i = 0; i < days * 40; i++) {
            Instant time = START.plus(Duration.ofMinutes(36L * i));
            int seller = random.nextInt(200);
            double price = 500 + random.nextInt(1500);
            double age = random.nextInt(1000);
            String city = CITIES[random.nextInt(CITIES.length)];
            // first low prices give scams away, later young accounts do
            boolean late = i > days * 20;
            double sign = late ? (300 - age) / 150 : (900 - price) / 150;
            boolean scam = random.nextDouble() < 1 / (1 + Math.exp(-sign + (seller % 5 == 0 ? -1 : 1)));
            csv.append(String.join(
                    ",",
                    "l" + i,
                    time.toString(),
                    time.plus(Duration.ofDays(1 + random.nextInt(5))).toString(),
                    "s" + seller,
                    Double.toString(price),
                    Double.toString(age),
                    city,
                    scam ? "yes" : "no"));
            csv.append('\n');
        }
        return csv.toString();
    }
}
