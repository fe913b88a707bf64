package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Names;
import java.util.Arrays;
import java.util.List;

/** The formats, the most particular first: the first that recognises a file reads it. */
public enum Formats {
  RUN_LOG(new RunLogFormat()),
  PARQUET(new ParquetFormat()),
  JSONL(JsonFormat.lines()),
  JSON(JsonFormat.document()),
  CSV(CsvFormat.csv()),
  TSV(CsvFormat.tsv());

  private final Format format;

  Formats(Format format) {
    this.format = format;
  }

  public Format format() {
    return format;
  }

  public static Format of(SourceFile file) {
    return Arrays.stream(values())
        .map(Formats::format)
        .filter(format -> format.recognises(file))
        .findFirst()
        .orElseThrow(() -> new InputException(file.name() + ": no known format"));
  }

  /**
   * @throws InputException if there is none; the message names the nearest
   */
  public static Format named(String name) {
    List<String> names = Arrays.stream(values()).map(f -> f.format().formatName()).toList();
    return Arrays.stream(values())
        .map(Formats::format)
        .filter(format -> format.formatName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new InputException("no input format " + name + Names.suggestion(name, names)));
  }
}
