package isoloss.rank.structure;

import isoloss.data.pool.Pool;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * How the cells of a pool are missing, which decides what an order can rest on. The part of the
 * variance of "measured or not" over all cells that groups of cells explain is adjusted for their
 * number, {@code 1 - (1 - R^2) (N - 1) / (N - k)}, and so is about 0 where cells are missing at
 * random. Comparisons have no cells and are not looked at.
 *
 * @param density part of the cells that were measured, over samples that anybody was measured on
 * @param bySamples explained by the sample alone
 * @param byModels explained by the model alone
 * @param byBlocks explained by the model and the group of the sample
 * @param fullOrEmptyBlocks part of the pairs of a model and a group that are measured wholly (98 %)
 *     or hardly (2 %)
 * @param emptySamples samples that nobody was measured on
 */
public record Missingness(
    Kind kind,
    double density,
    double bySamples,
    double byModels,
    double byBlocks,
    double fullOrEmptyBlocks,
    int emptySamples) {
  private static final double NEARLY_ALL = 0.9;
  private static final double HARDLY = 0.1;
  private static final double EDGE = 0.02;

  /** What kind of missingness, and what it means for an order. */
  public enum Kind {
    COMPLETE(
        "every model was measured on every sample: means, and pair models with half ties, give the"
            + " same order on binary samples"),
    CELLS(
        "cells are missing at random: pair models and Rasch beat the mean of what was measured; at"
            + " a tenth of the cells or less 2PL completion beats both"),
    SAMPLES(
        "whole samples are missing for all models alike: the mean of what was measured is as good"
            + " as any method"),
    BLOCKS(
        "models were measured on whole groups of samples or not at all: means are misleading, since"
            + " each model has its own mix of groups; pair models or 2PL completion are needed, and"
            + " the models in several groups carry the order"),
    UNEVEN(
        "models or samples were measured to very different extent: means compare different samples,"
            + " and models measured little may lead or trail by chance"),
    NO_SCORES("there are no scores, only comparisons");

    private final String meaning;

    Kind(String meaning) {
      this.meaning = meaning;
    }

    /** One clause. */
    public String meaning() {
      return meaning;
    }
  }

  /**
   * @param group for example {@code Sample::source}
   */
  public static Missingness of(Pool pool, Function<Sample, String> group) {
    return new Cells(pool, group).missingness();
  }

  /** Counts of measured cells. */
  private static final class Cells {
    private final int models;
    private final int samples;
    private final int empty;
    private final long[] bySample;
    private final long[] byModel;
    private final long[][] byBlock;
    private final int[] groupSize;

    Cells(Pool pool, Function<Sample, String> group) {
      Map<String, Integer> number = new LinkedHashMap<>();
      BitSet measured = new BitSet();
      int[] groupOf = new int[pool.scoredCount()];
      for (int s = 0; s < pool.scoredCount(); s++) {
        if (pool.measured(s) > 0) {
          measured.set(s);
          String name = group.apply(pool.sample(s));
          number.putIfAbsent(name, number.size());
          groupOf[s] = number.get(name);
        }
      }
      models = pool.modelCount();
      samples = measured.cardinality();
      empty = pool.scoredCount() - samples;
      bySample = measured.stream().mapToLong(pool::measured).toArray();
      byModel = new long[models];
      byBlock = new long[models][number.size()];
      groupSize = new int[number.size()];
      measured.stream()
          .forEach(s -> {
            groupSize[groupOf[s]]++;
            pool.forEachModel(
                s,
                (m, value) -> {
                  byModel[m]++;
                  byBlock[m][groupOf[s]]++;
                });
          });
    }

    Missingness missingness() {
      double cells = (double) models * samples;
      double density = Arrays.stream(bySample).sum() / cells;
      double samplesExplain = explained(density, cells, samples, between(bySample, models));
      double modelsExplain = explained(density, cells, models, between(byModel, samples));
      double blocksExplain = explained(density, cells, models * groupSize.length, betweenBlocks());
      Missingness found =
          new Missingness(
              Kind.UNEVEN,
              density,
              samplesExplain,
              modelsExplain,
              blocksExplain,
              fullOrEmpty(),
              empty);
      return found.with(samples == 0 ? Kind.NO_SCORES : found.decided(groupSize.length));
    }

    /** {@code sum_g n_g p_g^2} of groups of {@code size} cells. */
    private static double between(long[] counts, int size) {
      return Arrays.stream(counts).mapToDouble(c -> (double) c * c / size).sum();
    }

    private double betweenBlocks() {
      double sum = 0;
      for (long[] row : byBlock) {
        for (int g = 0; g < row.length; g++) {
          sum += (double) row[g] * row[g] / groupSize[g];
        }
      }
      return sum;
    }

    /** 0 where nothing varies, or where there are as many groups as cells. */
    private static double explained(double density, double cells, double groups, double between) {
      double total = cells * density * (1 - density);
      if (!(total > 0) || groups >= cells) {
        return 0;
      }
      double r2 = (between - cells * density * density) / total;
      return 1 - (1 - r2) * (cells - 1) / (cells - groups);
    }

    private double fullOrEmpty() {
      long edge = 0;
      for (long[] row : byBlock) {
        for (int g = 0; g < row.length; g++) {
          double part = row[g] / (double) groupSize[g];
          edge += part <= EDGE || part >= 1 - EDGE ? 1 : 0;
        }
      }
      return edge / ((double) models * groupSize.length);
    }
  }

  private Missingness with(Kind decided) {
    return new Missingness(
        decided, density, bySamples, byModels, byBlocks, fullOrEmptyBlocks, emptySamples);
  }

  private Kind decided(int groups) {
    if (density == 1) {
      return emptySamples > 0 ? Kind.SAMPLES : Kind.COMPLETE;
    }
    if (bySamples >= NEARLY_ALL) {
      return Kind.SAMPLES;
    }
    boolean beyondModels = byBlocks - byModels >= HARDLY;
    if (groups > 1 && beyondModels && fullOrEmptyBlocks >= NEARLY_ALL) {
      return Kind.BLOCKS;
    }
    boolean random = bySamples < HARDLY && byModels < HARDLY && byBlocks < HARDLY;
    return random ? Kind.CELLS : Kind.UNEVEN;
  }

  /** How the cells are missing, the numbers that decided, and what it means. */
  public Diagnostic diagnostic() {
    boolean harmless = kind == Kind.COMPLETE || kind == Kind.NO_SCORES;
    return new Diagnostic.Remark(
        "missing-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        kind == Kind.BLOCKS || kind == Kind.UNEVEN
            ? Diagnostic.Severity.WARNING
            : Diagnostic.Severity.NOTE,
        harmless
            ? kind.meaning
            : String.format(
                Locale.ROOT,
                "%.3g %% of the cells are measured; %s (explained by sample %.0f %%, by model"
                    + " %.0f %%, by model and group %.0f %%)",
                100 * density,
                kind.meaning,
                100 * Math.max(0, bySamples),
                100 * Math.max(0, byModels),
                100 * Math.max(0, byBlocks)));
  }
}
