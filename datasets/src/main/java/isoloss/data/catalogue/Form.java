package isoloss.data.catalogue;

/** How a file relates to what its origin publishes. */
public enum Form {
  /** Byte for byte. */
  VERBATIM("verbatim"),
  /** The same values in another container. */
  RE_EXPORTED("re-exported"),
  /** Some rows of it. */
  PART("part"),
  /** Calculated from it, or measured in its figures. */
  COMPUTED("computed");

  private final String text;

  Form(String text) {
    this.text = text;
  }

  static Form named(String text) {
    for (Form form : values()) {
      if (form.text.equals(text)) {
        return form;
      }
    }
    throw new IllegalArgumentException("no form " + text);
  }

  @Override
  public String toString() {
    return text;
  }
}
