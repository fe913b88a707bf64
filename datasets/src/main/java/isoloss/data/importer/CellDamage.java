package isoloss.data.importer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a cell is not a finite number, in words. */
final class CellDamage {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final int SHOWN = 40;

  private CellDamage() {}

  static Optional<String> of(@Nullable String cell) {
    if (cell == null || cell.isBlank()) {
      return Optional.of("is empty");
    }
    String bare = cell.strip().toLowerCase(Locale.ROOT);
    if (bare.matches("[+-]?nan")) {
      return Optional.of("is NaN");
    }
    if (bare.matches("[+-]?inf(inity)?")) {
      return Optional.of("is infinite");
    }
    if (NUMBER.matcher(bare).matches()) {
      return Double.isInfinite(Double.parseDouble(bare))
          ? Optional.of("is beyond the range of numbers: " + shown(cell))
          : Optional.empty();
    }
    return bare.equals("true") || bare.equals("false")
        ? Optional.empty()
        : Optional.of("is not a number: \"" + shown(cell) + "\"");
  }

  private static String shown(String cell) {
    String line = cell.replaceAll("\\p{Cntrl}", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
  }
}
