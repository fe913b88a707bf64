package isoloss.sampling.pretraining;

import isoloss.data.Imported;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Procedure;
import isoloss.fit.Source;
import isoloss.sampling.CountTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Train-to-Test: pass@k as a law of N, D and k together, by both approaches of its authors. */
public final class TrainToTestAnalysis implements Analysis {
  static final Option APPROACH =
      Option.choice(
          "approach",
          "1 is additive in N, D and k, 2 the likelihood of the counts given a training loss",
          "both",
          "1",
          "2");
  static final Option STARTS =
      Option.number("starts", "random starts of approach 1 (at least 1)", 60, 0.5);

  /** A mass of p that the data never come near says nothing about theta2. */
  private static final double NEAR_CEILING = 0.2;

  @Override
  public String name() {
    return "train-to-test";
  }

  @Override
  public String formula() {
    return "1: -ln mean pass@k = E + A/(N/1e9)^alpha + B/(D/1e10)^beta + G/k^gamma;  2: p ~ Beta(mu"
        + " nu, (1-mu) nu), mu = theta2/(1 + exp(theta1 (L - theta0))), nu = exp(theta3 + theta4 L)";
  }

  @Override
  public Source source() {
    return new Source("Train-to-Test scaling (2026)", "https://arxiv.org/abs/2604.01411");
  }

  @Override
  public String convention() {
    return "approach 1 fits -ln of the mean over problems of pass@k, not the mean of -ln pass@k,"
        + " which is infinite when one problem has c = 0; N as the table counts it";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(Variable.N, Variable.D, CountTable.SAMPLES, CountTable.CORRECT);
  }

  @Override
  public List<Variable> optionalInputs() {
    return List.of(Variable.L);
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
            "1 by soft-L1 of scale 0.1 on ln(-ln pass@k) from random starts; 2 by maximum likelihood"
                + " of the raw counts; intervals by a bootstrap of checkpoints (--by N: of whole"
                + " training runs)",
            List.of(
                APPROACH,
                LossOption.LOSS,
                STARTS,
                Cells.KS,
                Cells.MIN_PROBLEMS,
                Cells.MIN_TOKENS)));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    Map<String, String> options = fitter.options();
    List<Checkpoint> all = Checkpoint.of(data.observations());
    List<Checkpoint> train = Cells.grown(all, options);
    List<Checkpoint> heldOut = Cells.grown(Checkpoint.of(data.split().heldOut()), options);
    Cells cells = Cells.of(all, options);
    Cells held = Cells.of(heldOut, options);
    Findings findings =
        PretrainingWarnings.onDesign(Findings.of(this, data, fitter), train).with(cells.leftOut());
    TrainToTestTables tables = new TrainToTestTables(cells, held);
    List<Estimate> estimates = new ArrayList<>();
    String approach = APPROACH.textIn(options);
    if (!approach.equals("2")) {
      PowerSum.Fitted additive = additive(cells, train, fitter);
      estimates.addAll(Resampled.estimates(JointLaw.Additive.PARAMETERS, additive, fitter));
      tables.add(1, cell -> additive.pass(at(cell)));
      findings = withAdditive(findings, additive, cells);
    }
    if (!approach.equals("1")) {
      BetaFit beta = BetaFit.of(train, LossOption.parse(LossOption.LOSS.textIn(options)), fitter);
      addBeta(estimates, beta, fitter);
      tables.add(2, cell -> beta.pass(cell.checkpoint(), cell.k()));
      findings = withBeta(findings, beta, train, heldOut, fitter);
    }
    findings = findings.with(tables.scores()).with(tables.byK()).with(tables.domain());
    if (!held.list().isEmpty()) {
      findings = findings.with(tables.heldOut());
    }
    return findings.with(tables.cells()).withParameters(estimates).withHeadline(tables.headline());
  }

  private static double[] at(Cells.Cell cell) {
    return new double[] {
      cell.checkpoint().parameters() / JointLaw.N_UNIT,
      cell.checkpoint().tokens() / JointLaw.D_UNIT,
      cell.k()
    };
  }

  private static PowerSum.Fitted additive(Cells cells, List<Checkpoint> train, Fitter fitter) {
    cells.require(7, "approach 1");
    double[][] x = cells.list().stream().map(TrainToTestAnalysis::at).toArray(double[][]::new);
    return Resampled.fit(
        new PowerSum(x, cells.y()),
        (int) Math.ceil(STARTS.numberIn(fitter.options())),
        "train-to-test",
        cells,
        train,
        fitter);
  }

  /** What was fixed, as the origin and unit of a fitted loss, has no interval. */
  private static void addBeta(List<Estimate> estimates, BetaFit law, Fitter fitter) {
    List<String> names = JointLaw.BetaOfLoss.PARAMETERS;
    boolean joint = law.loss() instanceof LossOption.Joint;
    for (int p = 0; p < names.size(); p++) {
      boolean free = p < 5 || joint && p > 6;
      if (Double.isFinite(law.theta().get(p))) {
        estimates.add(
            Resampled.estimate(
                names.get(p), law.theta(), free ? law.draws() : List.<Values>of(), p, fitter));
      }
    }
  }

  private static Findings withAdditive(Findings findings, PowerSum.Fitted law, Cells cells) {
    Findings out =
        findings
            .withObjective("sum of half soft-L1(0.1) of ln(-ln pass@k)", law.cost())
            .with(Findings.Fact.of("cells", "cells in the fit", "", cells.list().size()))
            .with(
                Findings.Fact.of(
                    "startsAtOptimum",
                    "starts that reached the optimum",
                    "",
                    "%d of %d".formatted(law.optimum().startsAtOptimum(), law.optimum().starts())));
    out = law.trouble("approach 1").map(out::with).orElse(out);
    return TrainToTestTables.bias(cells, cell -> law.pass(at(cell))).map(out::with).orElse(out);
  }

  private static Findings withBeta(
      Findings findings,
      BetaFit law,
      List<Checkpoint> train,
      List<Checkpoint> heldOut,
      Fitter fitter) {
    Findings out =
        findings
            .with(
                fact(
                    "negativeLogLikelihood",
                    "approach 2, -ln likelihood of the counts",
                    law.negativeLogLikelihood()))
            .with(
                fact(
                    "negativeLogLikelihoodOfOwn",
                    "the same of a beta-binomial for each checkpoint by itself",
                    OwnFits.of(train, fitter)));
    if (!heldOut.isEmpty()) {
      out =
          out.with(
                  fact(
                      "heldOutNegativeLogLikelihood",
                      "approach 2, held out, -ln likelihood",
                      -law.logLikelihood(heldOut)))
              .with(
                  fact(
                      "heldOutNegativeLogLikelihoodOfOwn",
                      "the same of a beta-binomial fitted to what was held out",
                      OwnFits.of(heldOut, fitter)));
    }
    if (out.objective().isEmpty()) {
      out = out.withObjective("negative log-likelihood of the counts", law.negativeLogLikelihood());
    }
    out = law.trouble("approach 2").map(out::with).orElse(out);
    if (law.theta().get(4) > law.theta().get(1)) {
      out =
          out.with(
              PretrainingWarnings.warning(
                  "tail-against-loss",
                  "theta4 exceeds theta1: by this law a worse model has more problems of small but"
                      + " not vanishing p, and passes more of them once k is large; do not plan large"
                      + " k with it"));
    }
    return ceiling(law, train).map(out::with).orElse(out).with(identification(law));
  }

  private static Findings.Fact fact(String key, String title, double value) {
    return Findings.Fact.of(key, title, "", value);
  }

  private static Optional<Diagnostic> ceiling(BetaFit law, List<Checkpoint> train) {
    double share = law.greatestShare(train);
    return share > NEAR_CEILING
        ? Optional.empty()
        : Optional.of(
            new Diagnostic.NotIdentified(
                List.of("theta0", "theta2"),
                Severity.WARNING,
                String.format(
                    Locale.ROOT,
                    "no checkpoint's mean p exceeds %.2g of theta2: only ln theta2 + theta1 theta0 is"
                        + " determined, not the ceiling theta2 and the midpoint theta0 apart;"
                        + " pass@k inside the data is",
                    share)));
  }

  private static Diagnostic identification(BetaFit law) {
    String words =
        switch (law.loss()) {
          case LossOption.Joint() ->
              "the loss was fitted with the counts: its origin and unit are conventions (lossE = 0,"
                  + " lossA = 1), so it is an index of training, not nats per token";
          case LossOption.Column() ->
              "the loss is a column: a plan needs it as a law of N and D (option loss)";
          case LossOption.Constants(Values surface) ->
              "the loss was taken as given; its own uncertainty is not in the intervals";
        };
    return new Diagnostic.Remark("loss-of-approach-2", Severity.NOTE, words);
  }
}
