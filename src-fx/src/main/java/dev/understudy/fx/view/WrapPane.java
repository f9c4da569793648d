package dev.understudy.fx.view;

import java.util.List;
import javafx.collections.ObservableList;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/** The first child at the left and the last at the right, on one line where both fit, else one below the other. */
public final class WrapPane extends Region {
    private static final StyleablePropertyFactory<WrapPane> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final StyleableProperty<Number> gap =
            FACTORY.createStyleableNumberProperty(this, "gap", "-us-gap", pane -> pane.gap, 9);

    @Override
    public ObservableList<Node> getChildren() {
        return super.getChildren();
    }

    private double gap() {
        return snapSpaceX(gap.getValue().doubleValue());
    }

    private boolean fits(double inner) {
        double all =
                getChildren().stream().mapToDouble(child -> child.prefWidth(-1)).sum();
        return all + gap() * Math.max(0, getChildren().size() - 1) <= inner;
    }

    private double sides() {
        return snappedLeftInset() + snappedRightInset();
    }

    private double width(Node child, double inner) {
        return Math.min(inner, snapSizeX(child.prefWidth(-1)));
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
        return sides()
                + getChildren().stream()
                        .mapToDouble(child -> child.prefWidth(-1))
                        .sum()
                + gap() * Math.max(0, getChildren().size() - 1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = (width < 0 ? computePrefWidth(-1) : width) - sides();
        var heights = getChildren().stream().mapToDouble(child -> snapSizeY(child.prefHeight(-1)));
        double ends = snappedTopInset() + snappedBottomInset();
        return ends
                + (fits(inner)
                        ? heights.max().orElse(0)
                        : heights.sum() + gap() * Math.max(0, getChildren().size() - 1));
    }

    @Override
    protected void layoutChildren() {
        double inner = getWidth() - sides();
        boolean line = fits(inner);
        double height = getHeight() - snappedTopInset() - snappedBottomInset();
        double y = snappedTopInset();
        for (Node child : getChildren()) {
            double wide = width(child, inner);
            double high = line ? height : snapSizeY(child.prefHeight(-1));
            boolean right = line && child.equals(getChildren().getLast());
            child.resizeRelocate(snappedLeftInset() + (right ? inner - wide : 0), y, wide, high);
            y += line ? 0 : high + gap();
        }
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
