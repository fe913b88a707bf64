package isoloss.data.pool;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Collects measurements in any order and packs them. Scores of 0 and 1 are packed as they come, so
 * that a pool of hundreds of millions of cells never exists as rows.
 */
public final class PoolBuilder {
  private static final long[] NOTHING = {};

  private final Map<String, Integer> modelIndex = new HashMap<>();
  private final List<String> models = new ArrayList<>();
  private final Map<Sample.Key, Integer> sampleIndex = new HashMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private final BitSet scaled = new BitSet();
  private final List<long[]> observed = new ArrayList<>();
  private final List<long[]> solved = new ArrayList<>();
  private CellList cells = new CellList();
  private final List<Comparison> comparisons = new ArrayList<>();

  /**
   * What became of cells that were measured more than once.
   *
   * @param repeated measurements beyond the first whose score was the same
   * @param conflicting cells with different scores, settled by the rule
   * @param example one of the latter in words; empty where there is none
   */
  public record Repeats(long repeated, int conflicting, Conflicts rule, String example) {

    /** Of two pools that share no sample. */
    public Repeats and(Repeats other) {
      boolean mine =
          other.example.isEmpty() || !example.isEmpty() && example.compareTo(other.example) <= 0;
      return new Repeats(
          repeated + other.repeated,
          Math.addExact(conflicting, other.conflicting),
          rule,
          mine ? example : other.example);
    }

    /** What {@link Conflicts#REFUSE} says of these cells. */
    public InputException refusal() {
      return new InputException(
          String.format(
              Locale.ROOT,
              "%d cells were measured more than once with different scores, first %s;"
                  + " say --conflicts %s",
              conflicting,
              example,
              String.join("|", Conflicts.names().stream().skip(1).toList())));
    }
  }

  /** A packed pool and what happened on the way. */
  public record Packed(Pool pool, Repeats repeats) {}

  /** The index of a model, new or known. */
  public int model(String name) {
    Integer known = modelIndex.get(name);
    if (known != null) {
      return known;
    }
    modelIndex.put(name, models.size());
    models.add(name);
    observed.add(NOTHING);
    solved.add(NOTHING);
    return models.size() - 1;
  }

  /**
   * The index of a sample, new or known by name, source and metric; of a known one only the key is
   * looked at. A binary or numeric kind is found out from the scores.
   */
  public int sample(Sample sample) {
    Integer known = sampleIndex.get(sample.key());
    if (known != null) {
      return known;
    }
    sampleIndex.put(sample.key(), samples.size());
    samples.add(sample);
    if (sample.kind() == Kind.ORDINAL) {
      scaled.set(samples.size() - 1);
    }
    return samples.size() - 1;
  }

  /** A sample as it stands. */
  public Sample sample(int index) {
    return samples.get(index);
  }

  /** Puts a description of the same key in the place of a sample's. */
  public void describe(int index, Sample sample) {
    if (!sample.key().equals(samples.get(index).key())) {
      throw new IllegalArgumentException(
          sample.key() + " is not " + samples.get(index).key() + ", which it is to describe");
    }
    samples.set(index, sample);
  }

  public String modelName(int index) {
    return models.get(index);
  }

  public int modelCount() {
    return models.size();
  }

  public int sampleCount() {
    return samples.size();
  }

  /**
   * One score.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public void score(int model, int sample, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("score " + value + " is not finite");
    }
    if (value != 0 && value != 1) {
      scaled.set(sample);
    }
    if (scaled.get(sample)) {
      cells.add(model, sample, value);
      return;
    }
    int word = sample >>> 6;
    long bit = 1L << sample;
    if (observed.get(model).length <= word) {
      int room = Math.max(word + 1, observed.get(model).length * 2);
      observed.set(model, Arrays.copyOf(observed.get(model), room));
      solved.set(model, Arrays.copyOf(solved.get(model), room));
    }
    if ((observed.get(model)[word] & bit) != 0) {
      cells.add(model, sample, value); // a repeat; settled at the end
      return;
    }
    observed.get(model)[word] |= bit;
    if (value == 1) {
      solved.get(model)[word] |= bit;
    }
  }

  /** Battles of two models. */
  public void compare(Comparison comparison) {
    comparisons.add(comparison);
  }

  /** Tells where the measurements of a cell stand, for a message. */
  @FunctionalInterface
  public interface Places {
    /**
     * @return a list such as {@code a.csv:3, b.csv:9}; empty when unknown
     */
    String of(String model, Sample.Key sample);
  }

  /**
   * @throws InputException if cells conflict and the rule is to refuse
   */
  public Packed build(Conflicts rule, Provenance provenance) {
    return build(rule, provenance, (model, sample) -> "");
  }

  /**
   * Packs what was collected and lets go of it: a builder builds once.
   *
   * @param places asked for the first conflict
   * @throws InputException if cells conflict and the rule is to refuse
   */
  public Packed build(Conflicts rule, Provenance provenance, Places places) {
    Settled settled = settle(rule, places);
    Kind[] kinds = kinds();
    Canonical order = new Canonical(models, samples, kinds, settled.cells, this::bits, comparisons);
    return new Packed(pack(order, kinds, settled.cells, provenance), settled.repeats);
  }

  /** Every cell that was not packed as bits, once. */
  private record Settled(CellList cells, Repeats repeats) {}

  /** A cell that was measured more than once with different scores. */
  private record Conflict(int model, int sample, double[] scores) {}

  private Settled settle(Conflicts rule, Places places) {
    CellList loose = cells;
    cells = new CellList();
    int late = loose.size();
    takeBits(loose); // they came before every loose score of their cell
    CellList all = new CellList();
    Optional<Conflict> first = Optional.empty();
    long repeated = 0;
    int conflicting = 0;
    int[] order = loose.bySampleAndModel(); // stable: the scores of a cell as they came
    for (int from = 0, to; from < order.length; from = to) {
      to = endOfCell(loose, order, from);
      int model = loose.model(order[from]);
      int sample = loose.sample(order[from]);
      if (to == from + 1 && scaled.get(sample)) {
        all.add(model, sample, loose.value(order[from]));
        continue;
      }
      double[] scores = scores(loose, order, from, to, late);
      if (Arrays.stream(scores).allMatch(score -> score == scores[0])) {
        repeated += scores.length - 1;
      } else {
        conflicting++;
        first = first.or(() -> Optional.of(new Conflict(model, sample, scores)));
      }
      place(model, sample, rule.settle(scores), all);
    }
    String example = first.map(each -> inWords(each, places)).orElse("");
    Repeats repeats = new Repeats(repeated, conflicting, rule, example);
    if (rule == Conflicts.REFUSE && conflicting > 0) {
      throw repeats.refusal();
    }
    takeBits(all); // of samples that a mean has made numeric
    return new Settled(all, repeats);
  }

  private static int endOfCell(CellList loose, int[] order, int from) {
    int to = from + 1;
    while (to < order.length
        && loose.model(order[to]) == loose.model(order[from])
        && loose.sample(order[to]) == loose.sample(order[from])) {
      to++;
    }
    return to;
  }

  /** The scores of a cell in the order in which they came; one that was a bit came first. */
  private double[] scores(CellList loose, int[] order, int from, int to, int late) {
    int model = loose.model(order[from]);
    int sample = loose.sample(order[from]);
    double[] scores = IntStream.range(from, to).mapToDouble(k -> loose.value(order[k])).toArray();
    if (!scaled.get(sample)) {
      return prepend(solved(model, sample) ? 1 : 0, scores);
    }
    if (order[to - 1] < late) {
      return scores;
    }
    return prepend(scores[scores.length - 1], Arrays.copyOf(scores, scores.length - 1));
  }

  private void takeBits(CellList into) {
    for (int m = 0; m < models.size(); m++) {
      long[] seen = observed.get(m);
      for (int s = scaled.nextSetBit(0); s >= 0 && s >>> 6 < seen.length; ) {
        if ((seen[s >>> 6] >>> s & 1) != 0) {
          into.add(m, s, solved(m, s) ? 1 : 0);
          seen[s >>> 6] &= ~(1L << s);
          solved.get(m)[s >>> 6] &= ~(1L << s);
        }
        s = scaled.nextSetBit(s + 1);
      }
    }
  }

  private void place(int model, int sample, double value, CellList all) {
    if (scaled.get(sample)) {
      all.add(model, sample, value);
    } else if (value == 0 || value == 1) {
      long bit = 1L << sample;
      solved.get(model)[sample >>> 6] &= ~bit;
      solved.get(model)[sample >>> 6] |= value == 1 ? bit : 0;
    } else {
      scaled.set(sample);
      observed.get(model)[sample >>> 6] &= ~(1L << sample);
      solved.get(model)[sample >>> 6] &= ~(1L << sample);
      all.add(model, sample, value);
    }
  }

  private boolean solved(int model, int sample) {
    return (solved.get(model)[sample >>> 6] >>> sample & 1) != 0;
  }

  private static double[] prepend(double first, double[] rest) {
    double[] all = new double[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  private String inWords(Conflict conflict, Places places) {
    Sample sample = samples.get(conflict.sample);
    String model = models.get(conflict.model);
    String at = places.of(model, sample.key());
    return "%s on %s (%s)%s"
        .formatted(
            model,
            sample.name(),
            Arrays.stream(conflict.scores)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", ")),
            at.isEmpty() ? "" : " at " + at);
  }

  private Kind[] kinds() {
    Kind[] kinds = new Kind[samples.size()];
    for (int s = 0; s < kinds.length; s++) {
      Kind stated = samples.get(s).kind();
      kinds[s] =
          stated == Kind.PAIRWISE || stated == Kind.ORDINAL
              ? stated
              : scaled.get(s) ? Kind.NUMERIC : Kind.BINARY;
    }
    return kinds;
  }

  /** The packed scores of a model. */
  private Colours.Bits bits(int model) {
    return new Colours.Bits(observed.get(model), solved.get(model));
  }

  private Pool pack(Canonical order, Kind[] kinds, CellList loose, Provenance provenance) {
    int[] sampleAt = order.samples();
    int[] modelAt = order.models();
    int[] samplePlace = inverse(sampleAt);
    int[] modelPlace = inverse(modelAt);
    List<Sample> described = new ArrayList<>();
    for (int s : sampleAt) {
      described.add(samples.get(s).with(kinds[s]));
    }
    int binary = (int) Arrays.stream(kinds).filter(kind -> kind == Kind.BINARY).count();
    long[][] seen = new long[models.size()][];
    long[][] good = new long[models.size()][];
    for (int m = 0; m < seen.length; m++) {
      seen[m] = moved(observed.set(modelAt[m], NOTHING), samplePlace, binary);
      good[m] = moved(solved.set(modelAt[m], NOTHING), samplePlace, binary);
    }
    loose.move(modelPlace, samplePlace);
    int scored = (int) Arrays.stream(kinds).filter(kind -> kind != Kind.PAIRWISE).count();
    Pool.ColumnsBuilder columns = new Pool.ColumnsBuilder(scored - binary, loose.size());
    int column = 0;
    for (int k : loose.bySampleAndModel()) {
      while (column < loose.sample(k) - binary) {
        columns.endColumn();
        column++;
      }
      columns.add(loose.model(k), loose.value(k));
    }
    return new Pool(
        Arrays.stream(modelAt).mapToObj(models::get).toList(),
        described,
        seen,
        good,
        columns.build(),
        pairs(modelPlace, samplePlace),
        provenance);
  }

  private List<Comparison> pairs(int[] modelPlace, int[] samplePlace) {
    return comparisons.stream()
        .map(each -> {
          int a = modelPlace[each.a()];
          int b = modelPlace[each.b()];
          int s = samplePlace[each.sample()];
          return a < b
              ? new Comparison(a, b, s, each.winsA(), each.winsB(), each.ties())
              : new Comparison(b, a, s, each.winsB(), each.winsA(), each.ties());
        })
        .sorted(Canonical.COMPARISONS)
        .toList();
  }

  private static long[] moved(long[] row, int[] place, int bits) {
    long[] out = new long[Pool.words(bits)];
    for (int w = 0; w < row.length; w++) {
      for (long left = row[w]; left != 0; left &= left - 1) {
        int to = place[(w << 6) + Long.numberOfTrailingZeros(left)];
        out[to >>> 6] |= 1L << to;
      }
    }
    return out;
  }

  private static int[] inverse(int[] order) {
    int[] place = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
    }
    return place;
  }
}
