package isoloss.data.importer;

/** A thing that rows say of their sample. */
final class Descriptor {

  /** What happens when two rows say different things of one sample. */
  enum Differing {
    /** The column does not describe samples and is let go for all of them. */
    LET_GO,
    /** Reading stops: the result would hang on which row counts. */
    REFUSE,
    /** All tags count. */
    UNITE,
    /** The first in the alphabet stands for all. */
    LEAST
  }

  private final String name;
  private final Differing differing;
  private final int index;
  private boolean varies;

  Descriptor(String name, Differing differing, int index) {
    this.name = name;
    this.differing = differing;
    this.index = index;
  }

  String name() {
    return name;
  }

  Differing differing() {
    return differing;
  }

  /** Its place in {@link SampleEntry#said}. */
  int index() {
    return index;
  }

  /** True when the column differed within a sample and no longer counts. */
  boolean varies() {
    return varies;
  }

  void letGo() {
    varies = true;
  }
}
