package isoloss.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Long tables of sparse measurements with binary, numeric and pairwise samples and repeats. */
final class GeneratedTable {
  static final String HEADER = "model,sample,source,score,model_b,winner,weight,passage";

  private final Random random;
  private final int models;
  private final List<String> rows = new ArrayList<>();

  private GeneratedTable(long seed, int models) {
    random = new Random(seed);
    this.models = models;
  }

  /** Rows in random order; every tenth score stands twice. */
  static List<String> mixed(long seed, int models, int samples) {
    GeneratedTable table = new GeneratedTable(seed, models);
    for (int s = 0; s < samples; s++) {
      switch (s % 5) {
        case 0, 1, 2 -> table.binary(s);
        case 3 -> table.numeric(s);
        default -> table.pairwise(s);
      }
    }
    Collections.shuffle(table.rows, table.random);
    return table.rows;
  }

  private void binary(int s) {
    double difficulty = random.nextGaussian();
    for (int m = 0; m < models; m++) {
      if (random.nextInt(3) > 0) {
        boolean solved = strength(m) - difficulty + random.nextGaussian() > 0;
        score(m, s, solved ? "1" : "0");
      }
    }
  }

  private void numeric(int s) {
    for (int m = 0; m < models; m++) {
      if (random.nextInt(4) > 0) {
        score(m, s, String.format(Locale.ROOT, "%.1f", strength(m) + random.nextGaussian()));
      }
    }
  }

  private void pairwise(int s) {
    for (int k = 0; k < 3; k++) {
      int a = random.nextInt(models);
      int b = (a + 1 + random.nextInt(models - 1)) % models;
      double difference = strength(a) - strength(b) + random.nextGaussian();
      String winner = Math.abs(difference) < 0.3 ? "tie" : difference > 0 ? "a" : "b";
      rows.add("m%d,s%d,arena,,m%d,%s,%s,p%d".formatted(a, s, b, winner, weight(s), s / 7));
    }
  }

  private void score(int m, int s, String value) {
    String row = "m%d,s%d,%s,%s,,,%s,p%d".formatted(m, s, source(s), value, weight(s), s / 7);
    rows.add(row);
    if (random.nextInt(10) == 0) {
      rows.add(row);
    }
  }

  private double strength(int m) {
    return 1.5 * m / models;
  }

  private static String source(int s) {
    return s % 3 == 0 ? "exam" : "quiz";
  }

  private static String weight(int s) {
    return s % 4 == 0 ? "0.3" : s % 4 == 1 ? "1.7" : "1";
  }

  /** Rows, dealt out to so many files of CSV. */
  static List<String> written(Path folder, List<String> rows, int files) throws IOException {
    List<String> names = new ArrayList<>();
    for (int f = 0; f < files; f++) {
      List<String> lines = new ArrayList<>(List.of(HEADER));
      lines.addAll(rows.subList(f * rows.size() / files, (f + 1) * rows.size() / files));
      names.add(Files.write(folder.resolve("part" + f + ".csv"), lines).toString());
    }
    return names;
  }
}
