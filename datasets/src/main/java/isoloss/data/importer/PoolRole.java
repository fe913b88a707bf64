package isoloss.data.importer;

import isoloss.data.Variable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a column can say of a measurement of models on samples. */
enum PoolRole {
  MODEL,
  SAMPLE,
  SCORE(true),
  /** A place in an ordering, 1 for the best, where there is no score. */
  RANK(true),
  METRIC,
  SOURCE,
  KIND,
  CAPABILITY,
  WEIGHT(true),
  CLUSTER,
  TEXT,
  DIRECTION,
  MODEL_A,
  MODEL_B,
  WINNER,
  /** 1, 0.5 or 0 for the first model. */
  RESULT,
  WINS_A(true),
  WINS_B(true),
  TIES(true);

  private final boolean numeric;

  PoolRole() {
    this(false);
  }

  PoolRole(boolean numeric) {
    this.numeric = numeric;
  }

  /** As {@code --columns} writes it. */
  String symbol() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For roles that conditions compare as numbers. */
  Optional<Variable> variable() {
    return numeric
        ? Optional.of(new Variable(symbol(), symbol(), "", Variable.Sign.ANY))
        : Optional.empty();
  }

  static Set<String> symbols() {
    Set<String> symbols = new LinkedHashSet<>();
    Arrays.stream(values()).forEach(role -> symbols.add(role.symbol()));
    return symbols;
  }
}
