package isoloss.data.importer;

import isoloss.data.json.JsonCells;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log that runners write: JSON lines with a key {@code type}, of which each {@code result} is a
 * row of observations. A reported {@code error}, and a {@code run} without its result, are rejected
 * rows.
 */
final class RunLogFormat implements Format {
  private static final String FIRST_LINE = "\"schema\"\\s*:\\s*\"isoloss/run/1\"";

  @Override
  public String formatName() {
    return "run-log";
  }

  @Override
  public boolean recognises(SourceFile file) {
    String head = new String(file.head(), StandardCharsets.UTF_8);
    String first = head.lines().findFirst().orElse("");
    return first.startsWith("{")
        && java.util.regex.Pattern.compile(FIRST_LINE).matcher(first).find();
  }

  @Override
  public RawTable open(SourceFile file) {
    Set<String> keys =
        new LinkedHashSet<>(List.of("model", "N", "nonEmbeddingParameters", "D", "L"));
    keys.addAll(List.of("lossStandardError", "seed", "cpuSeconds"));
    Collector collector =
        new Collector() {
          @Override
          void result(long line, Map<String, @Nullable String> cells) {
            cells.keySet().stream().filter(key -> !key.equals("type")).forEach(keys::add);
          }
        };
    try {
      JsonTable.readLines(file, collector);
    } catch (IOException e) {
      throw SourceFile.unreadable(file.name(), e);
    }
    return new Results(file, List.copyOf(keys));
  }

  private record Results(SourceFile file, List<String> columns) implements RawTable {
    @Override
    public void read(Sink sink) throws IOException {
      Collector collector =
          new Collector() {
            @Override
            void result(long line, Map<String, @Nullable String> cells) throws IOException {
              sink.row(line, columns.stream().map(cells::get).toArray(String[]::new));
            }

            @Override
            void lost(long line, String reason) throws IOException {
              sink.rejected(line, reason);
            }
          };
      JsonTable.readLines(file, collector);
      collector.end();
    }
  }

  /** Tells the lines apart and notices runs that never ended. */
  private abstract static class Collector implements JsonCells.Sink {
    private long openRun;

    abstract void result(long line, Map<String, @Nullable String> cells) throws IOException;

    void lost(long line, String reason) throws IOException {}

    @Override
    public void row(long line, Map<String, @Nullable String> cells) throws IOException {
      String type = cells.get("type");
      switch (type == null ? "" : type) {
        case "run" -> {
          end();
          openRun = line;
        }
        case "result" -> {
          openRun = 0;
          result(line, cells);
        }
        case "error" -> {
          openRun = 0;
          lost(line, "the model %s failed: %s".formatted(cells.get("model"), message(cells)));
        }
        default -> {
          // documents and samples are scores, not observations
        }
      }
    }

    @Override
    public void broken(long line, String reason) throws IOException {
      lost(line, reason);
    }

    void end() throws IOException {
      if (openRun > 0) {
        lost(openRun, "the run that begins here has no result; it was interrupted");
      }
      openRun = 0;
    }

    private static String message(Map<String, @Nullable String> cells) {
      for (String key : List.of("message", "error", "reason")) {
        String text = cells.get(key);
        if (text != null) {
          return text;
        }
      }
      return "no message";
    }
  }
}
