package dev.understudy.fx.home;

import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.ColumnsPane;
import dev.understudy.fx.view.EndsPane;
import dev.understudy.fx.view.Fxml;
import java.util.Objects;
import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Home. */
@SuppressWarnings("NullAway.Init") // The FXML fills the fields.
public final class HomeView {
    private static final Duration QUIET = Duration.seconds(1);
    private static final int COLUMNS = 2;

    private final HomeViewModel model;
    private final Texts texts;
    private final StackPane root;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox page;

    public HomeView(HomeViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        root = Fxml.load(this, StackPane.class, texts);
        model.stateProperty().subscribe(this::show);
    }

    /** The node to show. */
    public StackPane root() {
        return root;
    }

    private void show(HomeState state) {
        switch (state) {
            case HomeState.FirstStart first -> root.getChildren().setAll(new FirstStartView(model, texts).root());
            case HomeState.Reading reading -> root.getChildren().setAll(reading());
            case HomeState.Failed(String reason) -> root.getChildren().setAll(failed(reason));
            case HomeState.NoTask none -> root.getChildren().setAll(noTask());
            case HomeState.Tasks(HomePage tasks) -> show(tasks);
        }
    }

    /** What takes a moment only is not announced. */
    private Node reading() {
        ProgressBar bar = new ProgressBar(-1);
        bar.setAccessibleText(texts.get("home.reading"));
        NoticeView notice = new NoticeView("icon-home", texts.get("home.reading"), model.directory(), bar);
        notice.setVisible(false);
        PauseTransition pause = new PauseTransition(QUIET);
        pause.setOnFinished(_ -> notice.setVisible(true));
        pause.play();
        return notice;
    }

    private Node failed(String reason) {
        Button again = button("home.again", model::refresh);
        again.getStyleClass().add("accent");
        HBox buttons = new HBox(again, button("home.details", model::copyDetails));
        buttons.getStyleClass().add("notice-buttons");
        Label why = new Label(reason);
        why.setId("reason");
        why.getStyleClass().add("notice-reason");
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        return new NoticeView(
                "icon-failed",
                texts.get("home.failed"),
                texts.get("home.failed.text", model.directory()),
                why,
                buttons);
    }

    private Node noTask() {
        Button add = button("home.new", model::newTask);
        add.getStyleClass().add("success");
        return new NoticeView("icon-home", texts.get("home.notask"), texts.get("home.notask.text"), add);
    }

    private void show(HomePage tasks) {
        String focused = root.getScene() == null || root.getScene().getFocusOwner() == null
                ? ""
                : Objects.requireNonNullElse(root.getScene().getFocusOwner().getId(), "");
        ColumnsPane cards = new ColumnsPane(COLUMNS);
        cards.getStyleClass().add("cards");
        tasks.cards().forEach(card -> cards.getChildren().add(new TaskCardView(card, texts)));
        tasks.broken().forEach((task, reason) -> cards.getChildren().add(new BrokenTaskView(task, reason, texts)));
        page.getChildren().setAll(head(tasks.headline()), cards);
        PromisesView promises = new PromisesView(tasks.promises(), texts);
        // An odd card leaves a place in the last row.
        (cards.getChildren().size() % COLUMNS == 0 ? page : cards).getChildren().add(promises);
        page.getChildren().add(new RecentView(tasks.recent(), texts));
        root.getChildren().setAll(scroll);
        page.lookupAll(".button, .hyperlink").stream()
                .filter(node -> !focused.isEmpty() && focused.equals(node.getId()))
                .forEach(Node::requestFocus);
    }

    private Node head(String headline) {
        Label sentence = new Label(headline);
        sentence.setId("headline");
        sentence.getStyleClass().add("headline");
        sentence.setWrapText(true);
        Button retrain = button("home.retrain", model::retrain);
        retrain.getStyleClass().add("success");
        retrain.setDisable(!model.canRetrain());
        HBox buttons = new HBox(button("home.new", model::newTask), retrain);
        buttons.getStyleClass().add("head-buttons");
        EndsPane head = new EndsPane(sentence, buttons);
        head.getStyleClass().add("home-head");
        return head;
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(key.replace('.', '-'));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
