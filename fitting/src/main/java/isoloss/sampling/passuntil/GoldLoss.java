package isoloss.sampling.passuntil;

import java.util.List;

/**
 * Prediction of problems that small models hardly solve, by the loss of the correct answer, which
 * is measurable at every size: {@code F = ln(-ln PU)} is regressed on ln(loss) over all problems
 * and sizes with 0 &lt; PU &lt; 1; a hard problem's loss is carried to the target by a power law in
 * x of its own, and mapped. The paper maps losses to PU too; the form of its map was not published.
 */
final class GoldLoss {
  private final Ladder ladder;
  private final double[][] passRates;
  private final List<List<Double>> losses;

  GoldLoss(Ladder ladder, double[][] passRates, List<List<Double>> losses) {
    this.ladder = ladder;
    this.passRates = passRates;
    this.losses = losses;
  }

  /** Replaces the prediction of every problem with fewer than two usable sizes. */
  double[] assisted(double[] byLines, double targetX, int[] multiplicities) {
    double[] predicted = byLines.clone();
    Line map = map(multiplicities);
    for (int i = 0; i < predicted.length; i++) {
      if (TaskLaw.usablePoints(InstanceLaws.own(passRates, i)).length < 2) {
        double assisted = TaskLaw.passRate(map.at(logLossAt(i, targetX)));
        predicted[i] = Double.isFinite(assisted) ? assisted : predicted[i];
      }
    }
    return predicted;
  }

  private Line map(int[] multiplicities) {
    int cells = ladder.rungs() * ladder.problems();
    double[] x = new double[cells];
    double[] y = new double[cells];
    double[] weights = new double[cells];
    int at = 0;
    for (int j = 0; j < ladder.rungs(); j++) {
      for (int i = 0; i < ladder.problems(); i++) {
        double loss = losses.get(j).get(i);
        if (TaskLaw.usable(passRates[j][i]) && loss > 0) {
          x[at] = Math.log(loss);
          y[at] = TaskLaw.f(passRates[j][i]);
          weights[at] = multiplicities[i];
        }
        at++;
      }
    }
    return Line.through(x, y, weights);
  }

  private double logLossAt(int problem, double targetX) {
    double[] logLosses = losses.stream().mapToDouble(rung -> Math.log(rung.get(problem))).toArray();
    return Line.through(ladder.x(), logLosses).at(targetX);
  }
}
