package isoloss.benchmarks;

import isoloss.data.InputException;
import isoloss.data.importer.ImportedPool;
import isoloss.data.importer.PoolReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Time and peak memory from files to a packed pool, in a fresh JVM.
 *
 * <p>{@code ReadPool FILE... [--where CONDITION]}
 */
public final class ReadPool {
  private ReadPool() {}

  public static void main(String[] arguments) throws IOException {
    List<String> given = List.of(arguments);
    int option = given.indexOf("--where");
    List<String> files = option < 0 ? given : given.subList(0, option);
    PoolReader reader = PoolReader.withDefaults();
    PoolReader chosen = option < 0 ? reader : reader.withWhere(given.get(option + 1));
    try {
      OurSide.Timed<ImportedPool> read = OurSide.timed(() -> chosen.read(files));
      var pool = read.result().pool();
      System.out.printf(
          Locale.ROOT,
          "%d models, %d samples, %d scores, %d comparisons, %d rows rejected%n"
              + "%.2f s, %.2f CPU s; most memory resident: %s%n",
          pool.modelCount(),
          pool.sampleCount(),
          pool.scoreCount(),
          pool.comparisons().size(),
          read.result().rejected().size(),
          read.wallSeconds(),
          read.cpuSeconds(),
          peak());
    } catch (InputException e) {
      System.err.println(e.getMessage());
      System.exit(3);
    }
  }

  /** What Linux says of this process; empty elsewhere. */
  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.substring("VmHWM:".length()).strip())
        .findFirst()
        .orElse("");
  }
}
