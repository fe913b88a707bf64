package isoloss.run;

import isoloss.data.InputException;
import isoloss.data.WholeFile;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run log: JSON objects, one a line. The first has {@code "type":"run"} and tells what was asked;
 * then follow, for each model, its {@code document} lines and one {@code result} line, or one
 * {@code error} line. All lines of a model are written together and flushed.
 */
final class RunLog implements AutoCloseable {
  static final String SCHEMA = "isoloss/run/1";

  private final Path file;
  private final BufferedWriter writer;
  private final Set<String> complete;

  private RunLog(Path file, BufferedWriter writer, Set<String> complete) {
    this.file = file;
    this.writer = writer;
    this.complete = complete;
  }

  /**
   * Begins a log, or goes on with one.
   *
   * @param header the {@code run} line; its {@code specification} must be that of the log that is
   *     resumed
   */
  static RunLog open(Path file, Map<String, @Nullable Object> header, ExistingLog existing) {
    try {
      if (Files.exists(file) && existing == ExistingLog.REFUSE) {
        throw new InputException("%s: already there; resume it or replace it".formatted(file));
      }
      List<String> kept = new ArrayList<>();
      Set<String> complete = new LinkedHashSet<>();
      if (Files.exists(file) && existing == ExistingLog.RESUME) {
        keepComplete(file, header, kept, complete);
      }
      if (kept.isEmpty()) {
        kept.add(Json.compact(header));
      }
      WholeFile.write(file, String.join("\n", kept) + "\n", true);
      return new RunLog(file, Files.newBufferedWriter(file, StandardOpenOption.APPEND), complete);
    } catch (IOException e) {
      throw new UncheckedIOException("the run log %s cannot be written".formatted(file), e);
    }
  }

  Path file() {
    return file;
  }

  /** Models whose lines were all there when the log was opened. */
  Set<String> complete() {
    return complete;
  }

  /** Writes whole lines. */
  synchronized void write(List<Map<String, @Nullable Object>> lines) {
    try {
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(Json.compact(line)).append('\n'));
      writer.write(text.toString());
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the run log %s cannot be written".formatted(file), e);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the run log %s cannot be closed".formatted(file), e);
    }
  }

  /** Keeps the header and the lines of every model that has a result; a cut last line falls out. */
  private static void keepComplete(
      Path file, Map<String, @Nullable Object> header, List<String> kept, Set<String> complete)
      throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty()) {
      return;
    }
    requireSame(file, lines.getFirst(), header);
    Map<String, List<String>> byModel = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      JsonObject line = parse(lines.get(i), file + ":" + (i + 1), last);
      if (line == null || line.text("type").equals("error")) {
        continue;
      }
      byModel.computeIfAbsent(line.text("model"), m -> new ArrayList<>()).add(lines.get(i));
      if (line.text("type").equals("result")) {
        complete.add(line.text("model"));
      }
    }
    kept.add(lines.getFirst());
    complete.forEach(model -> kept.addAll(byModel.getOrDefault(model, List.of())));
  }

  private static @Nullable JsonObject parse(String line, String where, boolean mayBeCut) {
    try {
      return Json.parseObject(line, where);
    } catch (InputException e) {
      if (mayBeCut) {
        return null;
      }
      throw e;
    }
  }

  private static void requireSame(Path file, String first, Map<String, @Nullable Object> header) {
    String then =
        Json.parseObject(first, file + ":1").optionalText("specificationSha256").orElse("");
    if (!then.equals(header.get("specificationSha256"))) {
      throw new InputException(
          "%s: belongs to a run with another plan, corpus, seed or ONNX Runtime; replace it or choose another --out"
              .formatted(file));
    }
  }
}
