package isoloss.law.projektor;

import java.util.ArrayList;
import java.util.List;

/** Which functions of the mixture p and the transport distance the loss is regressed on. */
public enum MixtureTerms {
  /**
   * {@code sum_i (b2_i p_i^2 + b1_i p_i) OT + sum_i (c2_i p_i^2 + c1_i p_i)}; b0 and c0 are in b1
   * and c1, since p adds up to 1.
   */
  FULL,
  /** The repository's: 1, OT, and p_i, p_i OT, p_i^2 OT of all sources but the last. */
  REDUCED;

  /** Names of the terms, in the order of {@link #at}. */
  List<String> names(int sources) {
    List<String> names = new ArrayList<>();
    if (this == REDUCED) {
      names.addAll(List.of("1", "OT"));
    }
    for (int i = 1; i <= free(sources); i++) {
      names.add("p" + i);
      names.add("p" + i + " OT");
      names.add("p" + i + "^2 OT");
      if (this == FULL) {
        names.add("p" + i + "^2");
      }
    }
    return List.copyOf(names);
  }

  private int free(int sources) {
    return this == FULL ? sources : sources - 1;
  }

  /** The terms at a mixture and its distance. */
  double[] at(double[] p, double distance) {
    return terms(p, distance).stream().mapToDouble(Term::value).toArray();
  }

  /** Derivatives of {@code sum_k coefficient_k term_k} by p, the distance moving with p. */
  double[] gradient(double[] coefficients, double[] p, double distance, double[] distanceGradient) {
    double[] gradient = new double[p.length];
    List<Term> terms = terms(p, distance);
    for (int k = 0; k < coefficients.length; k++) {
      Term term = terms.get(k);
      if (term.source() >= 0) {
        gradient[term.source()] += coefficients[k] * term.bySource();
      }
      for (int i = 0; i < p.length; i++) {
        gradient[i] += coefficients[k] * term.byDistance() * distanceGradient[i];
      }
    }
    return gradient;
  }

  /**
   * @param source whose share it depends on; -1 for none
   */
  private record Term(double value, int source, double bySource, double byDistance) {}

  private List<Term> terms(double[] p, double distance) {
    List<Term> terms = new ArrayList<>();
    if (this == REDUCED) {
      terms.add(new Term(1, -1, 0, 0));
      terms.add(new Term(distance, -1, 0, 1));
    }
    for (int i = 0; i < free(p.length); i++) {
      terms.add(new Term(p[i], i, 1, 0));
      terms.add(new Term(p[i] * distance, i, distance, p[i]));
      terms.add(new Term(p[i] * p[i] * distance, i, 2 * p[i] * distance, p[i] * p[i]));
      if (this == FULL) {
        terms.add(new Term(p[i] * p[i], i, 2 * p[i], 0));
      }
    }
    return terms;
  }
}
