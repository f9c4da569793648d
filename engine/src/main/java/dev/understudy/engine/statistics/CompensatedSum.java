package dev.understudy.engine.statistics;

/**
 * A running sum that keeps the digits that plain addition drops, so that the error does not grow with the number of
 * terms (Neumaier 1974).
 */
final class CompensatedSum {
    private double sum;
    private double compensation;

    void add(double term) {
        double next = sum + term;
        if (Math.abs(sum) >= Math.abs(term)) {
            compensation += (sum - next) + term;
        } else {
            compensation += (term - next) + sum;
        }
        sum = next;
    }

    double value() {
        return sum + compensation;
    }
}
