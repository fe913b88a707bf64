package isoloss.law.diffusion;

import isoloss.data.InputException;
import isoloss.stat.StraightLine;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The laws of compute-optimal training of one family: {@code lg L = a + b lg C}, {@code lg N = lg c
 * + p lg C} and the same for D, each by least squares through the optima.
 *
 * @param name as the column {@code model} has it
 * @param optima usable ones, by rising compute
 */
record Family(
    String name,
    List<Optima.Optimum> optima,
    StraightLine loss,
    StraightLine parameters,
    StraightLine tokens) {
  static final int FEWEST_BUDGETS = 3;

  Family {
    optima = List.copyOf(optima);
  }

  static Family of(String name, List<Optima.Optimum> all) {
    List<Optima.Optimum> usable = all.stream().filter(Optima.Optimum::isUsable).toList();
    if (usable.size() < FEWEST_BUDGETS) {
      throw new InputException(
          "model %s has an optimum at %d budgets; %d are needed%s"
              .formatted(name, usable.size(), FEWEST_BUDGETS, reasons(all)));
    }
    return new Family(
        name,
        usable,
        line(usable, Optima.Optimum::loss),
        line(usable, Optima.Optimum::parameters),
        line(usable, Optima.Optimum::tokens));
  }

  private static String reasons(List<Optima.Optimum> all) {
    return all.stream()
        .filter(each -> !each.isUsable())
        .map(each -> String.format(Locale.ROOT, "; at C = %.3g: %s", each.flops(), each.refusal()))
        .reduce("", String::concat);
  }

  private static StraightLine line(
      List<Optima.Optimum> optima, ToDoubleFunction<Optima.Optimum> response) {
    return StraightLine.of(
        optima.stream().mapToDouble(each -> Math.log10(each.flops())).toArray(),
        optima.stream().mapToDouble(each -> Math.log10(response.applyAsDouble(each))).toArray());
  }

  double greatestFlops() {
    return optima.getLast().flops();
  }

  double leastFlops() {
    return optima.getFirst().flops();
  }

  double lossAt(double flops) {
    return Math.pow(10, loss.at(Math.log10(flops)));
  }
}
