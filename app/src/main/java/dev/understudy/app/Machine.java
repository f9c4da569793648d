package dev.understudy.app;

import dev.understudy.fx.home.SampleMaker;
import dev.understudy.fx.view.PathChooser;
import java.util.function.Function;
import javafx.stage.Stage;

/**
 * What the window takes from the machine, and a test from elsewhere.
 *
 * @param person who works here, for the history of releases
 * @param chooser asks for files over a window
 * @param sample makes the sample workspace
 */
record Machine(String person, Function<Stage, PathChooser> chooser, SampleMaker sample) {}
