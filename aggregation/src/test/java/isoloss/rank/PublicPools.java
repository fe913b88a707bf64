package isoloss.rank;

import isoloss.data.Provenance;
import isoloss.data.importer.PoolReader;
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

  private static Pool read(PoolReader reader, String name) {
    return reader.read(List.of(file(name).toString())).pool();
  }

  private static Pool read(String name) {
    return read(PoolReader.withDefaults(), name);
  }

  /** 150 models on 1,260 binary samples, complete; the benchmark is the source. */
  public static Pool openLlm() {
    return read("openllm-v1/openllm_v1_150.csv");
  }

  /** Binary, numeric and pairwise measurements of 145 models; {@code kind} as in the file. */
  public static Pool hetero(String... kinds) {
    PoolReader reader = PoolReader.withDefaults();
    return read(
        kinds.length == 0
            ? reader
            : reader.withWhere("kind IN ('" + String.join("', '", kinds) + "')"),
        "hetero-pool/hetero_pool.csv.gz");
  }

  /** 59 models, 8,931 battles judged by a crowd; the worker is the source. */
  public static Pool llmfao() {
    return read("llmfao/crowd-comparisons.csv");
  }

  /** Five items, sixteen battles. */
  public static Pool evalicaSimple() {
    return read("evalica/simple.csv");
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
    return read("mteb/mteb_long.csv.gz");
  }

  /** 50 models on two scenarios without chain of thought; scores 0 to 100. */
  public static Pool liveCodeBench() {
    return read(
        PoolReader.withDefaults().withWhere("metric <> 'Pass@1-COT'"),
        "livecodebench/livecodebench_long.csv.gz");
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
    return read("plackett-luce/fruits_ranks.csv");
  }

  /** Fifteen pairs of six puddings, with ties. */
  public static Pool pudding() {
    return read(
        PoolReader.withDefaults()
            .withColumns("model_a='p' || CAST(i AS INTEGER),model_b='p' || CAST(j AS INTEGER)"),
        "plackett-luce/pudding.csv");
  }

  /** Citations between four journals. */
  public static Pool citations() {
    return read("plackett-luce/citations_bt.csv");
  }

  /** 1,083 games of 58 teams, 125 draws. */
  public static Pool iceHockey() {
    return read("plackett-luce/icehockey.csv");
  }
}
