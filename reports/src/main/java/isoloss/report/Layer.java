package isoloss.report;

import isoloss.data.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thing drawn in a figure; later layers lie above earlier ones. */
public sealed interface Layer {

  /** Shown in the legend; empty to stay out of it. */
  String name();

  Ink ink();

  /** How loudly a layer speaks. */
  enum Weight {
    FAINT,
    NORMAL,
    STRONG
  }

  /** How a line is dashed. */
  enum Stroke {
    SOLID,
    DASHED,
    DOTTED
  }

  /** Along which axis something lies. */
  enum Along {
    X,
    Y
  }

  /** Ends of the bars through points, in the unit of the axis that they lie along. */
  record ErrorBars(Along along, Values low, Values high) {}

  /**
   * Measured or drawn points.
   *
   * @param labels one text per point, shown on hover and in the table; or none
   * @param sizes diameter of each point relative to the usual one; or none
   */
  record Points(
      String name,
      Ink ink,
      Marker marker,
      Weight weight,
      Values x,
      Values y,
      Optional<ErrorBars> errors,
      List<String> labels,
      Values sizes)
      implements Layer {
    public Points {
      labels = List.copyOf(labels);
      sameLength(x, y);
      if (!labels.isEmpty() && labels.size() != x.size()) {
        throw new IllegalArgumentException(labels.size() + " labels for " + x.size() + " points");
      }
      if (sizes.size() != 0) {
        sameLength(x, sizes);
      }
      errors.ifPresent(bars -> sameLength(bars.low(), bars.high()));
    }

    public static Points of(String name, Ink ink, Marker marker, Values x, Values y) {
      return new Points(
          name, ink, marker, Weight.NORMAL, x, y, Optional.empty(), List.of(), Values.of());
    }

    public Points with(Weight newWeight) {
      return new Points(name, ink, marker, newWeight, x, y, errors, labels, sizes);
    }

    public Points withLabels(List<String> newLabels) {
      return new Points(name, ink, marker, weight, x, y, errors, newLabels, sizes);
    }

    public Points withErrors(ErrorBars newErrors) {
      return new Points(name, ink, marker, weight, x, y, Optional.of(newErrors), labels, sizes);
    }

    public Points withSizes(Values newSizes) {
      return new Points(name, ink, marker, weight, x, y, errors, labels, newSizes);
    }
  }

  /** A line through points in order. */
  record Line(String name, Ink ink, Stroke stroke, Weight weight, Values x, Values y)
      implements Layer {
    public Line {
      sameLength(x, y);
    }
  }

  /** The region between two lines over the same x. */
  record Band(String name, Ink ink, Values x, Values low, Values high) implements Layer {
    public Band {
      sameLength(x, low);
      sameLength(x, high);
    }
  }

  /** Lines of equal value. */
  record Contours(String name, Ink ink, List<Contour> contours) implements Layer {
    public Contours {
      contours = List.copyOf(contours);
    }
  }

  /** All pieces of one level. */
  record Contour(double level, String label, List<Path> paths) {
    public Contour {
      paths = List.copyOf(paths);
    }
  }

  /** A connected piece of a contour. */
  record Path(Values x, Values y) {
    public Path {
      sameLength(x, y);
    }
  }

  /**
   * Cells coloured by value from low (light) to high (dark).
   *
   * @param xEdges one more than columns
   * @param yEdges one more than rows
   * @param rows per row of cells, from the lowest y, one value per column; NaN is left empty
   * @param range of the colours; without it the least and the greatest value
   * @param words per row of cells, what is written in each where it fits; or none
   * @param labels per row of cells, one text per cell, shown on hover; or none
   */
  record HeatCells(
      String name,
      Values xEdges,
      Values yEdges,
      List<Values> rows,
      Optional<Axis.Range> range,
      List<List<String>> words,
      List<List<String>> labels)
      implements Layer {
    public HeatCells {
      rows = List.copyOf(rows);
      words = words.stream().map(List::copyOf).toList();
      labels = labels.stream().map(List::copyOf).toList();
      int columns = xEdges.size() - 1;
      if (rows.size() != yEdges.size() - 1
          || rows.stream().anyMatch(row -> row.size() != columns)
          || !fits(words, rows.size(), columns)
          || !fits(labels, rows.size(), columns)) {
        throw new IllegalArgumentException("cells do not fit their edges");
      }
    }

    private static boolean fits(List<List<String>> texts, int rows, int columns) {
      return texts.isEmpty()
          || texts.size() == rows && texts.stream().allMatch(row -> row.size() == columns);
    }

    public static HeatCells of(String name, Values xEdges, Values yEdges, List<Values> rows) {
      return new HeatCells(name, xEdges, yEdges, rows, Optional.empty(), List.of(), List.of());
    }

    public HeatCells within(double low, double high) {
      return new HeatCells(
          name, xEdges, yEdges, rows, Optional.of(new Axis.Range(low, high)), words, labels);
    }

    public HeatCells withWords(List<List<String>> newWords) {
      return new HeatCells(name, xEdges, yEdges, rows, range, newWords, labels);
    }

    public HeatCells withLabels(List<List<String>> newLabels) {
      return new HeatCells(name, xEdges, yEdges, rows, range, words, newLabels);
    }

    @Override
    public Ink ink() {
      return Ink.RAMP_4;
    }
  }

  /** Hatched rectangles: where a heat map has nothing to show, and why is in the name. */
  record Hatching(String name, Ink ink, List<Box> boxes) implements Layer {
    public Hatching {
      boxes = List.copyOf(boxes);
    }

    /** Over the cells without a value, neighbours in a row as one. */
    public static Hatching of(String name, HeatCells cells) {
      List<Box> boxes = new ArrayList<>();
      for (int row = 0; row < cells.rows().size(); row++) {
        Values values = cells.rows().get(row);
        int from = 0;
        for (int column = 0; column <= values.size(); column++) {
          if (column == values.size() || !Double.isNaN(values.get(column))) {
            if (from < column) {
              boxes.add(box(cells, from, column, row));
            }
            from = column + 1;
          }
        }
      }
      return new Hatching(name, Ink.MUTED, boxes);
    }

    private static Box box(HeatCells cells, int from, int to, int row) {
      return new Box(
          cells.xEdges().get(from),
          cells.xEdges().get(to),
          cells.yEdges().get(row),
          cells.yEdges().get(row + 1));
    }
  }

  /** A rectangle in the units of the axes. */
  record Box(double left, double right, double low, double high) {}

  /**
   * Straight connections between places.
   *
   * @param directed whether an arrow points from the first end to the second
   */
  record Links(String name, Ink ink, Weight weight, boolean directed, List<Link> links)
      implements Layer {
    public Links {
      links = List.copyOf(links);
    }
  }

  /**
   * @param label written along the connection where there is room; empty for none
   */
  record Link(double fromX, double fromY, double toX, double toY, String label) {}

  /** A straight line across the figure. */
  record ReferenceLine(String name, Ink ink, Stroke stroke, Course course, double at)
      implements Layer {
    /** How a reference line runs; {@code IDENTITY} is y = x and needs no place. */
    public enum Course {
      HORIZONTAL,
      VERTICAL,
      IDENTITY
    }
  }

  /** On which side of their place words lie. */
  enum Side {
    LEFT,
    OVER,
    RIGHT
  }

  /** Words at a place; those beside it keep clear of a point there. */
  record Annotation(double x, double y, String text, Ink ink, Side side) implements Layer {
    /** Words over a place. */
    public Annotation(double x, double y, String text, Ink ink) {
      this(x, y, text, ink, Side.OVER);
    }

    @Override
    public String name() {
      return "";
    }
  }

  private static void sameLength(Values a, Values b) {
    if (a.size() != b.size()) {
      throw new IllegalArgumentException(a.size() + " and " + b.size() + " values in one layer");
    }
  }
}
