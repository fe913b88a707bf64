package isoloss.cost;

/**
 * Bytes a number.
 *
 * @param weight of parameters; .5 for four bits
 * @param activation of what flows between layers and of logits
 * @param keyValue of the cache of keys and values
 */
public record Precision(double weight, double activation, double keyValue) {

  /** fp16 or bf16 throughout. */
  public static final Precision HALF = new Precision(2, 2, 2);

  public Precision {
    for (double bytes : new double[] {weight, activation, keyValue}) {
      if (!(bytes > 0 && bytes <= 8)) {
        throw new IllegalArgumentException(bytes + " bytes a number; expected above 0, at most 8");
      }
    }
  }
}
