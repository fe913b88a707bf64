package isoloss.fit;

import java.util.Locale;

/** The one glossary of the columns of {@link Fit#tidy}, {@link Fit#glance}, {@link Fit#augment}. */
public enum FitColumn {
  PARAMETER("name of a parameter, as the formula writes it"),
  ESTIMATE("its estimate in natural units"),
  STANDARD_ERROR("standard deviation of its draws; empty without uncertainty"),
  LOW("lower end of its interval"),
  HIGH("upper end of its interval"),
  LEVEL("probability that the interval is meant to hold"),
  MEANING("the parameter in words"),
  LAW("name of the law"),
  PROCEDURE("how it was fitted"),
  N_ROWS("rows that the fit learnt from"),
  N_PARAMETERS("parameters of the law"),
  OBJECTIVE("what was minimised, at the estimates"),
  OBJECTIVE_NAME("what was minimised, in words"),
  PUBLISHED_OBJECTIVE("the published procedure's objective at the estimates"),
  MAPE_PERCENT("mean absolute error in per cent, in sample"),
  R2("share of the response's variance explained, in sample"),
  HELD_OUT_MAPE_PERCENT("mean absolute error in per cent of the rows held out"),
  CONVERGED("whether the point is a minimum"),
  FIRST_ORDER("scaled first-order measure at the point; 0 at a perfect minimum"),
  STARTS("starting points searched from"),
  STARTS_AT_OPTIMUM("how many of them reached the best value"),
  EVALUATIONS("evaluations of the objective, all starts together"),
  DRAWS("bootstrap draws kept"),
  GRAVITY("gravest severity among the diagnostics"),
  ROLE("train or held-out"),
  FITTED("the law's value at the row"),
  RESIDUAL("observed minus fitted, of logarithms where the response is positive"),
  ERROR_PERCENT("100 (fitted - observed)/observed");

  private final String meaning;

  FitColumn(String meaning) {
    this.meaning = meaning;
  }

  /** The name in tables: this constant in lower case. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String meaning() {
    return meaning;
  }
}
