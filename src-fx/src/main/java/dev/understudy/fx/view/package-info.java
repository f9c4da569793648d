/** What every view stands on: FXML, the clipboard, the way of the focus. */
@NullMarked
package dev.understudy.fx.view;

import org.jspecify.annotations.NullMarked;
