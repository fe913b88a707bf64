package isoloss.law.hyper;

import java.util.Arrays;

/** How a cell's optimum is read from its runs. */
enum ExtractionMethod {
  NEAR_OPTIMAL("near-optimal", 0.0025, 4, "every run less than the tolerance above the best"),
  ARGMIN("argmin", Double.NaN, 4, "the best run of each cell"),
  QUADRATIC("quadratic", 0.01, 6, "the minimum of a quadratic through the runs of each cell"),
  JOINT("joint", 0.01, 4, "one tilted bowl around the law through the runs of all cells");

  private final String text;
  private final double standardTolerance;
  private final int leastRuns;
  private final String meaning;

  ExtractionMethod(String text, double standardTolerance, int leastRuns, String meaning) {
    this.text = text;
    this.standardTolerance = standardTolerance;
    this.leastRuns = leastRuns;
    this.meaning = meaning;
  }

  String text() {
    return text;
  }

  String meaning() {
    return meaning;
  }

  /** The greatest gap of a run that counts, as a share; NaN for a method without one. */
  double standardTolerance() {
    return standardTolerance;
  }

  /** How many runs a cell must have. */
  int leastRuns() {
    return leastRuns;
  }

  static String[] texts() {
    return Arrays.stream(values()).map(ExtractionMethod::text).toArray(String[]::new);
  }

  static ExtractionMethod named(String text) {
    return Arrays.stream(values())
        .filter(each -> each.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no method " + text));
  }

  Extraction prepare(Cells cells, double tolerance) {
    return switch (this) {
      case NEAR_OPTIMAL -> PointRegression.nearOptimal(cells, tolerance);
      case ARGMIN -> PointRegression.bestRuns(cells);
      case QUADRATIC -> PointRegression.quadraticOptima(cells, tolerance);
      case JOINT -> JointFit.of(cells, tolerance);
    };
  }
}
