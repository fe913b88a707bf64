package isoloss.data.importer;

/** A kind of file that observations can be read from; {@link Formats} lists them. */
public interface Format {

  /** Name for {@code --input-format}. */
  String formatName();

  /** True when the content is surely of this kind; asked in the order of {@link Formats}. */
  boolean recognises(SourceFile file);

  /**
   * @throws isoloss.data.InputException if the file cannot be read as this format at all
   */
  RawTable open(SourceFile file);
}
