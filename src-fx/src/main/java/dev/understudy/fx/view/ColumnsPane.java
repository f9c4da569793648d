package dev.understudy.fx.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.TilePane;

/**
 * Children in equal columns: as many as fit with each child's least width, at most a given number; those of a row are
 * equally high, and a row that is alone fills the height. Gaps are those of the style sheet ({@code -fx-hgap}, {@code -fx-vgap}).
 */
public final class ColumnsPane extends TilePane {
    private final int most;

    /**
     * @param most so many columns at most
     */
    public ColumnsPane(int most) {
        this.most = most;
    }

    @Override
    protected double computeMinWidth(double height) {
        return insetsWidth(); // the last column may be narrower than what makes a second one
    }

    @Override
    protected double computePrefWidth(double height) {
        int columns = Math.min(most, Math.max(1, getManagedChildren().size()));
        return insetsWidth() + columns * least() + (columns - 1) * getHgap();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double known = width < 0 ? computePrefWidth(-1) : width;
        double height = snappedTopInset() + snappedBottomInset();
        int columns = columns(known);
        List<Node> children = getManagedChildren();
        for (int first = 0; first < children.size(); first += columns) {
            height +=
                    rowHeight(row(children, first, columns), columnWidth(known, columns)) + (first > 0 ? getVgap() : 0);
        }
        return snapSizeY(height);
    }

    @Override
    protected void layoutChildren() {
        List<Node> children = getManagedChildren();
        int columns = columns(getWidth());
        double width = columnWidth(getWidth(), columns);
        double y = snappedTopInset();
        for (int first = 0; first < children.size(); first += columns) {
            List<Node> row = row(children, first, columns);
            boolean isOnly = children.size() <= columns;
            double height = isOnly ? getHeight() - snappedTopInset() - snappedBottomInset() : rowHeight(row, width);
            for (int column = 0; column < row.size(); column++) {
                double x = snapPositionX(snappedLeftInset() + column * (width + getHgap()));
                double end = snapPositionX(snappedLeftInset() + column * (width + getHgap()) + width);
                row.get(column).resizeRelocate(x, snapPositionY(y), end - x, snapSizeY(height));
            }
            y += height + getVgap();
        }
    }

    private static List<Node> row(List<Node> children, int first, int columns) {
        return children.subList(first, Math.min(children.size(), first + columns));
    }

    private static double rowHeight(List<Node> row, double width) {
        return row.stream().mapToDouble(child -> child.prefHeight(width)).max().orElse(0);
    }

    private int columns(double width) {
        double room = width - insetsWidth() + getHgap();
        int fitting = (int) Math.floor((room + 0.5) / (least() + getHgap()));
        return Math.clamp(fitting, 1, most);
    }

    private double columnWidth(double width, int columns) {
        return Math.max(0, (width - insetsWidth() - (columns - 1) * getHgap()) / columns);
    }

    private double insetsWidth() {
        return snappedLeftInset() + snappedRightInset();
    }

    private double least() {
        return getManagedChildren().stream()
                .mapToDouble(child -> child.minWidth(-1))
                .max()
                .orElse(0);
    }
}
