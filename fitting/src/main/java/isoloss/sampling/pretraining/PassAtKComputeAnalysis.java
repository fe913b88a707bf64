package isoloss.sampling.pretraining;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Procedure;
import isoloss.fit.Source;
import isoloss.sampling.CountTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A law of compute for every k, {@code -ln pass@k = E0(k) + C0(k)/C^alpha(k)}, fitted far below a
 * target and held against it. pass@k is the mean over problems.
 */
public final class PassAtKComputeAnalysis implements Analysis {
  /** Compute is fitted in this many FLOP. */
  static final double UNIT = 1e20;

  static final Option TARGET =
      Option.text("target", "the model to predict; largest is the one of most compute", "largest");
  static final Option GAP =
      Option.number("gap", "fitted are models below the target's compute by this factor", 2, 0.999);

  private static final int STARTS = 24;

  @Override
  public String name() {
    return "pass-at-k-compute";
  }

  @Override
  public String formula() {
    return "-ln pass@k = E0(k) + C0(k)/(C/1e20)^alpha(k), C = 6 N D";
  }

  @Override
  public Source source() {
    return new Source(
        "Pretraining Scaling Laws for Generative Evaluations (2025)",
        "https://arxiv.org/abs/2509.24012");
  }

  @Override
  public String convention() {
    return "pass@k is the mean over the problems with at least k samples; N as the table counts it";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(Variable.N, Variable.D, CountTable.SAMPLES, CountTable.CORRECT);
  }

  @Override
  public List<Variable> optionalInputs() {
    return List.of(Checkpoint.GOLD_PROBABILITY);
  }

  @Override
  public List<String> labels() {
    return CountTable.LABELS;
  }

  @Override
  public boolean repeatsCount() {
    return true;
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant(
            Procedure.DEFAULT,
            "soft-L1 of scale 0.1 on ln(-ln pass@k) from several starts, E0 not negative; intervals"
                + " by a bootstrap of checkpoints; with a column gold_probability also -ln pass@k ="
                + " xi0(k) + K0(k) (-ln gold probability)^kappa(k)",
            List.of(TARGET, GAP, Cells.KS, Cells.MIN_PROBLEMS, Cells.MIN_TOKENS)));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    List<Checkpoint> train = Checkpoint.of(data.observations());
    List<Checkpoint> heldOut = Checkpoint.of(data.split().heldOut());
    Checkpoint target = target(Stream.concat(train.stream(), heldOut.stream()).toList(), fitter);
    double below = target.compute() / GAP.numberIn(fitter.options());
    List<Checkpoint> fitted = train.stream().filter(each -> each.compute() < below).toList();
    Cells cells = Cells.of(fitted, fitter.options());
    Cells rest =
        Cells.of(
            Stream.concat(train.stream().filter(each -> each.compute() >= below), heldOut.stream())
                .toList(),
            fitter.options());
    ComputeTables tables = new ComputeTables(target);
    List<Estimate> estimates = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    double cost = 0;
    for (int k : Cells.ks(fitter.options())) {
      Cells own = cells.of(k).require(3, "k = " + k);
      PowerSum.Fitted law = fit(own, fitted, fitter, Covariate.COMPUTE);
      cost += law.cost();
      estimates.addAll(Resampled.estimates(names(k, "E0", "C0", "alpha"), law, fitter));
      tables.add(k, law, own, rest.of(k));
      law.trouble("k = " + k).ifPresent(diagnostics::add);
    }
    Findings findings =
        Findings.of(this, data, fitter)
            .withObjective("sum over k of half soft-L1(0.1) of ln(-ln pass@k)", cost)
            .with(tables.laws())
            .with(tables.cells())
            .with(tables.curves())
            .with(Findings.Fact.of("target", "target", "", target.model()))
            .with(
                Findings.Fact.of("targetFlops", "compute of the target", "FLOP", target.compute()))
            .with(
                Findings.Fact.of(
                    "checkpointsFitted",
                    "checkpoints in the fit",
                    "",
                    cells.list().stream().map(Cells.Cell::checkpoint).distinct().count()));
    findings = withGold(findings, cells, fitted, rest, estimates, fitter);
    for (Diagnostic diagnostic : diagnostics) {
      findings = findings.with(diagnostic);
    }
    return PretrainingWarnings.onDesign(findings, train)
        .with(cells.leftOut())
        .withParameters(estimates)
        .withHeadline(tables.headline());
  }

  private static Checkpoint target(List<Checkpoint> all, Fitter fitter) {
    String name = TARGET.textIn(fitter.options());
    if (name.equals("largest")) {
      return all.stream()
          .max(Comparator.comparingDouble(Checkpoint::compute))
          .orElseThrow(() -> new InputException("there is no checkpoint"));
    }
    return all.stream()
        .filter(each -> each.model().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "option target=%s: the table has no such model; it has %s"
                    .formatted(
                        name,
                        String.join(", ", all.stream().map(Checkpoint::model).limit(8).toList()))));
  }

  /** What pass@k is a law of. */
  enum Covariate {
    COMPUTE,
    GOLD;

    double of(Checkpoint checkpoint) {
      return this == COMPUTE
          ? checkpoint.compute() / UNIT
          : -1 / Math.log(checkpoint.goldProbability().orElseThrow());
    }
  }

  private static PowerSum.Fitted fit(
      Cells cells, List<Checkpoint> checkpoints, Fitter fitter, Covariate covariate) {
    double[][] x =
        cells.list().stream()
            .map(cell -> new double[] {covariate.of(cell.checkpoint())})
            .toArray(double[][]::new);
    return Resampled.fit(
        new PowerSum(x, cells.y()), STARTS, "pass-at-k-compute", cells, checkpoints, fitter);
  }

  /** The names of the parameters of a law at k. */
  private static List<String> names(int k, String... names) {
    return Arrays.stream(names).map(name -> name + "[k=" + k + "]").toList();
  }

  /** The law of the gold probability, where every checkpoint has one below 1. */
  private static Findings withGold(
      Findings findings,
      Cells cells,
      List<Checkpoint> checkpoints,
      Cells rest,
      List<Estimate> estimates,
      Fitter fitter) {
    boolean has =
        Stream.concat(cells.list().stream(), rest.list().stream())
            .allMatch(cell -> {
              double p = cell.checkpoint().goldProbability().orElse(Double.NaN);
              return p > 0 && p < 1;
            });
    if (!has) {
      return findings;
    }
    GoldTable table = new GoldTable();
    for (int k : Cells.ks(fitter.options())) {
      Cells own = cells.of(k);
      PowerSum.Fitted law = fit(own, checkpoints, fitter, Covariate.GOLD);
      estimates.addAll(Resampled.estimates(names(k, "xi0", "K0", "kappa"), law, fitter));
      table.add(k, law, own, rest.of(k));
    }
    return findings.with(table.laws());
  }

  /** The laws of the gold probability with their errors. */
  private static final class GoldTable {
    private final Findings.Builder rows =
        Findings.Table.builder("goldLaws", "-ln pass@k = xi0 + K0 (-ln gold probability)^kappa")
            .column("k", "k")
            .column("xi0", "xi0")
            .column("K0", "K0")
            .column("kappa", "kappa")
            .column("cells", "cells")
            .column("rmse", "RMSE of y, fit")
            .column("rmseBeyond", "RMSE of y, beyond");

    void add(int k, PowerSum.Fitted law, Cells own, Cells rest) {
      Values theta = law.theta();
      rows.row(
          k,
          theta.get(0),
          theta.get(1),
          theta.get(2),
          own.list().size(),
          ComputeTables.rootMeanSquare(own, law, Covariate.GOLD),
          ComputeTables.rootMeanSquare(rest, law, Covariate.GOLD));
    }

    Findings.Table laws() {
      return rows.build();
    }
  }
}
