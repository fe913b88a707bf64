package isoloss.rank;

import isoloss.data.Provenance;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The public measurements of others, for tests; a test is skipped where they are absent. */
public final class PublicPools {
  private PublicPools() {}

  /** A file of the folder, or a skipped test. */
  public static Path file(String name) {
    String named = System.getenv("ISOLOSS_DATA");
    List<Path> places = new ArrayList<>();
    if (named != null && !named.isBlank()) {
      places.add(Path.of(named));
    } else {
      for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
        places.add(up.resolve("shared/data"));
      }
    }
    Path found =
        places.stream()
            .map(place -> place.resolve(name))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(found != null, "public data " + name + " is not here; ISOLOSS_DATA");
    return found;
  }

  /** A row of a CSV file. */
  public record Row(Map<String, String> cells) {
    public String get(String column) {
      return java.util.Objects.requireNonNull(cells.get(column), column);
    }

    String getOr(String column, String otherwise) {
      return cells.containsKey(column) ? get(column) : otherwise;
    }
  }

  /** The rows of a CSV file. */
  public static List<Row> rows(String name) {
    Path path = file(name);
    try (InputStream in = Files.newInputStream(path);
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      List<String> header = cells(reader.readLine());
      List<Row> rows = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        List<String> cells = cells(line);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
          row.put(header.get(i), i < cells.size() ? cells.get(i) : "");
        }
        rows.add(new Row(row));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static Pool packed(PoolBuilder builder) {
    return builder.build(Conflicts.REFUSE, new Provenance(List.of(), List.of())).pool();
  }

  /** 150 models on 1,260 binary samples, complete; the benchmark is the source. */
  public static Pool openLlm() {
    PoolBuilder builder = new PoolBuilder();
    for (Row row : rows("openllm-v1/openllm_v1_150.csv")) {
      int model = builder.model(row.get("model"));
      row.cells()
          .forEach((column, value) -> {
            if (!column.equals("model")) {
              Sample sample =
                  Sample.named(column, Kind.BINARY)
                      .withSource(column.substring(0, column.indexOf('/')));
              builder.score(model, builder.sample(sample), Double.parseDouble(value));
            }
          });
    }
    return packed(builder);
  }

  /** Binary, numeric and pairwise measurements of 145 models; {@code kind} as in the file. */
  public static Pool hetero(String... kinds) {
    PoolBuilder builder = new PoolBuilder();
    for (Row row : rows("hetero-pool/hetero_pool.csv.gz")) {
      if (kinds.length > 0 && !List.of(kinds).contains(row.get("kind"))) {
        continue;
      }
      Sample sample =
          new Sample(
              row.get("sample"),
              row.get("source"),
              "",
              Kind.valueOf(row.get("kind").toUpperCase(java.util.Locale.ROOT)),
              isoloss.data.pool.Direction.HIGHER_IS_BETTER,
              1,
              row.get("sample"),
              List.of(row.get("capability")),
              "",
              Map.of());
      if (row.get("kind").equals("pairwise")) {
        battle(
            builder,
            sample,
            row.get("model"),
            row.get("model_b"),
            switch (row.get("winner")) {
              case "model" -> 1;
              case "model_b" -> 0;
              default -> 0.5;
            });
      } else {
        builder.score(
            builder.model(row.get("model")),
            builder.sample(sample),
            Double.parseDouble(row.get("score")));
      }
    }
    return packed(builder);
  }

  private static void battle(
      PoolBuilder builder, Sample sample, String a, String b, double result) {
    builder.compare(
        new Comparison(
            builder.model(a),
            builder.model(b),
            builder.sample(sample),
            result == 1 ? 1 : 0,
            result == 0 ? 1 : 0,
            result == 0.5 ? 1 : 0));
  }

  /**
   * Battles of a file with {@code left}, {@code right}, {@code winner}; sample by {@code prompt}.
   */
  private static Pool battles(String name) {
    PoolBuilder builder = new PoolBuilder();
    int line = 1;
    for (Row row : rows(name)) {
      line++;
      Sample sample =
          Sample.named(row.getOr("prompt", "line " + line), Kind.PAIRWISE)
              .withSource(row.getOr("worker", ""));
      battle(
          builder,
          sample,
          row.get("left"),
          row.get("right"),
          switch (row.get("winner")) {
            case "left" -> 1;
            case "right" -> 0;
            default -> 0.5;
          });
    }
    return packed(builder);
  }

  /** 59 models, 8,931 battles judged by a crowd; the worker is the source. */
  public static Pool llmfao() {
    return battles("llmfao/crowd-comparisons.csv");
  }

  /** Five items, sixteen battles. */
  public static Pool evalicaSimple() {
    return battles("evalica/simple.csv");
  }

  /** Algorithm to item to score. */
  public static Map<String, Map<String, Double>> golden(String name) {
    Map<String, Map<String, Double>> out = new LinkedHashMap<>();
    for (Row row : rows(name)) {
      out.computeIfAbsent(row.get("algorithm"), key -> new LinkedHashMap<>())
          .put(row.get("item"), Double.parseDouble(row.get("score")));
    }
    return out;
  }

  /** 662 models on 1,555 tasks, 9.9 % measured. */
  public static Pool mteb() {
    PoolBuilder builder = new PoolBuilder();
    for (Row row : rows("mteb/mteb_long.csv.gz")) {
      double value = Double.parseDouble(row.get("main_score").replace("nan", "NaN"));
      if (Double.isFinite(value)) {
        builder.score(
            builder.model(row.get("model")),
            builder.sample(Sample.named(row.get("task"), Kind.NUMERIC)),
            value);
      }
    }
    return packed(builder);
  }

  /** 50 models on two scenarios without chain of thought; scores 0 to 100. */
  public static Pool liveCodeBench() {
    PoolBuilder builder = new PoolBuilder();
    for (Row row : rows("livecodebench/livecodebench_long.csv.gz")) {
      if (!row.get("metric").endsWith("COT")) {
        builder.score(
            builder.model(row.get("model")),
            builder.sample(
                Sample.named(row.get("sample"), Kind.NUMERIC).withSource(row.get("scenario"))),
            Double.parseDouble(row.get("score")));
      }
    }
    return packed(builder);
  }

  /** 36 races of 43 among 87 drivers; a place is an ordinal score, lower is better. */
  public static Pool nascar() {
    PoolBuilder builder = new PoolBuilder();
    Map<String, String> names = new LinkedHashMap<>();
    rows("plackett-luce/nascar_drivers.csv").forEach(r -> names.put(r.get("id"), r.get("driver")));
    for (Row row : rows("plackett-luce/nascar_orderings.csv")) {
      int race =
          builder.sample(
              Sample.named("race " + row.get("race"), Kind.ORDINAL)
                  .with(isoloss.data.pool.Direction.LOWER_IS_BETTER));
      for (int place = 1; place <= 43; place++) {
        builder.score(builder.model(new Row(names).get(row.get("rank" + place))), race, place);
      }
    }
    return packed(builder);
  }

  /** Six rankings of four fruits with ties; 0 in the file is not ranked. */
  public static Pool fruits() {
    PoolBuilder builder = new PoolBuilder();
    int line = 1;
    for (Row row : rows("plackett-luce/fruits_ranks.csv")) {
      line++;
      int ranking =
          builder.sample(
              Sample.named("line " + line, Kind.ORDINAL)
                  .with(isoloss.data.pool.Direction.LOWER_IS_BETTER));
      row.cells()
          .forEach((fruit, rank) -> {
            if (!rank.equals("0")) {
              builder.score(builder.model(fruit), ranking, Double.parseDouble(rank));
            }
          });
    }
    return packed(builder);
  }

  /** Fifteen pairs of six puddings, with ties. */
  public static Pool pudding() {
    PoolBuilder builder = new PoolBuilder();
    int line = 1;
    for (Row row : rows("plackett-luce/pudding.csv")) {
      line++;
      builder.compare(
          new Comparison(
              builder.model("p" + row.get("i")),
              builder.model("p" + row.get("j")),
              builder.sample(Sample.named("line " + line, Kind.PAIRWISE)),
              Double.parseDouble(row.get("w_ij")),
              Double.parseDouble(row.get("w_ji")),
              Double.parseDouble(row.get("t_ij"))));
    }
    return packed(builder);
  }

  /** Citations between four journals. */
  public static Pool citations() {
    PoolBuilder builder = new PoolBuilder();
    int line = 1;
    for (Row row : rows("plackett-luce/citations_bt.csv")) {
      line++;
      builder.compare(
          new Comparison(
              builder.model(row.get("j1")),
              builder.model(row.get("j2")),
              builder.sample(Sample.named("line " + line, Kind.PAIRWISE)),
              Double.parseDouble(row.get("win1")),
              Double.parseDouble(row.get("win2")),
              0));
    }
    return packed(builder);
  }

  /** 1,083 games of 58 teams, 125 draws. */
  public static Pool iceHockey() {
    PoolBuilder builder = new PoolBuilder();
    int line = 1;
    for (Row row : rows("plackett-luce/icehockey.csv")) {
      line++;
      battle(
          builder,
          Sample.named("line " + line, Kind.PAIRWISE),
          row.get("visitor"),
          row.get("opponent"),
          Double.parseDouble(row.get("result")));
    }
    return packed(builder);
  }
}
