package dev.understudy.fx.view;

import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/** Two panes side by side where there is room, else one below the other. Side by side they are equally high. */
public final class PairPane extends Region {
    private static final StyleablePropertyFactory<PairPane> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final Region first;
    private final Region second;
    private final double share;
    private final StyleableProperty<Number> gap =
            FACTORY.createStyleableNumberProperty(this, "gap", "-us-gap", pane -> pane.gap, 14);
    private final StyleableProperty<Number> wide =
            FACTORY.createStyleableNumberProperty(this, "wide", "-us-wide", pane -> pane.wide, 960);

    /**
     * @param share of the width that the first one takes where they stand side by side, in (0, 1)
     */
    public PairPane(Region first, Region second, double share) {
        this.first = first;
        this.second = second;
        this.share = share;
        getStyleClass().add("pair-pane");
        getChildren().addAll(first, second);
    }

    private double gap() {
        return snapSpaceX(gap.getValue().doubleValue());
    }

    private boolean isWide(double inner) {
        return inner >= wide.getValue().doubleValue();
    }

    private double firstWidth(double inner) {
        return isWide(inner) ? snapSizeX((inner - gap()) * share) : inner;
    }

    private double secondWidth(double inner) {
        return isWide(inner) ? inner - gap() - firstWidth(inner) : inner;
    }

    private double sides() {
        return snappedLeftInset() + snappedRightInset();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return sides() + Math.max(first.minWidth(-1), second.minWidth(-1));
    }

    @Override
    protected double computePrefWidth(double height) {
        return sides() + wide.getValue().doubleValue();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = (width < 0 ? computePrefWidth(-1) : width) - sides();
        double one = first.prefHeight(firstWidth(inner));
        double two = second.prefHeight(secondWidth(inner));
        return snappedTopInset() + snappedBottomInset() + (isWide(inner) ? Math.max(one, two) : one + gap() + two);
    }

    @Override
    protected void layoutChildren() {
        double inner = getWidth() - sides();
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double height = getHeight() - y - snappedBottomInset();
        if (isWide(inner)) {
            first.resizeRelocate(x, y, firstWidth(inner), height);
            second.resizeRelocate(x + firstWidth(inner) + gap(), y, secondWidth(inner), height);
        } else {
            double one = first.prefHeight(inner);
            first.resizeRelocate(x, y, inner, one);
            second.resizeRelocate(x, y + one + gap(), inner, Math.max(0, height - one - gap()));
        }
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
