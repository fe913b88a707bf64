package isoloss.fit;

import isoloss.data.Imported;
import isoloss.data.Variable;
import java.util.List;

/**
 * A law that is more than one response surface: several responses over shared rows, or steps whose
 * answers are of interest by themselves. It reads one table and answers with {@link Findings}.
 */
public interface Analysis {

  /** The name on the command line, for example {@code step-law}. */
  String name();

  String formula();

  Source source();

  /** What the inputs count; empty when it is obvious. */
  default String convention() {
    return "";
  }

  /** Columns that every row must have. */
  List<Variable> inputs();

  /** Columns that are used where the table has them. */
  default List<Variable> optionalInputs() {
    return List.of();
  }

  /** Columns of text that are used where the table has them, for example {@code series}. */
  default List<String> labels() {
    return List.of();
  }

  /**
   * Symbols of inputs in which infinity stands for a limit that others fitted, not for a run; such
   * rows are set aside and counted.
   */
  default List<String> inputsWithLimits() {
    return List.of();
  }

  /** Whether exact repeats of a row are counts of their own, so that a reader must keep them. */
  default boolean repeatsCount() {
    return false;
  }

  /** How it can be computed, {@link Procedure#DEFAULT} first. */
  List<Variant> variants();

  /**
   * Works the table out. Called through {@link Fitter#run(Analysis, Imported)}, which has checked
   * procedure and options.
   *
   * @throws isoloss.data.InputException if the table does not admit the analysis
   */
  Findings run(Imported data, Fitter fitter);

  /**
   * A named way to compute it.
   *
   * @param name {@code default} or {@code published}
   * @param description in words, one sentence, with the source and what differs from it
   */
  record Variant(String name, String description, List<Option> options) {
    public Variant {
      options = List.copyOf(options);
    }
  }
}
