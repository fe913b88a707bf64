package isoloss.data.importer;

import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What single cells of measurements mean. */
final class PoolCells {
  private static final Set<String> MISSING =
      Set.of("nan", "+nan", "-nan", "na", "n/a", "null", "none");
  private static final Set<String> LOWER = Set.of("lower", "lower is better", "down", "min");
  private static final Set<String> HIGHER = Set.of("higher", "higher is better", "up", "max");

  private PoolCells() {}

  /** True for what other programs write where nothing was measured. */
  static boolean isMissing(@Nullable String cell) {
    if (cell == null) {
      return true;
    }
    if (cell.length() == 1 && cell.charAt(0) > ' ') {
      return false;
    }
    String bare = cell.strip();
    return bare.isEmpty() || bare.length() <= 4 && MISSING.contains(bare.toLowerCase(Locale.ROOT));
  }

  /** The number in a cell; NaN where {@link CellDamage} knows why there is none. */
  static double number(String cell) {
    if (cell.length() == 1) {
      int digit = cell.charAt(0) - '0';
      return digit >= 0 && digit <= 9 ? digit : Double.NaN;
    }
    if (!isPlain(cell)) {
      return CellDamage.of(cell).isEmpty() ? truth(cell) : Double.NaN;
    }
    try {
      double value = Double.parseDouble(cell);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Only characters of decimal numbers, so that Java's further notations do not pass. */
  private static boolean isPlain(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return true;
  }

  private static double truth(String cell) {
    return switch (cell.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> 1;
      case "false" -> 0;
      default -> Double.parseDouble(cell.strip());
    };
  }

  /** Tags between semicolons or bars, without blanks around them. */
  static List<String> tags(String cell) {
    List<String> tags = new ArrayList<>();
    for (String tag : cell.split("[;|]")) {
      if (!tag.isBlank() && !tags.contains(tag.strip())) {
        tags.add(tag.strip());
      }
    }
    return tags;
  }

  /** Which scores are good; empty where the cell says neither. */
  static Optional<Direction> direction(String cell) {
    String word = cell.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
    return LOWER.contains(word)
        ? Optional.of(Direction.LOWER_IS_BETTER)
        : HIGHER.contains(word) ? Optional.of(Direction.HIGHER_IS_BETTER) : Optional.empty();
  }

  /** True for two spellings of one number or direction. */
  static boolean meanTheSame(String a, String b) {
    return number(a) == number(b) || direction(a).isPresent() && direction(a).equals(direction(b));
  }

  static Optional<Kind> kind(String cell) {
    String word = cell.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(Kind.values()).filter(kind -> kind.inWords().equals(word)).findFirst();
  }
}
