package dev.understudy.fx.home;

import dev.understudy.fx.chart.IntervalBars;
import dev.understudy.fx.text.Amounts;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.view.ColumnsPane;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What releases promised, drawn. */
final class PromisesView extends VBox {
    private static final int COLUMNS = 2;

    PromisesView(List<ReleasePromises> promises, Texts texts) {
        getStyleClass().addAll("card", "promises");
        Label title = new Label(texts.get("home.promises"));
        title.getStyleClass().add("card-title");
        Label caption = new Label(texts.get(promises.isEmpty() ? "home.promises.none" : "home.promises.caption"));
        caption.getStyleClass().add("card-caption");
        caption.setWrapText(true);
        caption.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(title, caption);
        if (!promises.isEmpty()) {
            ColumnsPane charts = new ColumnsPane(Math.min(COLUMNS, promises.size()));
            charts.getStyleClass().add("promise-charts");
            promises.forEach(each -> charts.getChildren().add(chart(each)));
            VBox.setVgrow(charts, Priority.ALWAYS);
            getChildren().add(charts);
        }
    }

    private static Node chart(ReleasePromises promises) {
        Label title = new Label(promises.title());
        title.getStyleClass().add("promise-title");
        IntervalBars bars = new IntervalBars(promises.promises().stream()
                .map(promise -> new IntervalBars.Bar(
                        promise.name(),
                        Amounts.signed(promise.value()),
                        promise.lower(),
                        promise.value(),
                        promise.upper(),
                        promise.sentence()))
                .toList());
        VBox.setVgrow(bars, Priority.ALWAYS);
        VBox chart = new VBox(title, bars);
        chart.getStyleClass().add("promise-chart");
        return chart;
    }
}
