package isoloss.stat;

import java.io.Serializable;

/**
 * A running sum whose error does not grow with the number of terms (Neumaier's variant of Kahan's
 * algorithm).
 */
public final class CompensatedSum implements Serializable {
  private static final long serialVersionUID = 1;

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

  /** Adds the terms of another sum, with what their rounding lost. */
  public void add(CompensatedSum other) {
    add(other.sum);
    lost += other.lost;
  }

  public double value() {
    return Double.isNaN(lost) ? sum : sum + lost; // an infinite term leaves no error to add
  }
}
