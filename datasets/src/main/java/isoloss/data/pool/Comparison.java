package isoloss.data.pool;

/**
 * How often each of two models won on a sample.
 *
 * @param a index of a model
 * @param b index of another
 * @param sample index of the sample
 * @param winsA how often a won, a weight; a single battle has 1 in one of the three
 */
public record Comparison(int a, int b, int sample, double winsA, double winsB, double ties) {
  public Comparison {
    if (a == b) {
      throw new IllegalArgumentException("model " + a + " is compared with itself");
    }
    if (!(winsA >= 0
        && winsB >= 0
        && ties >= 0
        && winsA + winsB + ties < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "wins %s and %s with %s ties are no counts".formatted(winsA, winsB, ties));
    }
  }
}
