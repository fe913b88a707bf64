package isoloss.report;

/** The shape of a point; shapes tell groups apart where colours cannot. */
public enum Marker {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  TRIANGLE_DOWN,
  CROSS,
  PLUS;

  /** The shape of the {@code index}-th group; repeats after seven. */
  public static Marker cycle(int index) {
    return values()[Math.floorMod(index, values().length)];
  }
}
