package isoloss.rank.structure;

import isoloss.data.Names;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.stat.Quantile;
import java.io.Serializable;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How well each model was measured, and which samples say nothing about the order.
 *
 * @param models one per model, in the pool's order
 * @param identical groups of models with the same score in each cell, and the same cells
 */
public record Measured(
    List<Model> models, List<List<Integer>> identical, UninformativeSamples uninformative) {
  public Measured {
    models = List.copyOf(models);
    identical = List.copyOf(identical);
  }

  /** Why a model's place must be read with care. */
  public enum Mark {
    /** Measured on fewer samples than asked for. */
    FEW_SAMPLES("measured on few samples"),
    /** Its standard error is far above the median. */
    LARGE_ERROR("standard errors far above the median"),
    NO_WIN("never won"),
    NO_LOSS("never lost"),
    /** Outside the component that holds most models: no finite score beside theirs. */
    UNBOUNDED("no finite score beside those of most models"),
    ONE_SOURCE("measured by one source only"),
    IDENTICAL("identical scores");

    private final String words;

    Mark(String words) {
      this.words = words;
    }
  }

  /**
   * What a model's place rests on.
   *
   * @param samples that it was measured or compared on
   * @param sources that those come from
   * @param opponents that it was compared with
   * @param wins weighted, as the evidence counts them
   */
  public record Model(
      int model,
      int samples,
      int sources,
      int opponents,
      double wins,
      double losses,
      double ties,
      Set<Mark> marks) {
    public Model {
      marks = Set.copyOf(marks);
    }
  }

  /**
   * Samples that put no model above another.
   *
   * @param solvedByAll binary, with at least two models
   * @param solvedByNone the same
   * @param allEqual on a scale, all scores within the margin, with at least two models
   * @param oneModel with one model
   * @param unmeasured with none
   */
  public record UninformativeSamples(
      int solvedByAll, int solvedByNone, int allEqual, int oneModel, int unmeasured)
      implements Serializable {

    /** Of evidence, or of a part of it. */
    public static UninformativeSamples of(Evidence evidence) {
      Pool pool = evidence.pool();
      int[] count = new int[5];
      for (int s = 0; s < pool.scoredCount(); s++) {
        double[] ends = ends(pool, s);
        int measured = pool.measured(s);
        boolean binary = pool.sample(s).kind() == Kind.BINARY;
        if (measured < 2) {
          count[measured == 0 ? 4 : 3]++;
        } else if (evidence.outcome(s, ends[0], ends[1]) == 0) {
          count[!binary ? 2 : ends[0] == 1 ? 0 : 1]++;
        }
      }
      return new UninformativeSamples(count[0], count[1], count[2], count[3], count[4]);
    }

    /** The lowest and the highest score. */
    private static double[] ends(Pool pool, int sample) {
      double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
      pool.forEachModel(
          sample,
          (m, value) -> {
            ends[0] = Math.min(ends[0], value);
            ends[1] = Math.max(ends[1], value);
          });
      return ends;
    }

    /** Of parts that share no sample. */
    public UninformativeSamples and(UninformativeSamples other) {
      return new UninformativeSamples(
          solvedByAll + other.solvedByAll,
          solvedByNone + other.solvedByNone,
          allEqual + other.allEqual,
          oneModel + other.oneModel,
          unmeasured + other.unmeasured);
    }

    public int total() {
      return solvedByAll + solvedByNone + allEqual + oneModel + unmeasured;
    }
  }

  /**
   * What counts as barely measured.
   *
   * @param fewestSamples fewer are marked
   * @param errorOverMedian a standard error above so many medians is marked
   */
  public record Limits(int fewestSamples, double errorOverMedian) {

    /**
     * Fewer than 20 samples, or an error above three medians: the first of the public embedding
     * benchmark under Bradley-Terry was measured on 7 tasks of 1,555, its error is 1.6.
     */
    public static Limits standard() {
      return new Limits(20, 3);
    }
  }

  /**
   * @param standardErrors one per model, NaN where unknown; empty where none are known
   */
  public static Measured of(
      Evidence evidence,
      PairCounts counts,
      Components components,
      double[] standardErrors,
      Limits limits) {
    Pool pool = evidence.pool();
    Incidence incidence = Incidence.of(pool);
    int[] sources = new int[pool.modelCount()];
    Map<String, BitSet> groups = incidence.groups(Sample::source);
    groups.values().forEach(group -> incidence.models(group).stream().forEach(m -> sources[m]++));
    Survey survey = new Survey(counts, components, standardErrors, limits);
    List<List<Integer>> identical = identicalRows(pool);
    return new Measured(
        survey.models(incidence.samplesByModel(), sources, groups.size(), identical),
        identical,
        UninformativeSamples.of(evidence));
  }

  /**
   * Of measurements that are elsewhere; identical models are not looked for.
   *
   * @param samples that each model was measured or compared on
   * @param sources that those come from
   * @param allSources of all samples
   */
  public static Measured of(
      int[] samples,
      int[] sources,
      int allSources,
      PairCounts counts,
      Components components,
      double[] standardErrors,
      UninformativeSamples uninformative) {
    Survey survey = new Survey(counts, components, standardErrors, Limits.standard());
    return new Measured(
        survey.models(samples, sources, allSources, List.of()), List.of(), uninformative);
  }

  private record Survey(PairCounts counts, Components components, double[] errors, Limits limits) {

    List<Model> models(
        int[] samples, int[] sources, int allSources, List<List<Integer>> identical) {
      BitSet twins = new BitSet();
      identical.forEach(group -> group.forEach(twins::set));
      double usual = median(errors);
      List<Model> models = new ArrayList<>();
      for (int m = 0; m < samples.length; m++) {
        Model model = tally(m, samples[m], sources[m]);
        models.add(marked(model, allSources > 1, twins.get(m), usual));
      }
      return models;
    }

    private Model tally(int model, int samples, int sources) {
      double wins = 0;
      double losses = 0;
      double ties = 0;
      int opponents = 0;
      for (int other = 0; other < counts.models(); other++) {
        if (other != model && counts.compared(model, other) > 0) {
          wins += counts.wins(model, other);
          losses += counts.wins(other, model);
          ties += counts.ties(model, other);
          opponents++;
        }
      }
      return new Model(model, samples, sources, opponents, wins, losses, ties, Set.of());
    }

    private Model marked(Model m, boolean severalSources, boolean twin, double usualError) {
      Set<Mark> marks = EnumSet.noneOf(Mark.class);
      mark(marks, Mark.FEW_SAMPLES, m.samples < limits.fewestSamples);
      mark(
          marks,
          Mark.LARGE_ERROR,
          errors.length > 0 && errors[m.model] > limits.errorOverMedian * usualError);
      mark(marks, Mark.NO_WIN, m.opponents > 0 && m.wins == 0);
      mark(marks, Mark.NO_LOSS, m.opponents > 0 && m.losses == 0);
      mark(marks, Mark.UNBOUNDED, components.componentOf(m.model) > 0);
      mark(marks, Mark.ONE_SOURCE, severalSources && m.sources == 1);
      mark(marks, Mark.IDENTICAL, twin);
      return new Model(m.model, m.samples, m.sources, m.opponents, m.wins, m.losses, m.ties, marks);
    }

    private static void mark(Set<Mark> marks, Mark mark, boolean holds) {
      if (holds) {
        marks.add(mark);
      }
    }

    private static double median(double[] values) {
      double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
      return known.length == 0 ? Double.NaN : Quantile.median(known);
    }
  }

  /** The cells of a model; buffers compare by what they hold. */
  private record Row(LongBuffer observed, LongBuffer solved, DoubleBuffer scaled) {}

  private static List<List<Integer>> identicalRows(Pool pool) {
    List<List<Double>> scaled = new ArrayList<>();
    IntStream.range(0, pool.modelCount()).forEach(m -> scaled.add(new ArrayList<>()));
    for (int s = pool.binaryCount(); s < pool.scoredCount(); s++) {
      double sample = s;
      pool.forEachModel(s, (m, value) -> scaled.get(m).addAll(List.of(sample, value)));
    }
    Map<Row, List<Integer>> byRow = new LinkedHashMap<>();
    for (int m = 0; m < pool.modelCount(); m++) {
      Row row =
          new Row(
              LongBuffer.wrap(pool.observedBits(m)),
              LongBuffer.wrap(pool.solvedBits(m)),
              DoubleBuffer.wrap(scaled.get(m).stream().mapToDouble(Double::doubleValue).toArray()));
      boolean measured =
          row.scaled.hasRemaining() || Arrays.stream(pool.observedBits(m)).anyMatch(w -> w != 0);
      if (measured) {
        byRow.computeIfAbsent(row, key -> new ArrayList<>()).add(m);
      }
    }
    return byRow.values().stream().filter(group -> group.size() > 1).map(List::copyOf).toList();
  }

  /** The models that bear a mark, ascending. */
  public List<Integer> marked(Mark mark) {
    return models.stream().filter(m -> m.marks.contains(mark)).map(Model::model).toList();
  }

  /** One remark for each mark that a model bears, and one on samples without order. */
  public List<Diagnostic> diagnostics(List<String> names) {
    List<Diagnostic> said = new ArrayList<>();
    for (Mark mark : Mark.values()) {
      List<String> bearers = marked(mark).stream().map(names::get).sorted().toList();
      if (!bearers.isEmpty()) {
        said.add(remark(mark, bearers));
      }
    }
    if (uninformative.total() > 0) {
      said.add(
          new Diagnostic.Remark(
              "uninformative-samples", Diagnostic.Severity.NOTE, uninformativeInWords()));
    }
    return said;
  }

  private static Diagnostic remark(Mark mark, List<String> bearers) {
    return new Diagnostic.Remark(
        mark.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        mark == Mark.ONE_SOURCE || mark == Mark.IDENTICAL
            ? Diagnostic.Severity.NOTE
            : Diagnostic.Severity.WARNING,
        String.format(
            Locale.ROOT, "%s: %d models, %s", mark.words, bearers.size(), Names.listed(bearers)));
  }

  private String uninformativeInWords() {
    return "%d samples put no model above another: %d solved by all, %d by none, %d with equal"
            .formatted(
                uninformative.total(),
                uninformative.solvedByAll,
                uninformative.solvedByNone,
                uninformative.allEqual)
        + " scores, %d with one model, %d with none"
            .formatted(uninformative.oneModel, uninformative.unmeasured);
  }
}
