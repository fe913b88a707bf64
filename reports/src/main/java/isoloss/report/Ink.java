package isoloss.report;

/**
 * A named colour with a value for light and one for dark paper. The six categorical inks are those
 * of Okabe and Ito (black and yellow left out), lightened for dark paper; the ramp runs in even
 * steps of lightness, so that it stays ordered in grey and for every kind of colour blindness.
 *
 * @see <a href="https://jfly.uni-koeln.de/color/">Okabe and Ito (2008), Color Universal Design</a>
 */
public enum Ink {
  TEXT("#1f2328", "#e6e4df"),
  MUTED("#8a8f98", "#7d838c"),
  BLUE("#0072b2", "#4aa8e0"),
  VERMILION("#d55e00", "#f0803c"),
  GREEN("#009e73", "#2fc096"),
  PURPLE("#b5578f", "#dc94c0"),
  ORANGE("#d98f00", "#edb23a"),
  SKY("#4a9fd0", "#84cbf4"),
  RAMP_0("#8fc4d6", "#4a7fa8"),
  RAMP_1("#74b0cb", "#568eb8"),
  RAMP_2("#5b9bc0", "#649dc6"),
  RAMP_3("#4586b3", "#74acd2"),
  RAMP_4("#3470a4", "#88bbdc"),
  RAMP_5("#285a90", "#9fcbe5"),
  RAMP_6("#1f4577", "#badbec"),
  RAMP_7("#17305b", "#daeff4"),
  /** Words on the lower half of the ramp. */
  ON_LOW("#1f2328", "#16181b"),
  /** Words on the upper half of the ramp. */
  ON_HIGH("#ffffff", "#16181b");

  private static final int CATEGORIES = 6;
  private static final int RAMP_STEPS = 8;

  private final String light;
  private final String dark;

  Ink(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /** {@code #rrggbb} on white paper. */
  public String light() {
    return light;
  }

  /** {@code #rrggbb} on dark paper. */
  public String dark() {
    return dark;
  }

  /** The ink of the {@code index}-th unordered category; repeats after six. */
  public static Ink category(int index) {
    return values()[BLUE.ordinal() + Math.floorMod(index, CATEGORIES)];
  }

  /** The ink of an ordered quantity; {@code share} runs from 0 (least) to 1 (most). */
  public static Ink ramp(double share) {
    int step = (int) Math.round(Math.clamp(share, 0, 1) * (RAMP_STEPS - 1));
    return values()[RAMP_0.ordinal() + step];
  }

  /** The ink of words on a cell with the ramp's ink of {@code share}. */
  public static Ink onRamp(double share) {
    return ramp(share).ordinal() < RAMP_4.ordinal() ? ON_LOW : ON_HIGH;
  }

  /** The ink of the {@code index}-th of {@code count} ordered groups, the first being the least. */
  public static Ink ramp(int index, int count) {
    return ramp(index / (double) Math.max(1, count - 1));
  }

  /** The name that style sheets use, for example {@code ramp-3}. */
  public String cssName() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
