package isoloss.benchmarks;

import isoloss.data.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Logarithms of parameters, tokens (FLOP / (6 N)) and losses of Epoch's file {@code
 * svg_extracted_data.csv}, without its five highest losses.
 */
record ChinchillaRows(double[] u, double[] v, double[] y) {
  private static final int DROPPED = 5;

  private record Run(double parameters, double flops, double loss) {}

  static ChinchillaRows read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      List<String> header = List.of(lines.getFirst().split(",", -1));
      List<Run> runs =
          lines.stream()
              .skip(1)
              .filter(line -> !line.isBlank())
              .map(line -> parse(line.split(",", -1), header))
              .sorted(Comparator.comparingDouble(Run::loss))
              .toList();
      return of(runs.subList(0, runs.size() - DROPPED));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new InputException(
          file + ": not Epoch's table with Model Size, Training FLOP and loss (" + e + ")", e);
    }
  }

  private static Run parse(String[] cells, List<String> header) {
    return new Run(
        Double.parseDouble(cells[header.indexOf("Model Size")]),
        Double.parseDouble(cells[header.indexOf("Training FLOP")]),
        Double.parseDouble(cells[header.indexOf("loss")]));
  }

  private static ChinchillaRows of(List<Run> runs) {
    return new ChinchillaRows(
        logs(runs, Run::parameters),
        logs(runs, run -> run.flops / (6 * run.parameters)),
        logs(runs, Run::loss));
  }

  private static double[] logs(List<Run> runs, ToDoubleFunction<Run> column) {
    return runs.stream().mapToDouble(column).map(Math::log).toArray();
  }

  int size() {
    return y.length;
  }

  @Override
  public String toString() {
    return "Epoch's rows " + Arrays.asList(u.length, v.length, y.length);
  }
}
