package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Scores;
import isoloss.data.json.JsonCells;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run log of the runners: one JSON object a line with a {@code type}. Its {@code result} lines
 * are rows, its {@code error} lines rejected rows, its {@code document} lines scores.
 */
public final class RunLogFormat implements Format {
  private static final String MARK = "\"isoloss/run/1\"";
  private static final String LOSS = "lossNatsPerToken";

  @Override
  public String formatName() {
    return "run-log";
  }

  @Override
  public boolean recognises(SourceFile file) {
    String first = new String(file.head(), StandardCharsets.UTF_8).lines().findFirst().orElse("");
    return first.startsWith("{") && first.contains(MARK);
  }

  @Override
  public RawTable open(SourceFile file) {
    List<Entry> entries = entries(file);
    Set<String> columns = new LinkedHashSet<>();
    entries.forEach(entry -> columns.addAll(entry.cells().keySet()));
    columns.remove("type");
    if (entries.stream().allMatch(entry -> entry.reason() != null)) {
      throw new InputException(
          file.name() + " holds no finished model; let the run end or resume it");
    }
    return new Table(List.copyOf(columns), entries);
  }

  /** The per-document losses of a log, in its order; the weight of each is its tokens. */
  public static Scores scores(Path log) {
    SourceFile file = SourceFile.of(log, log.toString());
    List<Scores.Score> rows = new ArrayList<>();
    lines(
        file,
        (line, cells, reason) -> {
          if (reason == null && "document".equals(cells.get("type"))) {
            rows.add(score(file, line, cells));
          }
        });
    return new Scores(
        rows,
        new Provenance(
            List.of(Provenance.Input.file(file.name(), file.sha256())),
            List.of("per-document losses of a run log")));
  }

  /** The first line of a log: the specification of the run. */
  public static Map<String, @Nullable String> specification(Path log) {
    Map<String, @Nullable String> specification = new LinkedHashMap<>();
    lines(
        SourceFile.of(log, log.toString()),
        (line, cells, reason) -> {
          if (reason == null && "run".equals(cells.get("type")) && specification.isEmpty()) {
            specification.putAll(cells);
          }
        });
    return specification;
  }

  private static Scores.Score score(
      SourceFile file, long line, Map<String, @Nullable String> cells) {
    try {
      double tokens = Double.parseDouble(text(cells, "tokens"));
      return new Scores.Score(
          text(cells, "model"),
          text(cells, "sample"),
          LOSS,
          Double.parseDouble(text(cells, "lossNats")) / tokens,
          tokens,
          new Observations.Origin(file.name(), line));
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "%s:%d: a document line needs model, sample, lossNats and tokens (%s)"
              .formatted(file.name(), line, e.getMessage()),
          e);
    }
  }

  private static String text(Map<String, @Nullable String> cells, String key) {
    String value = cells.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  /** A row or the reason why it is none. */
  private record Entry(long line, Map<String, @Nullable String> cells, @Nullable String reason) {}

  @FunctionalInterface
  private interface LineSink {
    void line(long line, Map<String, @Nullable String> cells, @Nullable String reason);
  }

  private static List<Entry> entries(SourceFile file) {
    List<Entry> entries = new ArrayList<>();
    lines(
        file,
        (line, cells, reason) -> {
          String type = cells.get("type");
          if (reason != null) {
            entries.add(new Entry(line, Map.of(), reason));
          } else if ("error".equals(type)) {
            entries.add(
                new Entry(line, Map.of(), cells.get("model") + " failed: " + cells.get("message")));
          } else if ("result".equals(type)) {
            entries.add(new Entry(line, cells, null));
          }
        });
    return entries;
  }

  private static void lines(SourceFile file, LineSink sink) {
    try {
      JsonFormat.readLines(
          file,
          new JsonCells.Sink() {
            @Override
            public void row(long line, Map<String, @Nullable String> cells) {
              sink.line(line, cells, null);
            }

            @Override
            public void broken(long line, String reason) {
              sink.line(line, Map.of(), reason);
            }
          });
    } catch (IOException e) {
      throw SourceFile.unreadable(file.name(), e);
    }
  }

  private record Table(List<String> columns, List<Entry> entries) implements RawTable {
    @Override
    public void read(Sink sink) throws IOException {
      for (Entry entry : entries) {
        if (entry.reason() != null) {
          sink.rejected(entry.line(), entry.reason());
        } else {
          List<@Nullable String> row = new ArrayList<>();
          columns.forEach(column -> row.add(entry.cells().get(column)));
          sink.row(entry.line(), row.toArray(String[]::new));
        }
      }
    }
  }
}
