package isoloss.optim;

/** Why an optimiser's loop ended; says nothing about whether the point is a minimum. */
public enum Termination {
  GRADIENT_SMALL,
  DECREASE_SMALL,
  STEP_SMALL,
  LINE_SEARCH_FAILED,
  ITERATIONS_EXHAUSTED,
  EVALUATIONS_EXHAUSTED,
  DEADLINE,
  NOT_FINITE_AT_START,
  CLOSED_FORM
}
