package isoloss.law;

import isoloss.data.Observations;
import isoloss.data.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** Others' measurements, read where they lie beside the project; absent data skip the test. */
public final class PublicData {
  private PublicData() {}

  /** The 240 points of Epoch's replication: the five highest losses dropped, D = FLOP/(6N). */
  public static Observations epoch() {
    List<String[]> rows = read("chinchilla-epoch/svg_extracted_data.csv");
    List<String> header = List.of(rows.getFirst());
    double[] n = column(rows, header.indexOf("Model Size"));
    double[] flop = column(rows, header.indexOf("Training FLOP"));
    double[] loss = column(rows, header.indexOf("loss"));
    double[] sorted = Arrays.stream(loss).sorted().toArray();
    double limit = sorted[sorted.length - 5];
    double[] d = IntStream.range(0, n.length).mapToDouble(i -> flop[i] / (6 * n[i])).toArray();
    return table(n, d, loss).where(row -> loss[row] < limit);
  }

  /** The Farseer grid without its exact duplicates: 389 rows. */
  public static Observations farseer() {
    List<String[]> rows = read("farseer/farseer_grid.csv");
    Observations all = table(column(rows, 1), column(rows, 2), column(rows, 3));
    Set<List<Double>> seen = new HashSet<>();
    return all.where(
        row -> seen.add(Arrays.stream(all.row(row, List.of("N", "D", "L"))).boxed().toList()));
  }

  public static Observations table(double[] n, double[] d, double[] loss) {
    return Observations.of(
        List.of(Variable.N, Variable.D, Variable.L), new double[][] {n, d, loss});
  }

  private static double[] column(List<String[]> rows, int index) {
    return rows.stream().skip(1).mapToDouble(row -> Double.parseDouble(row[index])).toArray();
  }

  /** The lines of a file, cut at commas. */
  public static List<String[]> read(String name) {
    Path file = root().resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), "public data " + name + " are not here; set ISOLOSS_DATA");
    try {
      return Files.readAllLines(file).stream().map(line -> line.split(",", -1)).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path root() {
    String given = System.getProperty("ISOLOSS_DATA", System.getenv("ISOLOSS_DATA"));
    if (given != null) {
      return Path.of(given);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared").resolve("data");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return Path.of("shared/data");
  }
}
