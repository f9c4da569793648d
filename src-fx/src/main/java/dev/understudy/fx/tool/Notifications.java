package dev.understudy.fx.tool;

import java.time.InstantSource;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the user was told in this session, newest first, and how much of it is new. To be used on the FX thread. */
public final class Notifications {
    private static final int KEPT = 200;

    private final InstantSource clock;
    private final ObservableList<Notification> all = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper();

    /**
     * @param clock the time
     */
    public Notifications(InstantSource clock) {
        this.clock = clock;
    }

    /** Tells the user. */
    public void tell(Notification.Level level, String title, String detail) {
        all.addFirst(new Notification(clock.instant(), level, title, detail));
        if (all.size() > KEPT) {
            all.removeLast();
        }
        unread.set(Math.min(unread.get() + 1, all.size()));
    }

    /** All of them, newest first. */
    public ObservableList<Notification> all() {
        return all;
    }

    /** How many came since the window of notifications was last open. */
    public ReadOnlyIntegerProperty unreadProperty() {
        return unread.getReadOnlyProperty();
    }

    /** The user sees them. */
    public void markRead() {
        unread.set(0);
    }

    /** Forgets all. */
    public void clear() {
        all.clear();
        unread.set(0);
    }
}
