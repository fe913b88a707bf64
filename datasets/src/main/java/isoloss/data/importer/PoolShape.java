package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How a file arranges measurements. */
enum PoolShape {
  /** A row is one score. */
  SCORES(described(PoolRole.MODEL, PoolRole.SCORE, PoolRole.RANK, PoolRole.KIND)),
  /** A row is a battle of two models, or counts of battles. */
  BATTLES(
      described(
          PoolRole.MODEL,
          PoolRole.MODEL_A,
          PoolRole.MODEL_B,
          PoolRole.WINNER,
          PoolRole.RESULT,
          PoolRole.WINS_A,
          PoolRole.WINS_B,
          PoolRole.TIES,
          PoolRole.KIND)),
  /** Some rows are scores, others battles. */
  MIXED(EnumSet.allOf(PoolRole.class)),
  /** A row is a model, a column a sample. */
  WIDE(EnumSet.of(PoolRole.MODEL)),
  /** A row lists models, the best first. */
  ORDERINGS(described()),
  /** A row is an ordering, a column a model. */
  RANKS(EnumSet.of(PoolRole.SAMPLE, PoolRole.SOURCE));

  private final Set<PoolRole> used;

  PoolShape(Set<PoolRole> used) {
    this.used = used;
  }

  private static Set<PoolRole> described(PoolRole... further) {
    Set<PoolRole> roles = EnumSet.of(PoolRole.SAMPLE, PoolRole.SOURCE, PoolRole.METRIC);
    roles.addAll(SampleBook.descriptive());
    roles.addAll(Arrays.asList(further));
    return roles;
  }

  /** True for a role that rows of this shape have a use for. */
  boolean uses(PoolRole role) {
    return used.contains(role);
  }

  /**
   * @throws InputException if the columns are of no known shape
   */
  static PoolShape of(PoolColumns columns) {
    Set<PoolRole> has = columns.roles().keySet();
    boolean scores =
        has.contains(PoolRole.MODEL)
            && has.contains(PoolRole.SAMPLE)
            && (has.contains(PoolRole.SCORE) || has.contains(PoolRole.RANK));
    boolean battles =
        (has.contains(PoolRole.MODEL_A) || has.contains(PoolRole.MODEL))
            && has.contains(PoolRole.MODEL_B)
            && isOutcome(has);
    if (scores || battles) {
      return scores && battles ? MIXED : scores ? SCORES : BATTLES;
    }
    if (orderings(columns.names()).size() > 1) {
      return ORDERINGS;
    }
    if (!has.contains(PoolRole.MODEL) && RankRows.models(columns).size() > 1) {
      return RANKS;
    }
    if (!has.contains(PoolRole.MODEL)
        || has.contains(PoolRole.SAMPLE)
        || has.contains(PoolRole.SCORE)
        || columns.names().size() < 2) {
      throw new InputException(unknown(columns));
    }
    return WIDE;
  }

  private static boolean isOutcome(Set<PoolRole> has) {
    return has.contains(PoolRole.WINNER)
        || has.contains(PoolRole.RESULT)
        || has.contains(PoolRole.WINS_A) && has.contains(PoolRole.WINS_B);
  }

  /** Places of the columns {@code rank1, rank2, ...} up to the first that is not there. */
  static List<Integer> orderings(List<String> names) {
    List<Integer> places = new ArrayList<>();
    for (int at = names.indexOf("rank1");
        at >= 0;
        at = names.indexOf("rank" + (places.size() + 1))) {
      places.add(at);
    }
    return places;
  }

  /** What is missing for a file to be measurements. */
  static String unknown(PoolColumns columns) {
    String found =
        columns.roles().entrySet().stream()
            .filter(role -> role.getValue() < columns.names().size())
            .map(role -> found(role, columns.names()))
            .collect(Collectors.joining(", "));
    return "%s is no table of measurements: it needs model, sample and score, or model_a, model_b"
            .formatted(columns.file())
        + " and winner, or rank1, rank2, ..., or model and a column a sample; it has columns %s"
            .formatted(Names.listed(columns.names()))
        + (found.isEmpty() ? "" : ", of which known " + found)
        + "; map the others with --columns ROLE=EXPRESSION";
  }

  private static String found(Map.Entry<PoolRole, Integer> role, List<String> names) {
    String column = names.get(role.getValue());
    String symbol = role.getKey().symbol();
    return column.equals(symbol) ? symbol : symbol + " = " + column;
  }
}
