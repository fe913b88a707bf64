package isoloss.fit;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Seed;
import isoloss.data.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits laws to observations. An immutable procedure:
 *
 * <pre>{@code
 * Fit fit = Fitter.withDefaults()
 *     .withProcedure("published")
 *     .withUncertainty(Uncertainty.Bootstrap.ofRows(4000, 0.9))
 *     .fit(law, observations);
 * }</pre>
 *
 * The same seed gives the same result for any number of threads.
 *
 * @param procedure a name among the law's {@link ScalingLaw#procedures}
 * @param options of that procedure, in the order given
 * @param threads at least 1
 * @param command what is written into the manifest as the command that replays the fit
 */
public record Fitter(
    String procedure,
    Map<String, String> options,
    Uncertainty uncertainty,
    long seed,
    int threads,
    String command) {

  public Fitter {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
    }
    options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** The default procedure without uncertainty, seed 42, all cores. */
  public static Fitter withDefaults() {
    return new Fitter(
        Procedure.DEFAULT,
        Map.of(),
        new Uncertainty.None(),
        42,
        Runtime.getRuntime().availableProcessors(),
        "");
  }

  public Fitter withProcedure(String name) {
    return new Fitter(name, options, uncertainty, seed, threads, command);
  }

  public Fitter withOption(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.put(key, value);
    return new Fitter(procedure, more, uncertainty, seed, threads, command);
  }

  public Fitter withOptions(Map<String, String> all) {
    return new Fitter(procedure, all, uncertainty, seed, threads, command);
  }

  public Fitter withUncertainty(Uncertainty newUncertainty) {
    return new Fitter(procedure, options, newUncertainty, seed, threads, command);
  }

  public Fitter withSeed(long newSeed) {
    return new Fitter(procedure, options, uncertainty, newSeed, threads, command);
  }

  public Fitter withThreads(int count) {
    return new Fitter(procedure, options, uncertainty, seed, count, command);
  }

  public Fitter withCommand(String replay) {
    return new Fitter(procedure, options, uncertainty, seed, threads, replay);
  }

  /** Fits to a complete table, nothing held out. */
  public Fit fit(ScalingLaw law, Observations observations) {
    return fit(law, new Imported(Split.none(observations), List.of(), 0, List.of()));
  }

  /**
   * Fits to the rows to learn from and predicts those held out.
   *
   * @throws IllegalArgumentException if the procedure or an option does not exist
   * @throws InputException if a column is missing or the rows are too few
   */
  public Fit fit(ScalingLaw law, Imported data) {
    return fitting(law, data).run();
  }

  /**
   * The estimates alone, in the order of the law's parameters: for studies that fit many times and
   * judge by rows that they hold out themselves.
   *
   * @throws IllegalArgumentException if the procedure or an option does not exist
   * @throws InputException if a column is missing or the rows are too few
   */
  public double[] estimates(ScalingLaw law, Observations observations) {
    return fitting(law, new Imported(Split.none(observations), List.of(), 0, List.of()))
        .parameters();
  }

  private Fitting fitting(ScalingLaw law, Imported data) {
    Procedure chosen = procedureOf(law);
    Option.requireKnown(options, law.name(), chosen.name(), chosen.options());
    Imported selected = law.select(data, options);
    Rows rows = Rows.of(law, selected.observations());
    requireEnough(law, rows);
    return new Fitting(this, law, chosen, selected, rows);
  }

  /**
   * Works out an analysis of a table.
   *
   * @throws IllegalArgumentException if the procedure or an option does not exist
   * @throws InputException if the table does not admit it
   */
  public Findings run(Analysis analysis, Imported data) {
    Analysis.Variant chosen =
        analysis.variants().stream()
            .filter(each -> each.name().equals(procedure))
            .findFirst()
            .orElseThrow(() ->
                noProcedure(
                    analysis.name(),
                    analysis.variants().stream().map(Analysis.Variant::name).toList()));
    Option.requireKnown(options, analysis.name(), chosen.name(), chosen.options());
    CpuTime cpu = CpuTime.start();
    return analysis.run(data, this).withCpuSeconds(cpu.seconds());
  }

  private Procedure procedureOf(ScalingLaw law) {
    return law.procedures().stream()
        .filter(each -> each.name().equals(procedure))
        .findFirst()
        .orElseThrow(
            () -> noProcedure(law.name(), law.procedures().stream().map(Procedure::name).toList()));
  }

  private IllegalArgumentException noProcedure(String law, List<String> known) {
    return new IllegalArgumentException(
        "the law %s has no procedure %s; it has %s"
            .formatted(law, procedure, String.join(", ", known)));
  }

  private static void requireEnough(ScalingLaw law, Rows rows) {
    int parameters = law.parameters().size();
    if (rows.size() <= parameters) {
      throw new InputException(
          "%d usable rows are too few for the %d parameters of %s; at least %d are needed"
              .formatted(rows.size(), parameters, law.name(), parameters + 1));
    }
  }

  /** The seed that every random number of this fitter descends from. */
  public Seed root() {
    return new Seed(seed);
  }
}
