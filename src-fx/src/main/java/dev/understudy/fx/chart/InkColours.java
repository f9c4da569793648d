package dev.understudy.fx.chart;

import dev.understudy.engine.report.chart.Ink;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.CssMetaData;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/**
 * The colours of a chart's inks, which a style sheet sets: {@code -us-ink-live}, {@code -us-ink-candidate} and so on.
 * They change with the theme.
 */
final class InkColours {
    private static final Map<Ink, InkMetaData> METADATA =
            Stream.of(Ink.values()).collect(Collectors.toUnmodifiableMap(ink -> ink, InkMetaData::new));

    private final Map<Ink, InkColour> colours = new EnumMap<>(Ink.class);

    InkColours(ChartCanvas canvas, Runnable changed) {
        for (Ink ink : Ink.values()) {
            colours.put(ink, new InkColour(canvas, ink, changed));
        }
    }

    /** What a style sheet may set. */
    static Collection<? extends CssMetaData<? extends Styleable, ?>> metadata() {
        return METADATA.values();
    }

    Paint of(Ink ink) {
        return colour(ink).get();
    }

    private InkColour colour(Ink ink) {
        return Objects.requireNonNull(colours.get(ink));
    }

    static String cssName(Ink ink) {
        return "-us-ink-" + ink.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class InkMetaData extends CssMetaData<ChartCanvas, Paint> {
        private final Ink ink;

        InkMetaData(Ink ink) {
            super(cssName(ink), StyleConverter.getPaintConverter(), Color.GRAY);
            this.ink = ink;
        }

        @Override
        public boolean isSettable(ChartCanvas canvas) {
            return !canvas.colours().colour(ink).isBound();
        }

        @Override
        public StyleableProperty<Paint> getStyleableProperty(ChartCanvas canvas) {
            return canvas.colours().colour(ink);
        }
    }

    private static final class InkColour extends StyleableObjectProperty<Paint> {
        private final ChartCanvas canvas;
        private final Ink ink;
        private final Runnable changed;

        InkColour(ChartCanvas canvas, Ink ink, Runnable changed) {
            super(Color.GRAY);
            this.canvas = canvas;
            this.ink = ink;
            this.changed = changed;
        }

        @Override
        protected void invalidated() {
            get();
            changed.run();
        }

        @Override
        public Object getBean() {
            return canvas;
        }

        @Override
        public String getName() {
            return cssName(ink);
        }

        @Override
        public CssMetaData<? extends Styleable, Paint> getCssMetaData() {
            return Objects.requireNonNull(METADATA.get(ink));
        }
    }
}
