package isoloss.sampling.verifier;

import isoloss.fit.Findings;
import isoloss.stat.Quantile;
import java.util.List;

/**
 * The curve of an {@link AttemptCurve} as a table, with intervals where there are some.
 *
 * @param reward interval of the reward of 1, 2, ... attempts; empty for none
 * @param accuracy of the accuracy of returned answers; empty for none
 */
record RewardBand(List<Quantile.Interval> reward, List<Quantile.Interval> accuracy) {
  static final RewardBand NONE = new RewardBand(List.of(), List.of());

  RewardBand {
    reward = List.copyOf(reward);
    accuracy = List.copyOf(accuracy);
  }

  Findings.Table table(AttemptCurve curve, int most) {
    Findings.Builder table =
        Findings.Table.builder("reward", "Reward and accuracy of up to K attempts")
            .column("attempts", "K", "attempts")
            .column("returned", "P(answer)")
            .column("correct", "P(right answer)")
            .column("accuracy", "accuracy of answers")
            .column("reward", "reward");
    if (!reward.isEmpty()) {
      table
          .column("accuracyLow", "accuracy low")
          .column("accuracyHigh", "accuracy high")
          .column("rewardLow", "reward low")
          .column("rewardHigh", "reward high");
    }
    for (int k = 1; k <= most; k++) {
      addRow(table, curve, k);
    }
    return table.build();
  }

  private void addRow(Findings.Builder table, AttemptCurve curve, int k) {
    double returned = curve.returned(k);
    double correct = curve.correct(k);
    if (reward.isEmpty()) {
      table.row(k, returned, correct, curve.accuracy(k), curve.reward(k));
    } else {
      table.row(
          k,
          returned,
          correct,
          curve.accuracy(k),
          curve.reward(k),
          accuracy.get(k - 1).low(),
          accuracy.get(k - 1).high(),
          reward.get(k - 1).low(),
          reward.get(k - 1).high());
    }
  }
}
