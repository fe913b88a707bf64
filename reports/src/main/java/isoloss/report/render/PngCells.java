package isoloss.report.render;

import isoloss.report.Ink;
import isoloss.report.Layer;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Paints heat maps, hatching and their samples in a legend, as the SVG shows them. */
record PngCells(PlotScale x, PlotScale y) {
  private static final int LEAST_TEXT = 10;
  private static final int LARGEST_TEXT = 22;
  private static final int HATCH = 14;

  void heat(Graphics2D g, Rectangle2D unit, Layer.HeatCells cells) {
    HeatColours colours = HeatColours.of(cells);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    for (int row = 0; row < cells.rows().size(); row++) {
      for (int column = 0; column < cells.rows().get(row).size(); column++) {
        double value = cells.rows().get(row).get(column);
        if (Double.isFinite(value)) {
          g.setColor(color(colours.ink(value)));
          g.fill(rectangle(unit, box(cells, column, row)));
        }
      }
    }
    if (!cells.words().isEmpty()) {
      words(g, unit, cells, colours);
    }
  }

  private static Layer.Box box(Layer.HeatCells cells, int column, int row) {
    return new Layer.Box(
        cells.xEdges().get(column),
        cells.xEdges().get(column + 1),
        cells.yEdges().get(row),
        cells.yEdges().get(row + 1));
  }

  /** On whole pixels, so that neighbours leave no gap. */
  private Rectangle rectangle(Rectangle2D unit, Layer.Box box) {
    int left = (int) Math.round(unit.getX() + x.place(box.left()) * unit.getWidth());
    int right = (int) Math.round(unit.getX() + x.place(box.right()) * unit.getWidth());
    int top = (int) Math.round(unit.getMaxY() - y.place(box.high()) * unit.getHeight());
    int bottom = (int) Math.round(unit.getMaxY() - y.place(box.low()) * unit.getHeight());
    return new Rectangle(left, top, right - left, bottom - top);
  }

  private void words(Graphics2D g, Rectangle2D unit, Layer.HeatCells cells, HeatColours colours) {
    int longest =
        cells.words().stream().flatMap(List::stream).mapToInt(String::length).max().orElse(1);
    Rectangle first = rectangle(unit, box(cells, 0, 0));
    int size =
        (int)
            Math.min(
                LARGEST_TEXT,
                Math.min(0.9 * first.width / (longest * SvgCells.DIGIT), 0.8 * first.height));
    if (size < LEAST_TEXT) {
      return;
    }
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
    for (int row = 0; row < cells.rows().size(); row++) {
      for (int column = 0; column < cells.rows().get(row).size(); column++) {
        double value = cells.rows().get(row).get(column);
        String word = cells.words().get(row).get(column);
        Rectangle cell = rectangle(unit, box(cells, column, row));
        g.setColor(color(Double.isFinite(value) ? colours.words(value) : Ink.TEXT));
        g.drawString(
            word,
            (float) (cell.getCenterX() - g.getFontMetrics().stringWidth(word) / 2.0),
            (float) (cell.getCenterY() + 0.36 * size));
      }
    }
  }

  void hatching(Graphics2D g, Rectangle2D unit, Layer.Hatching hatching) {
    g.setPaint(texture(hatching.ink()));
    hatching.boxes().forEach(box -> g.fill(rectangle(unit, box)));
  }

  /** All colours in a row, for a legend. */
  static void ramp(Graphics2D g, Rectangle2D sample) {
    int steps = 8;
    for (int step = 0; step < steps; step++) {
      g.setColor(color(Ink.ramp(step, steps)));
      int left = (int) Math.round(sample.getX() + step * sample.getWidth() / steps);
      int right = (int) Math.round(sample.getX() + (step + 1) * sample.getWidth() / steps);
      g.fillRect(left, (int) sample.getY(), right - left, (int) sample.getHeight());
    }
  }

  static void hatchedSample(Graphics2D g, Rectangle2D sample, Ink ink) {
    g.setPaint(texture(ink));
    g.fill(sample);
    g.setColor(color(ink));
    g.draw(sample);
  }

  /** Lines that rise to the right, one in each square of the pattern. */
  private static TexturePaint texture(Ink ink) {
    BufferedImage tile = new BufferedImage(HATCH, HATCH, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = tile.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(color(ink));
    g.setStroke(new BasicStroke(2.6f));
    for (int shift = -HATCH; shift <= HATCH; shift += HATCH) {
      g.drawLine(shift - 2, HATCH + 2, shift + HATCH + 2, -2);
    }
    g.dispose();
    return new TexturePaint(tile, new Rectangle(HATCH, HATCH));
  }

  private static Color color(Ink ink) {
    return Color.decode(ink.light());
  }
}
