package isoloss.plan.scalebench;

import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Fitter;
import isoloss.fit.Procedure;
import isoloss.fit.ScalingLaw;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A law fitted to all rows at once.
 *
 * @param remark how, where not by least squares; part of the name
 */
record LawForm(ScalingLaw law, String procedure, Map<String, String> options, String remark)
    implements Form {

  /** Fewer starts than a fit by itself has, since a study fits dozens of times. */
  private static final String STARTS = "3";

  LawForm {
    options = Map.copyOf(options);
  }

  /** By the default procedure: least squares. */
  static LawForm of(ScalingLaw law) {
    return new LawForm(law, Procedure.DEFAULT, Map.of("starts", STARTS), "");
  }

  static LawForm huber(ScalingLaw law) {
    return new LawForm(law, Procedure.DEFAULT, Map.of("starts", STARTS, "loss", "huber"), "Huber");
  }

  static LawForm published(ScalingLaw law) {
    return new LawForm(law, Procedure.PUBLISHED, Map.of(), "published procedure");
  }

  @Override
  public String name() {
    return remark.isEmpty() ? law.name() : law.name() + ", " + remark;
  }

  @Override
  public String formula() {
    return law.formula();
  }

  @Override
  public int parameters() {
    return law.parameters().size();
  }

  @Override
  public Fitted fit(Observations rows, Fitter fitter) {
    double[] theta = fitter.withProcedure(procedure).withOptions(options).estimates(law, rows);
    List<String> symbols = law.inputs().stream().map(Variable::symbol).toList();
    return others ->
        IntStream.range(0, others.size())
            .mapToDouble(row -> law.value(theta, others.row(row, symbols)))
            .toArray();
  }
}
