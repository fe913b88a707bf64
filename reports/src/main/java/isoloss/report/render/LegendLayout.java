package isoloss.report.render;

import isoloss.report.Figure;
import isoloss.report.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries of a legend set in rows of a given width. */
record LegendLayout(List<Entry> entries, int rows) {
  /** Width of the sample before an entry's words. */
  static final double SWATCH = 24;

  /** Width of the sample of a heat map, which shows all its colours. */
  static final double RAMP = 86;

  private static final double CHARACTER_WIDTH = 6.7;
  private static final double GAP = 18;
  private static final double LEFT = 16;

  /**
   * @param layer whose sample is shown; empty for the legend's title
   */
  record Entry(String text, Optional<Layer> layer, double left, int row) {
    /** Before the words. */
    double sampleWidth() {
      return layer.map(LegendLayout::sampleWidth).orElse(0.0);
    }
  }

  static LegendLayout of(Figure figure, double width) {
    List<Layer> named = figure.layers().stream().filter(layer -> !layer.name().isBlank()).toList();
    List<Entry> entries = new ArrayList<>();
    double left = LEFT;
    int row = 0;
    if (!figure.legendTitle().isBlank() && !named.isEmpty()) {
      entries.add(new Entry(figure.legendTitle() + ":", Optional.empty(), left, row));
      left += CHARACTER_WIDTH * (figure.legendTitle().length() + 1) + GAP / 2;
    }
    int most = (int) ((width - 2 * LEFT - SWATCH) / CHARACTER_WIDTH);
    for (Layer layer : named) {
      String name =
          layer.name().length() <= most ? layer.name() : layer.name().substring(0, most - 1) + "…";
      double entryWidth = sampleWidth(layer) + CHARACTER_WIDTH * name.length();
      if (left > LEFT && left + entryWidth > width - LEFT) {
        left = LEFT;
        row++;
      }
      entries.add(new Entry(name, Optional.of(layer), left, row));
      left += entryWidth + GAP;
    }
    return new LegendLayout(entries, entries.isEmpty() ? 0 : row + 1);
  }

  private static double sampleWidth(Layer layer) {
    return layer instanceof Layer.HeatCells ? RAMP : SWATCH;
  }
}
