package isoloss.lab;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Scores;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.data.importer.RunLog;
import isoloss.data.importer.TableReader;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Texts;
import isoloss.report.LadderSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** The log of a ladder, read back as what fits, rankings and reports need. */
public final class LadderLog {
  private static final Variable CPU = Variable.positive("cpuSeconds", "CPU time", "s");
  private static final Variable ERROR =
      Variable.positive("lossStandardError", "standard error of the loss", "nats/token");

  private final Path file;

  public LadderLog(Path file) {
    this.file = file;
  }

  /**
   * One row per model; those with the most compute C = 6ND are held out.
   *
   * @param heldOutShare of the rows, rounded down
   */
  public Imported observations(ScalingLaw law, double heldOutShare) {
    List<Variable> variables = new ArrayList<>(law.inputs());
    variables.add(law.response());
    Imported read = TableReader.of(variables).read(List.of(file.toString()));
    Observations all = read.observations();
    double[] compute = new double[all.size()];
    for (int row = 0; row < compute.length; row++) {
      compute[row] = 6 * all.value(row, "N") * all.value(row, "D");
    }
    int heldOut = (int) (heldOutShare * compute.length);
    if (heldOut == 0) {
      return read;
    }
    double[] sorted = compute.clone();
    Arrays.sort(sorted);
    double threshold = sorted[sorted.length - heldOut];
    Split split =
        new Split(
            all.where(row -> compute[row] < threshold),
            all.where(row -> compute[row] >= threshold),
            Texts.text("the runs with the most compute, 6 N D >= %.3g FLOP", threshold));
    return new Imported(split, read.rejected(), read.duplicatesDropped(), read.filteredOut());
  }

  /** Per-document losses of the models that were trained on the most tokens. */
  public Scores scoresOfLongestTraining() {
    Observations all =
        TableReader.of(List.of(Variable.D)).read(List.of(file.toString())).observations();
    double most = Arrays.stream(all.column("D")).max().orElseThrow();
    List<String> models = all.label("model").orElseThrow();
    Set<String> longest = new HashSet<>();
    for (int row = 0; row < all.size(); row++) {
      if (all.value(row, "D") >= 0.99 * most) {
        longest.add(models.get(row));
      }
    }
    Scores scores = RunLog.scores(file);
    return new Scores(
        scores.rows().stream().filter(score -> longest.contains(score.model())).toList(),
        scores.provenance());
  }

  /** The models and the known entropy of their source, for a report. */
  public LadderSummary summary() {
    Observations all =
        TableReader.of(List.of(Variable.N, Variable.D, Variable.L, ERROR, CPU))
            .read(List.of(file.toString()))
            .observations();
    List<String> models = all.label("model").orElseThrow();
    List<LadderSummary.Rung> rungs = new ArrayList<>();
    for (int row = 0; row < all.size(); row++) {
      rungs.add(
          new LadderSummary.Rung(
              models.get(row),
              all.value(row, "N"),
              all.value(row, "D"),
              all.value(row, "L"),
              OptionalDouble.of(all.value(row, "lossStandardError")),
              all.value(row, "cpuSeconds")));
    }
    JsonObject specification = specification();
    return new LadderSummary(specification.text("corpus"), rungs, knownEntropy(specification));
  }

  /** The first line of the log. */
  private JsonObject specification() {
    try (Stream<String> lines = Files.lines(file)) {
      return Json.parseObject(lines.findFirst().orElse(""), file + ":1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<LadderSummary.KnownEntropy> knownEntropy(JsonObject specification) {
    if (!specification.has("windowEntropyNatsPerToken")) {
      return Optional.empty();
    }
    return Optional.of(
        new LadderSummary.KnownEntropy(
            specification.number("windowEntropyNatsPerToken"),
            String.format(
                Locale.ROOT,
                "the best possible mean loss inside windows of the models' context length;"
                    + " with unlimited context it is %.5g nats/token",
                specification.number("entropyNatsPerToken"))));
  }
}
