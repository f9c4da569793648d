package dev.understudy.fx.chart;

import dev.understudy.engine.report.ChartCard;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.TextClipboard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/**
 * Charts in rows of equal cards, as many beside each other as are wide enough; with {@code [} and {@code ]} the focus
 * goes from chart to chart. Where there is more height than the charts ask for, the rows share it; less must be scrolled.
 */
public final class ChartsPane extends Region {
    private static final StyleablePropertyFactory<ChartsPane> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final Texts texts;
    private final TextClipboard clipboard;
    private final StyleableProperty<Number> gap =
            FACTORY.createStyleableNumberProperty(this, "gap", "-us-gap", pane -> pane.gap, 14);
    private final StyleableProperty<Number> wantedWidth =
            FACTORY.createStyleableNumberProperty(this, "wantedWidth", "-us-card-width", pane -> pane.wantedWidth, 360);
    private final List<ChartView> views = new ArrayList<>();

    /**
     * @param clipboard where rows of tables are copied to
     */
    public ChartsPane(Texts texts, TextClipboard clipboard) {
        this.texts = texts;
        this.clipboard = clipboard;
        getStyleClass().add("charts-pane");
        addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    }

    /** Shows these charts in this order. A chart that was there keeps its place in table or chart. */
    public void show(List<ChartCard> cards) {
        Map<String, ChartView> before = new HashMap<>();
        views.forEach(view -> before.put(view.model().cardProperty().get().key(), view));
        views.clear();
        for (ChartCard card : cards) {
            ChartView view = before.remove(card.key());
            if (view == null) {
                view = new ChartView(new ChartViewModel(card), texts, clipboard);
            } else {
                view.model().show(card);
            }
            views.add(view);
        }
        getChildren().setAll(views);
    }

    private void typed(KeyEvent event) {
        int by = event.getCharacter().equals("]") ? 1 : event.getCharacter().equals("[") ? -1 : 0;
        if (by != 0 && !views.isEmpty()) {
            int next = Math.floorMod(focused() + by, views.size());
            views.get(next).requestFocus();
            event.consume();
        }
    }

    private int focused() {
        return IntStream.range(0, views.size())
                .filter(i -> views.get(i).isFocusWithin())
                .findFirst()
                .orElse(-1);
    }

    private double gap() {
        return snapSpaceX(gap.getValue().doubleValue());
    }

    private int columns(double inner) {
        double wanted = wantedWidth.getValue().doubleValue();
        int fitting = (int) Math.floor((inner + gap()) / (wanted + gap()));
        return Math.max(1, Math.min(Math.max(1, getChildren().size()), fitting));
    }

    private double cardWidth(double inner, int columns) {
        return Math.max(1, snapPositionX((inner - gap() * (columns - 1)) / columns));
    }

    /** Per row the height that its highest card asks for. */
    private List<Double> rowHeights(int columns, double cardWidth) {
        List<Double> heights = new ArrayList<>();
        for (int first = 0; first < getChildren().size(); first += columns) {
            heights.add(snapSizeY(
                    getChildren().subList(first, Math.min(getChildren().size(), first + columns)).stream()
                            .mapToDouble(child -> child.prefHeight(cardWidth))
                            .max()
                            .orElse(0)));
        }
        return heights;
    }

    private double sides() {
        return snappedLeftInset() + snappedRightInset();
    }

    private double ends() {
        return snappedTopInset() + snappedBottomInset();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return sides()
                + getChildren().stream()
                        .mapToDouble(child -> child.minWidth(-1))
                        .max()
                        .orElse(0);
    }

    @Override
    protected double computePrefWidth(double height) {
        return sides() + 2 * wantedWidth.getValue().doubleValue() + gap();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = (width < 0 ? computePrefWidth(-1) : width) - sides();
        int columns = columns(inner);
        List<Double> heights = rowHeights(columns, cardWidth(inner, columns));
        return ends()
                + heights.stream().mapToDouble(Double::doubleValue).sum()
                + gap() * Math.max(0, heights.size() - 1);
    }

    @Override
    protected void layoutChildren() {
        double inner = getWidth() - sides();
        int columns = columns(inner);
        double width = cardWidth(inner, columns);
        List<Double> heights = rowHeights(columns, width);
        double asked = ends()
                + heights.stream().mapToDouble(Double::doubleValue).sum()
                + gap() * Math.max(0, heights.size() - 1);
        double further = heights.isEmpty() ? 0 : Math.max(0, Math.floor((getHeight() - asked) / heights.size()));
        double y = snappedTopInset();
        for (int i = 0; i < getChildren().size(); i++) {
            Node card = getChildren().get(i);
            int column = i % columns;
            double height = heights.get(i / columns) + further;
            card.resizeRelocate(snappedLeftInset() + column * (width + gap()), y, width, height);
            y += column == columns - 1 ? height + gap() : 0;
        }
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
