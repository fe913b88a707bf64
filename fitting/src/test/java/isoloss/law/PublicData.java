package isoloss.law;

import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /** 2,702 runs in 41 cells of size and tokens; batch in tokens. */
  public static Observations learningRatesOf41Cells() {
    List<String[]> rows = read("scalebench/lr_bsz_train.csv");
    return grid(rows, "non_embedding_param_size", "data_size", "bsz", "lm_loss");
  }

  /** The 1,911 runs in 17 cells that the authors of Step law released. */
  public static Observations learningRatesOf17Cells() {
    return grid(read("step-law/dense_lr_bs_loss.csv"), "N", "D", "bs", "smooth loss");
  }

  /** 534 runs of mixtures of experts in 12 cells, with activated parameters. */
  public static Observations learningRatesOfExperts() {
    List<String[]> rows = read("step-law/moe_lr_bs_loss.csv");
    Observations grid = grid(rows, "N", "D", "bs", "smooth loss");
    List<Variable> variables = new java.util.ArrayList<>(grid.variables());
    variables.add(Variable.positive("Na", "activated parameters", "parameters"));
    double[][] columns =
        variables.stream()
            .map(v ->
                v.symbol().equals("Na")
                    ? column(rows, List.of(rows.getFirst()).indexOf("Na"))
                    : grid.column(v.symbol()))
            .toArray(double[][]::new);
    return Observations.of(variables, columns);
  }

  private static Observations grid(
      List<String[]> rows, String size, String tokens, String sequences, String loss) {
    List<String> header = List.of(rows.getFirst());
    double[] batch = column(rows, header.indexOf(sequences));
    return Observations.of(
        List.of(Variable.N, Variable.D, Variable.LEARNING_RATE, Variable.BATCH, Variable.L),
        new double[][] {
          column(rows, header.indexOf(size)),
          column(rows, header.indexOf(tokens)),
          column(rows, header.indexOf("lr")),
          Arrays.stream(batch).map(b -> 2048 * b).toArray(),
          column(rows, header.indexOf(loss))
        });
  }

  /** The 18 losses of a data set of ParScale: {@code stack_v2_python} or {@code pile}. */
  public static Observations parscale(String dataset) {
    Observations all = parscale();
    List<String> names = all.label("dataset").orElseThrow();
    return all.where(row -> names.get(row).equals(dataset));
  }

  /** All 36 losses, labelled by data set. */
  public static Observations parscale() {
    List<String[]> rows = read("parscale/parscale_losses.csv");
    List<String> names = rows.stream().skip(1).map(row -> row[0]).toList();
    return Observations.of(
        List.of(Variable.P, Variable.N, Variable.L),
        new double[][] {column(rows, 1), column(rows, 2), column(rows, 3)},
        Map.of("dataset", names),
        names.stream().map(name -> Observations.Origin.COMPUTED).toList(),
        Provenance.NONE);
  }

  /** Costs of inference worked out with the authors' script: 192 rows of numbers. */
  public static List<double[]> parscaleCosts() {
    return read("parscale/parscale_cost_reference.csv").stream()
        .skip(1)
        .map(row -> Arrays.stream(row).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  /** The ten optima of autoregressive and masked diffusion models, read from two figures. */
  public static Observations smdm() {
    List<String[]> rows = read("smdm/smdm_isoflop_optima_digitised.csv");
    return Observations.of(
        List.of(Variable.C, Variable.N, Variable.L, Variable.D),
        new double[][] {column(rows, 1), column(rows, 4), column(rows, 3), column(rows, 5)},
        Map.of("model", texts(rows, 0)),
        origins(rows.size() - 1),
        Provenance.NONE);
  }

  /** The series of marin's data efficiency study, without the rows that are limits of N. */
  public static Observations infiniteCompute() {
    List<String[]> rows = new ArrayList<>(read("infinite-compute/infinite_compute_hardcoded.csv"));
    rows.removeIf(row -> row[1].equals("inf"));
    double[] sizes = Arrays.stream(column(rows, 1)).map(billions -> billions * 1e9).toArray();
    return Observations.of(
        List.of(Variable.N, Variable.D, Variable.L),
        new double[][] {sizes, column(rows, 2), column(rows, 3)},
        Map.of("series", texts(rows, 0)),
        origins(rows.size() - 1),
        Provenance.NONE);
  }

  /** Rows (N, D, L) with one label each. */
  public static Observations labelled(List<double[]> rows, String label, List<String> texts) {
    double[][] columns = new double[3][rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][row] = rows.get(row)[column];
      }
    }
    return Observations.of(
        List.of(Variable.N, Variable.D, Variable.L),
        columns,
        Map.of(label, texts),
        origins(rows.size()),
        Provenance.NONE);
  }

  /** Correct of 10,000 samples of five Pythia models on 128 problems; labels model, problem. */
  public static Observations pythiaMathCounts() {
    List<String[]> rows = read("monkeys/pythia_math_counts.csv");
    return Observations.of(
        List.of(
            Variable.positive("n", "samples drawn", "samples"),
            new Variable("c", "correct samples", "samples", Variable.Sign.NON_NEGATIVE)),
        new double[][] {column(rows, 3), column(rows, 4)},
        Map.of("model", texts(rows, 0), "problem", texts(rows, 2)),
        rows.stream().skip(1).map(row -> Observations.Origin.COMPUTED).toList(),
        Provenance.NONE);
  }

  private static List<String> texts(List<String[]> rows, int index) {
    return rows.stream().skip(1).map(row -> row[index]).toList();
  }

  private static List<Observations.Origin> origins(int rows) {
    return Collections.nCopies(rows, Observations.Origin.COMPUTED);
  }

  /**
   * Columns of a table of ScaleBench under the symbols of a law.
   *
   * @param name of the table, for example {@code moe}
   * @param variables in the order of the columns
   * @param columns header names; a column named {@code group} is carried as a label
   */
  public static Observations scaleBench(
      String name, List<Variable> variables, List<String> columns) {
    List<String[]> rows = read("scalebench/" + name + "_train.csv");
    List<String> header = List.of(rows.getFirst());
    double[][] values =
        columns.stream().map(each -> column(rows, header.indexOf(each))).toArray(double[][]::new);
    int group = header.indexOf("group");
    return Observations.of(
        variables,
        values,
        Map.of("group", rows.stream().skip(1).map(row -> row[group]).toList()),
        Collections.nCopies(rows.size() - 1, Observations.Origin.COMPUTED),
        Provenance.NONE);
  }

  public static Observations table(double[] n, double[] d, double[] loss) {
    return Observations.of(
        List.of(Variable.N, Variable.D, Variable.L), new double[][] {n, d, loss});
  }

  private static double[] column(List<String[]> rows, int index) {
    return rows.stream().skip(1).mapToDouble(row -> Double.parseDouble(row[index])).toArray();
  }

  /** Where a file lies; skips the test where it does not. */
  public static Path file(String name) {
    Path file = root().resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), "public data " + name + " are not here; set ISOLOSS_DATA");
    return file;
  }

  /** The lines of a file, its header first, cut at commas; without quotes in it. */
  public static List<String[]> read(String name) {
    try {
      return Files.readAllLines(file(name)).stream().map(line -> line.split(",", -1)).toList();
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
