package isoloss.sampling.pretraining;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.law.PublicData;
import isoloss.sampling.CountTable;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** GSM8K counts of 81 checkpoints of Pythia. */
final class PythiaLadder {
  private PythiaLadder() {}

  static Observations all() {
    List<String[]> lines = PublicData.read("pythia-ladder/gsm8k_counts.csv");
    List<String> header = List.of(lines.getFirst());
    List<String[]> rows = lines.subList(1, lines.size());
    List<String> roles = List.of("params", "tokens", "n", "c");
    double[][] columns =
        roles.stream()
            .map(role ->
                rows.stream()
                    .mapToDouble(row -> Double.parseDouble(row[header.indexOf(role)]))
                    .toArray())
            .toArray(double[][]::new);
    return Observations.of(
        List.of(Variable.N, Variable.D, CountTable.SAMPLES, CountTable.CORRECT),
        columns,
        Map.of(
            "model", rows.stream().map(row -> row[header.indexOf("checkpoint")]).toList(),
            "problem", rows.stream().map(row -> row[header.indexOf("problem_idx")]).toList()),
        IntStream.range(0, rows.size()).mapToObj(i -> Observations.Origin.COMPUTED).toList(),
        Provenance.NONE);
  }

  /** The largest two models at 300B tokens held out. */
  static Imported largestHeldOut() {
    Observations all = all();
    IntPredicate largest = row -> all.value(row, "N") >= 6.9e9 && all.value(row, "D") == 3e11;
    return new Imported(
        new Split(all.where(largest.negate()), all.where(largest), "N >= 6.9e9 AND D = 3e11"),
        List.of(),
        0,
        List.of());
  }

  static Imported nothingHeldOut() {
    return new Imported(Split.none(all()), List.of(), 0, List.of());
  }
}
