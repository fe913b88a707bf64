package isoloss.fit;

import java.util.List;

/** Something that a reader of a result must know. */
public sealed interface Diagnostic {

  enum Severity {
    NOTE,
    WARNING,
    ERROR
  }

  /** Stable, in kebab-case, for scripts. */
  String code();

  Severity severity();

  /** One sentence with the numbers and what to do. */
  String message();

  /** The point does not satisfy the first-order condition. */
  record NotConverged(String message) implements Diagnostic {
    @Override
    public String code() {
      return "not-converged";
    }

    @Override
    public Severity severity() {
      return Severity.ERROR;
    }
  }

  /** Estimates or bootstrap draws that lie on a bound. */
  record AtBound(List<String> parameters, Severity severity, String message) implements Diagnostic {
    @Override
    public String code() {
      return "at-bound";
    }
  }

  /** Few starts agree on the optimum. */
  record StartsDisagree(Severity severity, String message) implements Diagnostic {
    @Override
    public String code() {
      return "starts-disagree";
    }
  }

  /** A direction of parameter space that the data do not determine. */
  record NotIdentified(List<String> parameters, Severity severity, String message)
      implements Diagnostic {
    @Override
    public String code() {
      return "not-identified";
    }
  }

  /** A prediction outside the data. */
  record Extrapolates(String message) implements Diagnostic {
    @Override
    public String code() {
      return "extrapolates";
    }

    @Override
    public Severity severity() {
      return Severity.NOTE;
    }
  }

  /** Bootstrap draws that had to be restarted, failed, or are too few. */
  record DrawsTroubled(Severity severity, String message) implements Diagnostic {
    @Override
    public String code() {
      return "draws-troubled";
    }
  }

  /** The design of the measurements is too poor: too few rows, levels or octaves. */
  record DesignPoor(Severity severity, String message) implements Diagnostic {
    @Override
    public String code() {
      return "design-poor";
    }
  }

  /** A remark on data or procedure. */
  record Remark(String code, Severity severity, String message) implements Diagnostic {}
}
