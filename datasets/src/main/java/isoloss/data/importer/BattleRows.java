package isoloss.data.importer;

import isoloss.data.pool.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row is a battle of two models, or counts of how their battles ended. */
final class BattleRows extends PoolRows {
  private final PoolColumns columns;
  private final SampleColumns described;
  private final RowSamples samples;
  private final PoolRole first;

  BattleRows(PoolColumns columns, Measurements into) {
    super(columns.file(), into);
    this.columns = columns;
    described = SampleColumns.of(columns.names(), columns.roles());
    samples = new RowSamples(columns, into.samples());
    first = columns.has(PoolRole.MODEL_A) ? PoolRole.MODEL_A : PoolRole.MODEL;
  }

  @Override
  void row(@Nullable String[] cells) {
    String a = name(cells, first);
    String b = name(cells, PoolRole.MODEL_B);
    Optional<String> unusable = described.unusable(cells);
    String kind = columns.cell(PoolRole.KIND, cells);
    if (a.isEmpty() || b.isEmpty()) {
      reject((a.isEmpty() ? "the first" : "the second") + " model is empty");
    } else if (a.equals(b)) {
      reject("the model %s is compared with itself".formatted(a));
    } else if (kind != null && !PoolCells.kind(kind).equals(Optional.of(Kind.PAIRWISE))) {
      reject("kind %s is not pairwise, but there are two models".formatted(kind));
    } else if (unusable.isPresent()) {
      reject(unusable.get());
    } else if (columns.has(PoolRole.WINNER) || columns.has(PoolRole.RESULT)) {
      battle(a, b, cells);
    } else {
      counts(a, b, cells);
    }
  }

  private String name(@Nullable String[] cells, PoolRole role) {
    String cell = columns.cell(role, cells);
    return cell == null ? "" : cell.strip();
  }

  private void battle(String a, String b, @Nullable String[] cells) {
    PoolRole role = columns.has(PoolRole.WINNER) ? PoolRole.WINNER : PoolRole.RESULT;
    String cell = columns.cell(role, cells);
    if (cell == null || PoolCells.isMissing(cell)) {
      into.addMissing(1);
      return;
    }
    Optional<Outcome> outcome =
        role == PoolRole.WINNER
            ? Outcome.ofWinner(cell.strip(), a, b)
            : Outcome.ofResult(cell.strip());
    if (outcome.isEmpty()) {
      reject(unknown(role, cell));
      return;
    }
    into.compare(
        a,
        b,
        samples.of(cells, Kind.PAIRWISE, this),
        outcome.get() == Outcome.A ? 1 : 0,
        outcome.get() == Outcome.B ? 1 : 0,
        outcome.get() == Outcome.TIE ? 1 : 0);
  }

  private static String unknown(PoolRole role, String cell) {
    return role == PoolRole.WINNER
        ? "winner \"%s\" is neither of the two models nor a tie (a, b, tie; left, right, tie)"
            .formatted(cell)
        : "result \"%s\" is not 1, 0.5 or 0".formatted(cell);
  }

  private void counts(String a, String b, @Nullable String[] cells) {
    double[] counts = new double[3];
    PoolRole[] roles = {PoolRole.WINS_A, PoolRole.WINS_B, PoolRole.TIES};
    for (int k = 0; k < roles.length; k++) {
      if (columns.has(roles[k])) {
        String cell = columns.cell(roles[k], cells);
        if (cell == null || PoolCells.isMissing(cell)) {
          into.addMissing(1);
          return;
        }
        counts[k] = PoolCells.number(cell);
        if (!(counts[k] >= 0)) {
          reject(
              roles[k].symbol() + " " + CellDamage.of(cell).orElse("= " + cell + " is negative"));
          return;
        }
      }
    }
    into.compare(a, b, samples.of(cells, Kind.PAIRWISE, this), counts[0], counts[1], counts[2]);
  }
}
