package dev.understudy.engine.report.chart;

/**
 * Rows that share the height between a head and a foot: as high as they like to be where there is room, closer where
 * there is less, and only the first ones where not all can be read.
 *
 * @param top where the first row begins
 * @param height of one row
 * @param shown how many there is room for
 * @param hidden how many there is none for
 */
record RowPlaces(double top, double height, int shown, int hidden) {
    /**
     * Shares the height.
     *
     * @param top where rows may begin
     * @param bottom where they must end
     * @param rows how many there are
     * @param least how low a row may become
     * @param most how high
     */
    static RowPlaces between(double top, double bottom, int rows, double least, double most) {
        double room = Math.max(least, bottom - top);
        int fitting = (int) Math.max(1, Math.floor(room / least + 1e-9));
        int shown = Math.min(rows, fitting);
        double height = Math.min(most, room / shown);
        return new RowPlaces(top, height, shown, rows - shown);
    }

    double middle(int row) {
        return top + (row + 0.5) * height;
    }

    double bottom() {
        return top + shown * height;
    }

    /** Which row a place is in; −1 for none. */
    int at(double y) {
        int row = (int) Math.floor((y - top) / height);
        return row >= 0 && row < shown ? row : -1;
    }
}
