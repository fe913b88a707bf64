package isoloss.spark;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Pool;
import isoloss.rank.engine.ModelTally;
import isoloss.stat.CompensatedSum;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import scala.Tuple2;

/** What some blocks say of a model. */
final class ModelPart implements Serializable {
  private static final long serialVersionUID = 1;

  private long measured;
  private long solved;
  private long comparisons;
  private long samples;
  private int lastBattle = -1;
  private final CompensatedSum scores = new CompensatedSum();
  private final Set<String> sources = new TreeSet<>();

  /** Of every model of a block, by name. */
  static List<Tuple2<String, ModelPart>> of(Pool block) {
    List<Tuple2<String, ModelPart>> parts = new ArrayList<>();
    block.models().forEach(name -> parts.add(new Tuple2<>(name, new ModelPart())));
    for (int s = 0; s < block.scoredCount(); s++) {
      boolean binary = s < block.binaryCount();
      String source = block.sample(s).source();
      block.forEachModel(s, (m, value) -> parts.get(m)._2().addScore(value, binary, source));
    }
    for (Comparison each : block.comparisons()) {
      String source = block.sample(each.sample()).source();
      parts.get(each.a())._2().addComparison(each.sample(), source);
      parts.get(each.b())._2().addComparison(each.sample(), source);
    }
    return parts;
  }

  private void addScore(double value, boolean binary, String source) {
    measured++;
    samples++;
    solved += binary && value == 1 ? 1 : 0;
    scores.add(value);
    sources.add(source);
  }

  /** Comparisons come sample by sample. */
  private void addComparison(int sample, String source) {
    comparisons++;
    samples += sample == lastBattle ? 0 : 1;
    lastBattle = sample;
    sources.add(source);
  }

  ModelPart and(ModelPart other) {
    ModelPart both = new ModelPart();
    both.add(this);
    both.add(other);
    return both;
  }

  private void add(ModelPart part) {
    measured += part.measured;
    solved += part.solved;
    comparisons += part.comparisons;
    samples += part.samples;
    scores.add(part.scores);
    sources.addAll(part.sources);
  }

  Set<String> sources() {
    return sources;
  }

  ModelTally tally(String model) {
    double mean = measured == 0 ? Double.NaN : scores.value() / measured;
    return new ModelTally(model, measured, solved, mean, comparisons, samples, sources.size());
  }
}
