package isoloss.data;

/**
 * A measured quantity: a symbol as formulas write it, its name in words, its unit, and the sign
 * that every finite value of it must have.
 *
 * @param symbol the role in formulas and on the command line, for example {@code N}; case-sensitive
 * @param name in words, for example {@code parameters}
 * @param unit base unit in words, for example {@code nats/token}; {@code ""} when unknown
 */
public record Variable(String symbol, String name, String unit, Sign sign) {

  /** Which signs a value may have; a law that takes logarithms declares its inputs positive. */
  public enum Sign {
    POSITIVE,
    NON_NEGATIVE,
    ANY;

    /** True for a finite value of this sign; NaN and infinities never are. */
    public boolean admits(double value) {
      return Double.isFinite(value)
          && switch (this) {
            case POSITIVE -> value > 0;
            case NON_NEGATIVE -> value >= 0;
            case ANY -> true;
          };
    }
  }

  /** Parameters of a model; whether embeddings count is a convention that each law states. */
  public static final Variable N = positive("N", "parameters", "parameters");

  /** Training tokens, repeats included. */
  public static final Variable D = positive("D", "training tokens", "tokens");

  /** Loss, in the unit of the file. */
  public static final Variable L = positive("L", "loss", "nats/token");

  /** Training floating-point operations. */
  public static final Variable C = positive("C", "training compute", "FLOP");

  /** Parallel streams through one model (ParScale). */
  public static final Variable P = positive("P", "parallel streams", "streams");

  /** Peak learning rate. */
  public static final Variable LEARNING_RATE = positive("lr", "peak learning rate", "1");

  /** Batch size in tokens, never in sequences. */
  public static final Variable BATCH = positive("batch", "batch size", "tokens");

  public Variable {
    if (symbol.isBlank()) {
      throw new IllegalArgumentException("a variable needs a symbol");
    }
  }

  public static Variable positive(String symbol, String name, String unit) {
    return new Variable(symbol, name, unit, Sign.POSITIVE);
  }

  public Variable withUnit(String newUnit) {
    return new Variable(symbol, name, newUnit, sign);
  }
}
