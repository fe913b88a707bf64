package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.json.JsonCells;
import java.nio.charset.StandardCharsets;

/**
 * Tables of rows and columns: CSV, TSV, JSONL, JSON and Parquet, text also packed by gzip or zstd.
 * What a file is shows in its first bytes; the extension decides only between kinds of text.
 */
final class TableFormat implements Format {
  @Override
  public String formatName() {
    return "table";
  }

  @Override
  public boolean recognises(SourceFile file) {
    return true;
  }

  @Override
  public RawTable open(SourceFile file) {
    byte[] head = file.head();
    if (startsWith(head, 'P', 'A', 'R', '1')) {
      if (file.compression() != SourceFile.Compression.NONE) {
        throw new InputException(file.name() + " is packed Parquet; unpack it first");
      }
      return ParquetTable.open(file);
    }
    refuseBinary(file, head);
    return switch (file.extension()) {
      case "csv", "tsv", "tab", "txt" -> DelimitedText.open(file);
      case "jsonl", "ndjson" -> JsonTable.open(file, true);
      default -> byContent(file, head);
    };
  }

  private static RawTable byContent(SourceFile file, byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
    if (text.startsWith("{")) {
      return JsonTable.open(file, isObject(text.lines().findFirst().orElse("")));
    }
    if (text.startsWith("[") && (file.extension().equals("json") || looksLikeArray(text))) {
      return JsonTable.open(file, false);
    }
    return DelimitedText.open(file);
  }

  private static boolean isObject(String line) {
    try {
      return !JsonCells.parse(line).isEmpty();
    } catch (InputException notOneObject) {
      return false;
    }
  }

  private static boolean looksLikeArray(String text) {
    return text.substring(1).stripLeading().startsWith("{");
  }

  private static void refuseBinary(SourceFile file, byte[] head) {
    if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) {
      throw new InputException(file.name() + " is UTF-16 text; save it as UTF-8");
    }
    for (int i = 0; i < head.length; i++) {
      if (head[i] == 0) {
        throw new InputException(
            "%s is a binary file (NUL at byte %d); expected CSV, TSV, JSON, JSONL or Parquet"
                .formatted(file.name(), i));
      }
    }
  }

  private static boolean startsWith(byte[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
