package isoloss.sampling.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code f(k) = sum_j c_j b_j^k} for real k from 0 on, with bases in (0, 1]. It has at most as many
 * zeros as terms less one. They are found by Rolle's theorem: with the slowest term divided out,
 * the derivative is a sum with one term fewer, and between two of its zeros f changes sign at most
 * once.
 */
record ExponentialSum(List<Term> terms) {
  private static final double FAR = 1e300;
  private static final int HALVINGS = 200;

  /**
   * @param rate {@code -ln b}, at least 0
   */
  record Term(double coefficient, double rate) {}

  /** The terms in order of their rates; terms of one rate are added up, zeros left out. */
  static ExponentialSum of(List<Term> any) {
    TreeMap<Double, Double> byRate = new TreeMap<>();
    any.forEach(term -> byRate.merge(term.rate(), term.coefficient(), Double::sum));
    List<Term> ordered = new ArrayList<>();
    for (Map.Entry<Double, Double> entry : byRate.entrySet()) {
      if (entry.getValue() != 0) {
        ordered.add(new Term(entry.getValue(), entry.getKey()));
      }
    }
    return new ExponentialSum(ordered);
  }

  /** The sign for large k: that of the term that dies last; 0 for an empty sum. */
  double signAtInfinity() {
    return terms.isEmpty() ? 0 : Math.signum(terms.getFirst().coefficient());
  }

  /** Where the sign changes, ascending; a zero without a change may be among them. */
  List<Double> zeros() {
    List<Double> zeros = new ArrayList<>();
    if (terms.size() < 2) {
      return zeros;
    }
    ExponentialSum slowestAsOne = dividedBySlowest();
    double from = 0;
    for (double critical : slowestAsOne.derivative().zeros()) {
      slowestAsOne.addZero(from, critical, zeros);
      from = critical;
    }
    slowestAsOne.addZero(from, slowestAsOne.beyondLastZero(from), zeros);
    return zeros;
  }

  double at(double k) {
    double sum = 0;
    for (Term term : terms) {
      sum += term.coefficient() * Math.exp(-term.rate() * k);
    }
    return sum;
  }

  private ExponentialSum dividedBySlowest() {
    double slowest = terms.getFirst().rate();
    return new ExponentialSum(
        terms.stream().map(t -> new Term(t.coefficient(), t.rate() - slowest)).toList());
  }

  private ExponentialSum derivative() {
    return of(terms.stream().map(t -> new Term(-t.coefficient() * t.rate(), t.rate())).toList());
  }

  private double beyondLastZero(double from) {
    double k = Math.max(1, 2 * from);
    while (Math.signum(at(k)) != signAtInfinity() && k < FAR) {
      k *= 2;
    }
    return k;
  }

  private void addZero(double from, double to, List<Double> zeros) {
    double sign = Math.signum(at(from));
    if (sign == Math.signum(at(to))) {
      return;
    }
    double low = from;
    double high = to;
    for (int i = 0; i < HALVINGS && Math.nextUp(low) < high; i++) {
      double middle = 0.5 * (low + high);
      if (Math.signum(at(middle)) == sign) {
        low = middle;
      } else {
        high = middle;
      }
    }
    zeros.add(high);
  }
}
