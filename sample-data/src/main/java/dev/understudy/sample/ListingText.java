package dev.understudy.sample;

import java.util.List;

/** Short texts. What they say beside the tell-tale sentences means nothing. */
final class ListingText {
    private record Phrases(
            List<String> adjectives, String room, String in, List<String> sentences, List<String> tellTales) {}

    private static final Phrases DUTCH = new Phrases(
            List.of("Ruim", "Licht", "Net", "Rustig", "Gezellig", "Modern"),
            "kamerappartement",
            "in",
            List.of(
                    "Vlak bij het station en de winkels.",
                    "Er is een kleine tuin op het zuiden.",
                    "De keuken is vorig jaar vernieuwd.",
                    "Huisdieren in overleg.",
                    "Beschikbaar vanaf de eerste van de maand.",
                    "Fietsenstalling in de kelder, kabel en internet aanwezig.",
                    "Gas, water en licht zijn niet inbegrepen.",
                    "Bezichtigen kan in de avond."),
            List.of(
                    "Ik ben in het buitenland en stuur de sleutel per koerier.",
                    "Maak eerst de borg over, dan houd ik de woning voor u vast.",
                    "Veel belangstelling, dus reageer vandaag nog.",
                    "Stuur een kopie van uw paspoort om te reserveren."));
    private static final Phrases ENGLISH = new Phrases(
            List.of("Spacious", "Bright", "Neat", "Quiet", "Cosy", "Modern"),
            "room apartment",
            "in",
            List.of(
                    "Close to the station and the shops.",
                    "There is a small garden facing south.",
                    "The kitchen was renewed last year.",
                    "Pets by agreement.",
                    "Available from the first of the month.",
                    "Bicycle storage in the basement, cable and internet included.",
                    "Gas, water and electricity are not included.",
                    "Viewings in the evening."),
            List.of(
                    "I am abroad and will send the keys by courier.",
                    "Please transfer the deposit first, then I keep the flat for you.",
                    "Many people are interested, so answer today.",
                    "Send a copy of your passport to reserve."));
    private static final Phrases GERMAN = new Phrases(
            List.of("Geräumige", "Helle", "Gepflegte", "Ruhige", "Gemütliche", "Moderne"),
            "Zimmer-Wohnung",
            "in",
            List.of(
                    "Nahe am Bahnhof und an den Geschäften.",
                    "Es gibt einen kleinen Garten nach Süden.",
                    "Die Küche wurde letztes Jahr erneuert.",
                    "Haustiere nach Absprache.",
                    "Frei ab dem Ersten des Monats.",
                    "Fahrradkeller, Kabel und Internet vorhanden.",
                    "Gas, Wasser und Strom kommen hinzu.",
                    "Besichtigung am Abend."),
            List.of(
                    "Ich bin im Ausland und schicke die Schlüssel per Kurier.",
                    "Bitte zuerst die Kaution überweisen, dann halte ich die Wohnung frei.",
                    "Es gibt viele Anfragen, antworten Sie noch heute.",
                    "Senden Sie eine Kopie Ihres Passes zum Reservieren."));

    private ListingText() {}

    private static Phrases phrases(Language language) {
        return switch (language) {
            case DUTCH -> DUTCH;
            case ENGLISH -> ENGLISH;
            case GERMAN -> GERMAN;
        };
    }

    static String title(Language language, int rooms, City city, District district, Draws draws) {
        Phrases phrases = phrases(language);
        return draws.oneOf(phrases.adjectives) + " " + rooms + "-" + phrases.room + " " + phrases.in + " " + city.text()
                + " " + district.text();
    }

    /** Two sentences, and the tell-tale ones, no two alike. */
    static String text(Language language, int tellTales, Draws draws) {
        Phrases phrases = phrases(language);
        StringBuilder text = new StringBuilder();
        append(text, phrases.sentences, 2, draws);
        append(text, phrases.tellTales, tellTales, draws);
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> sentences, int number, Draws draws) {
        int at = (int) draws.below(sentences.size());
        for (int i = 0; i < number; i++) {
            if (!text.isEmpty()) {
                text.append(' ');
            }
            text.append(sentences.get(at));
            at = (at + 1 + (int) draws.below(sentences.size() - 1L)) % sentences.size();
        }
    }
}
