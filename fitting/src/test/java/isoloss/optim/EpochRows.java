package isoloss.optim;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Parameters, tokens (FLOP / (6 N)) and losses of Epoch's replication of Chinchilla, without the
 * highest losses; tests that need them are skipped where the data are absent.
 */
record EpochRows(double[] n, double[] d, double[] loss) {
  private static final String FILE = "chinchilla-epoch/svg_extracted_data.csv";

  static EpochRows withoutHighest(int dropped) {
    List<double[]> rows = read();
    List<double[]> kept =
        rows.stream()
            .sorted(Comparator.comparingDouble(row -> row[2]))
            .limit(rows.size() - dropped)
            .toList();
    return new EpochRows(column(kept, 0), column(kept, 1), column(kept, 2));
  }

  double[] logN() {
    return Arrays.stream(n).map(Math::log).toArray();
  }

  double[] logD() {
    return Arrays.stream(d).map(Math::log).toArray();
  }

  double[] logLoss() {
    return Arrays.stream(loss).map(Math::log).toArray();
  }

  TwoPowersAndConstant objective(double delta) {
    return TwoPowersAndConstant.of(logN(), logD(), logLoss(), delta);
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }

  private static List<double[]> read() {
    Path file = find().orElseGet(() -> abort("no " + FILE + " under ISOLOSS_DATA or shared/data"));
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(1).map(EpochRows::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] parse(String line) {
    String[] cells = line.split(",", -1);
    double parameters = Double.parseDouble(cells[3]);
    double flops = Double.parseDouble(cells[4]);
    return new double[] {parameters, flops / (6 * parameters), Double.parseDouble(cells[6])};
  }

  private static Optional<Path> find() {
    String named = System.getProperty("ISOLOSS_DATA", System.getenv("ISOLOSS_DATA"));
    if (named != null) {
      return Optional.of(Path.of(named, FILE)).filter(Files::isRegularFile);
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve("shared/data").resolve(FILE))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
