package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Layer;
import isoloss.report.Marker;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The runs of one cell of size and tokens over learning rate and batch, stronger the nearer to the
 * best, with the plateau of the joint bowl and the places that laws name. Cells are counted from
 * the largest compute.
 */
final class LossOverLearningRateAndBatch implements Chart<Findings> {
  /** Upper ends of the classes of gaps, in percent. */
  private static final double[] CLASSES = {0.25, 0.5, 1, 2, 5};

  private static final String[] CLASS_NAMES = {
    "gap up to 0.25 %", "gap up to 0.5 %", "gap up to 1 %", "gap up to 2 %", "gap up to 5 %"
  };

  private static final double[] PLATEAUS = {0.0025, 0.01};
  private static final String PUBLISHED = "step-law";
  private static final int MOST_LAWS = 4;
  private static final double RUN_SIZE = 1.5;
  private static final double LAW_SIZE = 2.2;

  private static final Marker[] LAW_MARKERS = {
    Marker.TRIANGLE, Marker.TRIANGLE_DOWN, Marker.SQUARE, Marker.PLUS
  };

  private static final Ink[] LAW_INKS = {Ink.GREEN, Ink.PURPLE, Ink.ORANGE, Ink.TEXT};

  private final int rank;

  /**
   * @param rank 1 for the cell of the largest 6ND
   */
  LossOverLearningRateAndBatch(int rank) {
    this.rank = rank;
  }

  @Override
  public String name() {
    return "loss-over-lr-and-batch-" + rank;
  }

  @Override
  public Drawing draw(Findings findings) {
    Findings.Table cells = findings.table("cells");
    if (cells.size() < rank) {
      return new Drawing.LeftOut(name(), "there are only " + cells.size() + " cells.");
    }
    int at = ranked(cells).get(rank - 1);
    String cell = cells.texts("cell").get(at);
    CellRuns runs = CellRuns.of(findings.table("runs"), cell);
    List<Layer> layers = new ArrayList<>(classes(runs));
    layers.addAll(plateau(findings, cell, runs));
    layers.addAll(laws(findings, cell, runs));
    layers.add(
        place(
            "measured best",
            Ink.VERMILION,
            Marker.DIAMOND,
            cells.number(at, "bestLr"),
            cells.number(at, "bestBatch")));
    return new Drawing.Drawn(
        new Figure(
            name(),
            "Loss over learning rate and batch: " + cell,
            caption(runs),
            runs.rateAxis(),
            runs.batchAxis(),
            "loss above the best",
            layers));
  }

  private static List<Integer> ranked(Findings.Table cells) {
    double[] n = cells.numbers("activeParameters");
    double[] d = cells.numbers("tokens");
    return IntStream.range(0, cells.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> n[i] * d[i]).reversed())
        .toList();
  }

  private static List<Layer> classes(CellRuns runs) {
    List<Layer> layers = new ArrayList<>();
    layers.add(
        points("gap above 5 %", Ink.MUTED, Marker.CROSS, runs, CLASSES[CLASSES.length - 1], 1e300)
            .with(Layer.Weight.FAINT));
    for (int c = CLASSES.length - 1; c >= 0; c--) {
      double share = 1 - c / (double) (CLASSES.length - 1);
      double above = c == 0 ? Double.NEGATIVE_INFINITY : CLASSES[c - 1];
      layers.add(
          points(CLASS_NAMES[c], Ink.ramp(share), Marker.CIRCLE, runs, above, CLASSES[c])
              .with(Layer.Weight.STRONG));
    }
    return layers.stream().filter(each -> ((Layer.Points) each).x().size() > 0).toList();
  }

  private static Layer.Points points(
      String name, Ink ink, Marker marker, CellRuns runs, double above, double upTo) {
    int[] chosen = runs.within(above, upTo);
    return Layer.Points.of(
            name,
            ink,
            marker,
            Values.of(IntStream.of(chosen).mapToDouble(i -> runs.rate()[i]).toArray()),
            Values.of(IntStream.of(chosen).mapToDouble(i -> runs.batch()[i]).toArray()))
        .withSizes(Values.of(IntStream.of(chosen).mapToDouble(i -> RUN_SIZE).toArray()))
        .withLabels(
            IntStream.of(chosen)
                .mapToObj(i -> NumberText.significant(runs.gap()[i], 3) + " % above the best")
                .toList());
  }

  private static List<Layer> plateau(Findings findings, String cell, CellRuns runs) {
    Findings.Table joint = findings.table("joint");
    int centre = row(findings.table("predictions"), "joint", cell);
    if (joint.size() == 0 || centre < 0) {
      return List.of();
    }
    Bowl bowl =
        new Bowl(
            joint.number(0, "a"),
            joint.number(0, "b"),
            joint.number(0, "c"),
            joint.number(0, "skew"),
            findings.table("predictions").number(centre, "lr"),
            findings.table("predictions").number(centre, "batch"));
    return List.of(
        new Layer.Contours(
            "plateau of the joint bowl",
            Ink.BLUE,
            bowl.contours(
                runs.rateAxis().range().orElseThrow(),
                runs.batchAxis().range().orElseThrow(),
                PLATEAUS)));
  }

  private static List<Layer> laws(Findings findings, String cell, CellRuns runs) {
    List<Layer> layers = new ArrayList<>();
    Findings.Table predictions = findings.table("predictions");
    List<String> names = new ArrayList<>(List.of(method(findings), PUBLISHED));
    findings.table("rivals").texts("law").stream()
        .filter(law -> !law.startsWith("fitted") && !law.equals(PUBLISHED))
        .forEach(names::add);
    for (String law : names) {
      int at = row(predictions, law, cell);
      if (at >= 0
          && layers.size() < MOST_LAWS
          && runs.holds(predictions.number(at, "lr"), predictions.number(at, "batch"))) {
        String name = layers.isEmpty() ? "this fit, " + law : law;
        layers.add(
            place(
                name,
                LAW_INKS[layers.size()],
                LAW_MARKERS[layers.size()],
                predictions.number(at, "lr"),
                predictions.number(at, "batch")));
      }
    }
    return layers;
  }

  /** The method whose law is the result. */
  static String method(Findings findings) {
    return findings
        .fact("method")
        .map(fact -> fact.value() instanceof Findings.Cell.Text(String text) ? text : "")
        .orElse("");
  }

  private static int row(Findings.Table predictions, String law, String cell) {
    List<String> laws = predictions.texts("law");
    List<String> cells = predictions.texts("cell");
    return IntStream.range(0, predictions.size())
        .filter(i -> laws.get(i).equals(law) && cells.get(i).equals(cell))
        .findFirst()
        .orElse(-1);
  }

  private static Layer place(String name, Ink ink, Marker marker, double rate, double batch) {
    return Layer.Points.of(name, ink, marker, Values.of(rate), Values.of(batch))
        .withSizes(Values.of(LAW_SIZE))
        .with(Layer.Weight.STRONG);
  }

  private static String caption(CellRuns runs) {
    return ("n = %s runs of one cell, the stronger the nearer to the best. Lines: loss 0.25 %% and 1 %% above"
            + " the optimum by the bowl that all cells share, skew included. Laws outside the grid are"
            + " left out.")
        .formatted(NumberText.count(runs.rate().length));
  }

  /** The runs of one cell; gaps in percent. */
  @SuppressWarnings("ArrayRecordComponent")
  private record CellRuns(double[] rate, double[] batch, double[] gap) {
    private static final double MARGIN = 1.35;

    static CellRuns of(Findings.Table table, String cell) {
      int[] rows = FindingsRows.where(table, "cell", cell);
      return new CellRuns(
          FindingsRows.pick(table, "lr", rows),
          FindingsRows.pick(table, "batch", rows),
          FindingsRows.pick(table, "gap", rows));
    }

    int[] within(double above, double upTo) {
      return IntStream.range(0, gap.length).filter(i -> gap[i] > above && gap[i] <= upTo).toArray();
    }

    boolean holds(double lr, double tokens) {
      return inside(rate, lr) && inside(batch, tokens);
    }

    private static boolean inside(double[] values, double value) {
      var span = java.util.Arrays.stream(values).summaryStatistics();
      return value >= span.getMin() / MARGIN && value <= span.getMax() * MARGIN;
    }

    Axis rateAxis() {
      return axis("peak learning rate", "", rate);
    }

    Axis batchAxis() {
      return axis("batch", "tokens", batch);
    }

    private static Axis axis(String label, String unit, double[] values) {
      var span = java.util.Arrays.stream(values).summaryStatistics();
      return Axis.log(label, unit).within(span.getMin() / MARGIN, span.getMax() * MARGIN);
    }
  }
}
