package dev.understudy.server.faults;

/** Says what a fault test counted, for docs/evidence/faults.md. */
final class FaultFigures {
    private FaultFigures() {}

    static void tell(String fault, String figures) {
        System.out.println("faults (" + FaultSize.asked() + ") " + fault + ": " + figures);
    }
}
