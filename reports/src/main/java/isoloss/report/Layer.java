package isoloss.report;

import isoloss.data.Values;
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
   */
  record HeatCells(String name, Values xEdges, Values yEdges, List<Values> rows) implements Layer {
    public HeatCells {
      rows = List.copyOf(rows);
      if (rows.size() != yEdges.size() - 1
          || rows.stream().anyMatch(row -> row.size() != xEdges.size() - 1)) {
        throw new IllegalArgumentException("cells do not fit their edges");
      }
    }

    @Override
    public Ink ink() {
      return Ink.RAMP_4;
    }
  }

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

  /** Words at a place. */
  record Annotation(double x, double y, String text, Ink ink) implements Layer {
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
