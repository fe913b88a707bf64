package isoloss.stat;

/**
 * A running sum whose error does not grow with the number of terms (Neumaier's variant of Kahan's
 * algorithm).
 */
public final class CompensatedSum {
  private double sum;
  private double lost;

  public static double of(double[] terms) {
    CompensatedSum total = new CompensatedSum();
    for (double term : terms) {
      total.add(term);
    }
    return total.value();
  }

  public void add(double term) {
    double next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  public double value() {
    return Double.isNaN(lost) ? sum : sum + lost; // an infinite term leaves no error to add
  }
}
