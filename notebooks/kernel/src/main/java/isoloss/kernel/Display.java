package isoloss.kernel;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code display(object)} in a cell: shows an object before the cell ends. */
public final class Display {
  private static volatile @Nullable Consumer<Object> screen;

  private Display() {}

  /**
   * Shows an object the way a cell's result is shown.
   *
   * @param shown null shows the word null
   * @throws IllegalStateException outside a notebook
   */
  public static void display(@Nullable Object shown) {
    Consumer<Object> open = screen;
    if (open == null) {
      throw new IllegalStateException("display(...) works in a notebook's cell only");
    }
    open.accept(shown == null ? "null" : shown);
  }

  static void showOn(Consumer<Object> newScreen) {
    screen = newScreen;
  }
}
