package isoloss.law;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Procedure;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Source;
import isoloss.fit.Uncertainty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which form of parallel scaling predicts what it has not seen. Four forms with four parameters
 * each are fitted to each series of a table: to all rows, without the largest P, and without the
 * largest size. The form with the least root mean square of {@code ln predicted - ln observed} over
 * the rows that were kept out is chosen.
 */
public final class ParScaleChoice implements Analysis {
  private static final List<ScalingLaw> FORMS =
      List.of(new ParScale(), new ParScalePower(), new ParScaleAdditive(), new ParScaleLog());

  private static final List<String> SERIES = List.of("dataset", "group", "series");

  @Override
  public String name() {
    return "parscale-choice";
  }

  @Override
  public String formula() {
    return String.join("; ", FORMS.stream().map(ScalingLaw::formula).toList());
  }

  @Override
  public Source source() {
    return StreamLaw.SOURCE;
  }

  @Override
  public String convention() {
    return StreamLaw.CONVENTION;
  }

  @Override
  public List<Variable> inputs() {
    return List.of(StreamLaw.NON_EMBEDDING, Variable.P, Variable.L);
  }

  @Override
  public List<String> labels() {
    return SERIES;
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant(
            Procedure.DEFAULT,
            "each form by its certified optimum on ln L, scored on rows that it has not seen",
            List.of(Procedure.LOSS, Procedure.DELTA, Procedure.STARTS)));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    Fitter each = fitter.withProcedure(Procedure.DEFAULT).withUncertainty(new Uncertainty.None());
    List<StreamHoldOut.Trial> trials = new ArrayList<>();
    series(data.observations())
        .forEach((series, rows) -> trials.addAll(trials(series, rows, each)));
    if (trials.stream().noneMatch(StreamHoldOut.Trial::isHoldOut)) {
      throw new InputException(
          "no form can be chosen: leaving out the largest P or the largest size leaves too few rows"
              + " for 4 parameters; give at least 3 values of P or of N, with 5 rows left");
    }
    return findings(Findings.of(this, data, fitter), trials);
  }

  /**
   * The rows by the first label that the table has; all of them under no name where it has none.
   */
  private static Map<String, Observations> series(Observations rows) {
    Optional<List<String>> names =
        SERIES.stream().map(rows::label).flatMap(Optional::stream).findFirst();
    Map<String, Observations> series = new LinkedHashMap<>();
    names.ifPresentOrElse(
        labels ->
            labels.stream()
                .distinct()
                .forEach(name -> series.put(name, rows.where(row -> labels.get(row).equals(name)))),
        () -> series.put("", rows));
    return series;
  }

  private static List<StreamHoldOut.Trial> trials(String series, Observations rows, Fitter fitter) {
    List<StreamHoldOut.Trial> trials = new ArrayList<>();
    for (ScalingLaw form : FORMS) {
      for (StreamHoldOut kept : StreamHoldOut.values()) {
        kept.trial(series, form, rows, fitter).ifPresent(trials::add);
      }
    }
    return trials;
  }

  private static Findings findings(Findings empty, List<StreamHoldOut.Trial> trials) {
    Findings.Builder table =
        Findings.Table.builder("forms", "Forms on all rows and on rows kept out of the fit")
            .column("series", "series")
            .column("form", "form")
            .column("scoredOn", "scored on")
            .column("fittedRows", "rows fitted")
            .column("degreesOfFreedom", "degrees of freedom")
            .column("scoredRows", "rows scored")
            .column("r2", "R²")
            .column("maxPercent", "largest error", "%")
            .column("meanPercent", "mean error", "%");
    Findings.Builder parameters =
        Findings.Table.builder("estimates", "Parameters of each form on all rows")
            .column("series", "series")
            .column("form", "form")
            .column("parameter", "parameter")
            .column("estimate", "estimate");
    Findings findings = empty;
    for (StreamHoldOut.Trial trial : trials) {
      table.row(
          trial.series(),
          trial.form(),
          trial.kept().words(),
          trial.fit().observations().size(),
          trial.degreesOfFreedom(),
          trial.scoredRows(),
          trial.r2(),
          trial.maxPercent(),
          trial.meanPercent());
      if (!trial.isHoldOut()) {
        trial
            .fit()
            .estimates()
            .forEach(e -> parameters.row(trial.series(), trial.form(), e.name(), e.value()));
      }
      if (!trial.fit().converged()) {
        findings =
            findings.with(
                new Diagnostic.NotConverged(
                    "%s %s, %s: the fit did not converge; try --option starts=100"
                        .formatted(trial.series(), trial.form(), trial.kept().words())));
      }
    }
    List<Choice> choices =
        trials.stream()
            .map(StreamHoldOut.Trial::series)
            .distinct()
            .map(series -> Choice.among(series, trials))
            .flatMap(Optional::stream)
            .toList();
    Choice overall = Choice.among("all series", trials, each -> true).orElseThrow();
    Findings.Builder chosen =
        Findings.Table.builder("chosen", "The form that predicts best what it has not seen")
            .column("series", "series")
            .column("form", "form")
            .column("heldOutErrorPercent", "held-out error", "%")
            .column("parscaleErrorPercent", "error of parscale", "%")
            .column("why", "why");
    choices.forEach(choice -> choice.addTo(chosen));
    if (choices.size() > 1) {
      overall.addTo(chosen);
    }
    return findings
        .withHeadline(overall.sentence(choices))
        .with(Findings.Fact.of("chosenForm", "form chosen by hold-out", "", overall.form()))
        .with(
            Findings.Fact.of(
                "heldOutErrorPercent",
                "its held-out error, root mean square",
                "%",
                overall.error()))
        .with(chosen.build())
        .with(table.build())
        .with(parameters.build());
  }

  /**
   * The best form of a series.
   *
   * @param error root mean square of the held-out log residuals, in percent
   * @param parscale the same of {@link ParScale}
   * @param wins in how many hold-outs its largest error is the smallest
   */
  private record Choice(
      String series, String form, double error, double parscale, int wins, int holdOuts) {

    static Optional<Choice> among(String series, List<StreamHoldOut.Trial> trials) {
      return among(series, trials, trial -> trial.series().equals(series));
    }

    static Optional<Choice> among(
        String series, List<StreamHoldOut.Trial> trials, Predicate<StreamHoldOut.Trial> belongs) {
      List<StreamHoldOut.Trial> kept =
          trials.stream().filter(StreamHoldOut.Trial::isHoldOut).filter(belongs).toList();
      Map<String, Double> errors = new LinkedHashMap<>();
      for (ScalingLaw form : FORMS) {
        List<StreamHoldOut.Trial> own =
            kept.stream().filter(trial -> trial.form().equals(form.name())).toList();
        errors.put(form.name(), rootMeanSquarePercent(own));
      }
      if (kept.isEmpty()) {
        return Optional.empty();
      }
      var best = errors.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
      List<String> winners = winners(kept);
      return Optional.of(
          new Choice(
              series,
              best.getKey(),
              best.getValue(),
              errors.getOrDefault("parscale", Double.NaN),
              (int) winners.stream().filter(best.getKey()::equals).count(),
              winners.size()));
    }

    private static double rootMeanSquarePercent(List<StreamHoldOut.Trial> trials) {
      double squares = trials.stream().mapToDouble(StreamHoldOut.Trial::squaredLogErrors).sum();
      int rows = trials.stream().mapToInt(StreamHoldOut.Trial::scoredRows).sum();
      return 100 * Math.sqrt(squares / rows);
    }

    /** Of each hold-out of each series, the form with the smallest largest error. */
    private static List<String> winners(List<StreamHoldOut.Trial> kept) {
      Map<String, StreamHoldOut.Trial> best = new LinkedHashMap<>();
      for (StreamHoldOut.Trial trial : kept) {
        best.merge(
            trial.series() + '\n' + trial.kept(),
            trial,
            (a, b) ->
                Comparator.comparingDouble(StreamHoldOut.Trial::maxPercent).compare(a, b) <= 0
                    ? a
                    : b);
      }
      return best.values().stream().map(StreamHoldOut.Trial::form).toList();
    }

    void addTo(Findings.Builder table) {
      table.row(series, form, error, parscale, why());
    }

    String why() {
      String against =
          form.equals("parscale")
              ? "no other form predicts better"
              : String.format(
                  Locale.ROOT,
                  "%.2g times less than parscale's %.2g %%",
                  parscale / error,
                  parscale);
      return String.format(
          Locale.ROOT,
          "least held-out error, %.2g %%: %s; smallest largest error in %d of %d hold-outs",
          error,
          against,
          wins,
          holdOuts);
    }

    String sentence(List<Choice> choices) {
      long agreeing = choices.stream().filter(choice -> choice.form().equals(form)).count();
      String alike =
          choices.size() < 2
              ? ""
              : " It is also the choice of %d of %d series by themselves."
                  .formatted(agreeing, choices.size());
      return "%s: %s.%s".formatted(form, why(), alike);
    }
  }
}
