package isoloss.law.hyper;

import isoloss.data.Imported;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Procedure;
import isoloss.fit.Source;
import isoloss.fit.Texts;
import java.util.List;

/**
 * Fits {@code lr = c_lr N^lr_N D^lr_D} and {@code batch = c_B D^B_D} to grids of runs over learning
 * rate and batch, one grid for each (N, D); batch and D in tokens, lr the peak learning rate.
 *
 * <p>An optimum is read from a grid in four ways ({@link ExtractionMethod}), none of which is best
 * everywhere: all four laws are in the result, with what they cost in loss on cells that they have
 * not seen. The authors' way is the default.
 *
 * @see <a href="https://arxiv.org/abs/2503.04715">Li et al. (2025)</a>
 */
public final class StepLaw implements Analysis {
  static final List<String> PARAMETERS = List.of("c_lr", "lr_N", "lr_D", "c_B", "B_D");

  /** Parameters that a token passes through, of a mixture of experts. */
  static final Variable ACTIVE = Variable.positive("Na", "activated parameters", "parameters");

  static final Option METHOD =
      Option.choice("method", "how an optimum is read from the runs", ExtractionMethod.texts());

  static final Option TOLERANCE =
      Option.number(
          "tolerance",
          "greatest gap of a run that counts, as a share; .0025 for near-optimal and .01 for quadratic"
              + " and joint unless given",
          ExtractionMethod.NEAR_OPTIMAL.standardTolerance(),
          0);

  @Override
  public String name() {
    return "step-law";
  }

  @Override
  public String formula() {
    return "lr = c_lr N^lr_N D^lr_D, batch = c_B D^B_D";
  }

  @Override
  public Source source() {
    return new Source("Li et al. (2025), Step law", "https://arxiv.org/abs/2503.04715");
  }

  @Override
  public String convention() {
    return "N non-embedding parameters, of a mixture of experts all of them; D and batch in tokens; lr"
        + " the peak learning rate; L the smoothed training loss at the end";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(Variable.N, Variable.D, Variable.LEARNING_RATE, Variable.BATCH, Variable.L);
  }

  @Override
  public List<Variable> optionalInputs() {
    return List.of(ACTIVE);
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant(
            Procedure.DEFAULT,
            "least squares on logarithms over the runs less than 0.25 % above the best of their cell,"
                + " or over optima read in another way; intervals from cells drawn with replacement,"
                + " since runs of a cell share its best run",
            List.of(METHOD, TOLERANCE)),
        new Variant(
            Procedure.PUBLISHED,
            "the authors' code: the runs less than 0.25 % above the best, least squares on logarithms,"
                + " intervals from these runs drawn with replacement",
            List.of()));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    StepSetting setting = StepSetting.of(fitter);
    Cells cells = Cells.of(data.observations());
    StepChecks.require(cells, setting.method());
    Cells heldOut = Cells.of(data.split().heldOut());
    Cells unseen = heldOut.without(cells);
    StepResult result = StepResult.of(cells, unseen, setting);
    Findings findings =
        Findings.of(this, data, fitter)
            .withHeadline(headline(result))
            .withParameters(LawTables.estimates(result))
            .withFacts(StepFacts.of(result))
            .withTables(StepTables.of(result))
            .withDiagnostics(StepDiagnostics.of(result));
    return heldOut.size() > unseen.size()
        ? findings.with(heldOutInPart(heldOut.size() - unseen.size()))
        : findings;
  }

  /** A part of a grid has no best run to compare with. */
  private static Diagnostic heldOutInPart(int cells) {
    return new Diagnostic.Remark(
        "held-out-in-part",
        Diagnostic.Severity.WARNING,
        "rows of %s are held out in part and not judged; hold out whole cells of equal N and D"
            .formatted(Texts.counted(cells, "cell", "cells")));
  }

  private static String headline(StepResult result) {
    StepCoefficients law = result.law();
    GapSummary held = result.leftOneCellOut();
    String size = result.cells().sizeVaries() ? " N^" + Texts.number(law.rateN()) : "";
    return ("lr = %s%s D^%s, batch = %s D^%s tokens, by the method %s from %d cells; refitted without"
            + " a cell it costs %s of loss there in the mean and %s at most, where the runs are noisy"
            + " by %s.")
        .formatted(
            Texts.number(law.rateConstant()),
            size,
            Texts.number(law.rateD()),
            Texts.number(law.batchConstant()),
            Texts.number(law.batchD()),
            result.setting().method().text(),
            result.cells().size(),
            Texts.percent(held.mean()),
            Texts.percent(held.max()),
            Texts.percent(StepFacts.noiseFloor(result)));
  }
}
