package isoloss.data;

/** Rows to learn from and rows kept out of the fit, with the rule that parted them. */
public record Split(Observations train, Observations heldOut, String rule) {

  /** Nothing held out. */
  public static Split none(Observations all) {
    return new Split(all, all.select(), "");
  }
}
