package isoloss.report.render;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Java draws text only where the machine has fonts; a bare container may have none. */
final class Fonts {
  private static final boolean AVAILABLE = probe();

  private Fonts() {}

  static boolean available() {
    return AVAILABLE;
  }

  private static boolean probe() {
    try {
      Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
      int width = g.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12)).stringWidth("N");
      g.dispose();
      return width > 0;
    } catch (RuntimeException | InternalError | LinkageError e) {
      return false; // fontconfig or freetype is missing; which of these is thrown varies
    }
  }
}
