package isoloss.sampling.passuntil;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Prediction of problems that small models hardly solve, by the loss of the correct answer, which
 * is measurable at every size: {@code F = ln(-ln PU)} is regressed on ln(loss) over all problems
 * and sizes with 0 &lt; PU &lt; 1; a hard problem's loss is carried to the target by a power law in
 * x of its own, and mapped. The paper maps losses to PU too; the form of its map was not published.
 */
final class GoldLoss {
  private final double[] logLosses;
  private final double[] f;

  /** The problem of each cell; -1 where F or the loss cannot be used. */
  private final int[] problems;

  private final int[] hard;
  private final double[] logLossAtTarget;

  GoldLoss(Ladder ladder, double[][] passRates, List<List<Double>> losses, double targetX) {
    int cells = ladder.rungs() * ladder.problems();
    logLosses = new double[cells];
    f = new double[cells];
    problems = new int[cells];
    for (int cell = 0; cell < cells; cell++) {
      int rung = cell / ladder.problems();
      int problem = cell % ladder.problems();
      double loss = losses.get(rung).get(problem);
      boolean usable = TaskLaw.usable(passRates[rung][problem]) && loss > 0;
      problems[cell] = usable ? problem : -1;
      logLosses[cell] = usable ? Math.log(loss) : 0;
      f[cell] = usable ? TaskLaw.f(passRates[rung][problem]) : 0;
    }
    hard =
        IntStream.range(0, ladder.problems())
            .filter(i -> TaskLaw.usablePoints(InstanceLaws.own(passRates, i)).length < 2)
            .toArray();
    logLossAtTarget =
        Arrays.stream(hard).mapToDouble(i -> logLoss(ladder, losses, i, targetX)).toArray();
  }

  private static double logLoss(
      Ladder ladder, List<List<Double>> losses, int problem, double targetX) {
    double[] own = losses.stream().mapToDouble(rung -> Math.log(rung.get(problem))).toArray();
    return Line.through(ladder.x(), own).at(targetX);
  }

  /** Replaces the prediction of every problem with fewer than two usable sizes. */
  double[] assisted(double[] byLines, int[] multiplicities) {
    Line map = map(multiplicities);
    double[] predicted = byLines.clone();
    for (int j = 0; j < hard.length; j++) {
      double assisted = TaskLaw.passRate(map.at(logLossAtTarget[j]));
      predicted[hard[j]] = Double.isFinite(assisted) ? assisted : predicted[hard[j]];
    }
    return predicted;
  }

  private Line map(int[] multiplicities) {
    double[] weights =
        Arrays.stream(problems).mapToDouble(i -> i < 0 ? 0 : multiplicities[i]).toArray();
    return Line.through(logLosses, f, weights);
  }
}
