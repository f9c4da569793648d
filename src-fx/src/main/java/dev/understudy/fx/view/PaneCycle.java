package dev.understudy.fx.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/** The focus from pane to pane, as F6 moves it; a pane that is hidden, or takes no focus, is passed over. */
public final class PaneCycle {
    private final Supplier<List<Parent>> panes;

    /**
     * @param panes the panes that are shown now, in order
     */
    public PaneCycle(Supplier<List<Parent>> panes) {
        this.panes = panes;
    }

    /** Moves the focus on, or back where {@code by} is negative. */
    public void move(Scene scene, int by) {
        List<Parent> all = panes.get();
        int now = indexOf(all, scene.getFocusOwner());
        int start = now < 0 && by < 0 ? 0 : now;
        Stream.iterate(start + by, next -> next + by)
                .limit(all.size())
                .map(index -> first(all.get(Math.floorMod(index, all.size()))))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(Node::requestFocus);
    }

    private static int indexOf(List<Parent> panes, @Nullable Node focused) {
        for (Node node = focused; node != null; node = node.getParent()) {
            if (node instanceof Parent pane && panes.contains(pane)) {
                return panes.indexOf(pane);
            }
        }
        return -1;
    }

    /** The first that takes the focus in a pane. */
    static Optional<Node> first(Parent pane) {
        return pane.getChildrenUnmodifiable().stream()
                .filter(node -> node.isVisible() && !node.isDisabled())
                .map(PaneCycle::self)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Node> self(Node node) {
        if (node.isFocusTraversable()) {
            return Optional.of(node);
        }
        return node instanceof Parent parent ? first(parent) : Optional.empty();
    }
}
