package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Scores;
import isoloss.data.Sha256;
import isoloss.data.json.JsonCells;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run log says about single documents. */
public final class RunLog {
  private RunLog() {}

  /**
   * One score per document line: {@code lossNatsPerToken}, weighted by the document's tokens.
   *
   * @throws InputException if the file or a line of it cannot be read, naming the line
   */
  public static Scores scores(Path log) {
    SourceFile file = SourceFile.of(log, log.toString());
    Documents documents = new Documents(file.name());
    try {
      JsonTable.readLines(file, documents);
      return new Scores(
          documents.scores,
          Provenance.NONE.withInput(Provenance.Input.file(file.name(), Sha256.of(log))));
    } catch (IOException e) {
      throw SourceFile.unreadable(file.name(), e);
    }
  }

  private static final class Documents implements JsonCells.Sink {
    private final String file;
    private final List<Scores.Score> scores = new ArrayList<>();

    Documents(String file) {
      this.file = file;
    }

    @Override
    public void row(long line, Map<String, @Nullable String> cells) {
      if ("document".equals(cells.get("type"))) {
        scores.add(score(line, cells));
      }
    }

    private Scores.Score score(long line, Map<String, @Nullable String> cells) {
      double tokens = number(cells, "tokens", line);
      double loss = number(cells, "lossNats", line);
      if (!(tokens > 0)) {
        throw new InputException("%s:%d: a document of %s tokens".formatted(file, line, tokens));
      }
      return new Scores.Score(
          text(cells, "model", line),
          text(cells, "sample", line),
          "lossNatsPerToken",
          loss / tokens,
          tokens,
          new Observations.Origin(file, line));
    }

    @Override
    public void broken(long line, String reason) {
      throw new InputException("%s:%d: %s".formatted(file, line, reason));
    }

    private String text(Map<String, @Nullable String> cells, String key, long line) {
      String text = cells.get(key);
      if (text == null) {
        throw new InputException("%s:%d: \"%s\" is missing".formatted(file, line, key));
      }
      return text;
    }

    private double number(Map<String, @Nullable String> cells, String key, long line) {
      String text = text(cells, key, line);
      try {
        double value = Double.parseDouble(text);
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException notANumber) {
        // reported below
      }
      throw new InputException(
          "%s:%d: \"%s\" is not a finite number: %s".formatted(file, line, key, text));
    }
  }
}
