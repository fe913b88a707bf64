package isoloss.sampling.passuntil;

/**
 * What a task law runs over.
 *
 * @param symbol the role of the column
 * @param centre where x = ln(value/centre) is 0; it changes intercepts, never a curvature
 */
record Scale(String symbol, String title, String unit, double centre) {
  static final Scale PARAMETERS = new Scale("N", "model size N", "parameters", 1e9);
  private static final Scale COMPUTE = new Scale("C", "training compute C", "FLOP", 1e21);
  private static final Scale LOSS = new Scale("L", "loss L", "nats/token", 1);

  static Scale named(String symbol) {
    return switch (symbol) {
      case "C" -> COMPUTE;
      case "L" -> LOSS;
      default -> PARAMETERS;
    };
  }

  /** Whether the first of two values belongs to the lesser model: smaller, or of higher loss. */
  boolean isLess(double first, double second) {
    return equals(LOSS) ? first > second : first < second;
  }

  double x(double value) {
    return Math.log(value / centre);
  }
}
