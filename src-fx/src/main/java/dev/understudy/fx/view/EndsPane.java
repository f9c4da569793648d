package dev.understudy.fx.view;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/**
 * One child at the left end and one at the right where both fit side by side; else one beneath the other. Gaps are those
 * of the style sheet ({@code -fx-hgap}, {@code -fx-vgap}).
 */
public final class EndsPane extends FlowPane {
    private final Node left;
    private final Node right;

    public EndsPane(Node left, Node right) {
        this.left = left;
        this.right = right;
        getChildren().addAll(left, right);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return insetsWidth() + Math.max(left.minWidth(-1), right.minWidth(-1));
    }

    @Override
    protected double computePrefWidth(double height) {
        return insetsWidth() + left.prefWidth(-1) + getHgap() + right.prefWidth(-1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = (width < 0 ? computePrefWidth(-1) : width) - insetsWidth();
        double insets = snappedTopInset() + snappedBottomInset();
        return insets
                + (fits(room)
                        ? Math.max(left.prefHeight(-1), right.prefHeight(-1))
                        : left.prefHeight(room) + getVgap() + right.prefHeight(room));
    }

    @Override
    protected void layoutChildren() {
        double room = getWidth() - insetsWidth();
        double x = snappedLeftInset();
        double y = snappedTopInset();
        if (fits(room)) {
            double height = Math.max(left.prefHeight(-1), right.prefHeight(-1));
            place(left, x, y + (height - left.prefHeight(-1)) / 2, left.prefWidth(-1), left.prefHeight(-1));
            double width = right.prefWidth(-1);
            place(right, x + room - width, y + (height - right.prefHeight(-1)) / 2, width, right.prefHeight(-1));
        } else {
            double height = left.prefHeight(room);
            place(left, x, y, room, height);
            place(right, x, y + height + getVgap(), room, right.prefHeight(room));
        }
    }

    private void place(Node node, double x, double y, double width, double height) {
        node.resizeRelocate(snapPositionX(x), snapPositionY(y), snapSizeX(width), snapSizeY(height));
    }

    private boolean fits(double room) {
        return left.prefWidth(-1) + getHgap() + right.prefWidth(-1) <= room + 0.5;
    }

    private double insetsWidth() {
        return snappedLeftInset() + snappedRightInset();
    }
}
