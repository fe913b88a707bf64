package isoloss.data.importer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a battle of two models ended. */
enum Outcome {
  A(Set.of("a", "left", "model_a", "model", "model_x", "1", "win")),
  B(Set.of("b", "right", "model_b", "model_y", "2", "loss")),
  TIE(Set.of("tie", "draw", "0", "tie (bothbad)", "both"));

  private final Set<String> spellings;

  Outcome(Set<String> spellings) {
    this.spellings = spellings;
  }

  /** What public files write, or the name of a model; empty for anything else. */
  static Optional<Outcome> ofWinner(String winner, String a, String b) {
    Optional<Outcome> named =
        winner.equals(a) ? Optional.of(A) : winner.equals(b) ? Optional.of(B) : Optional.empty();
    Optional<Outcome> spelled = spelled(winner);
    if (named.isPresent() && spelled.isPresent() && !named.equals(spelled)) {
      return Optional.empty();
    }
    return named.or(() -> spelled);
  }

  private static Optional<Outcome> spelled(String cell) {
    String word = cell.toLowerCase(Locale.ROOT);
    String whole = word.endsWith(".0") ? word.substring(0, word.length() - 2) : word;
    for (Outcome outcome : values()) {
      if (outcome.spellings.contains(whole)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }

  /** 1, 0.5 or 0 for the first model, or the words win, draw, loss; empty for anything else. */
  static Optional<Outcome> ofResult(String cell) {
    double result = PoolCells.number(cell);
    if (Double.isNaN(result)) {
      return switch (cell.toLowerCase(Locale.ROOT)) {
        case "win" -> Optional.of(A);
        case "loss" -> Optional.of(B);
        case "draw", "tie" -> Optional.of(TIE);
        default -> Optional.empty();
      };
    }
    return result == 1
        ? Optional.of(A)
        : result == 0 ? Optional.of(B) : result == 0.5 ? Optional.of(TIE) : Optional.empty();
  }
}
