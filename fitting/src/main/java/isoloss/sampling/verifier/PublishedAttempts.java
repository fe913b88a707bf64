package isoloss.sampling.verifier;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Source;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Best numbers of attempts that others found, as they print them: one row per model, one column per
 * value of a wrong answer. Nothing is computed anew; a number at the cap of the search is marked,
 * since it is no optimum.
 */
public final class PublishedAttempts implements Analysis {
  private static final Option CAP =
      Option.number("cap", "the largest number of attempts that was searched", 200, 0);

  @Override
  public String name() {
    return "optimal-attempts";
  }

  @Override
  public String formula() {
    return "K* = arg max_K R(K)";
  }

  @Override
  public Source source() {
    return new Source(
        "Stroebl et al. (2024), Inference Scaling fLaws", "https://arxiv.org/abs/2411.17501");
  }

  @Override
  public String convention() {
    return "a right answer is worth 1; 14 tasks with false negatives are left out, 150 remain";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(
        new Variable("value_wrong", "value of a wrong answer", "1", Variable.Sign.ANY),
        new Variable(
            "attempts", "best number of attempts", "attempts", Variable.Sign.NON_NEGATIVE));
  }

  @Override
  public List<Variable> optionalInputs() {
    return List.of(new Variable("reward", "highest mean reward", "1", Variable.Sign.ANY));
  }

  @Override
  public List<Variant> variants() {
    return List.of(new Variant("default", "The printed numbers, arranged.", List.of(CAP)));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    Observations table = data.observations();
    double cap = CAP.numberIn(fitter.options());
    double[] value = table.column("value_wrong");
    double[] attempts = table.column("attempts");
    List<String> models =
        table.label("model").orElseGet(() -> Collections.nCopies(table.size(), "all"));
    long atCap = Arrays.stream(attempts).filter(k -> k >= cap).count();
    int rises = rises(models, value, attempts);
    Findings findings =
        Findings.of(this, data, fitter)
            .with(Findings.Fact.of("modelCount", "models", "", models.stream().distinct().count()))
            .with(Findings.Fact.of("settings", "settings", "", table.size()))
            .with(Findings.Fact.of("atCap", "settings at the cap", "", atCap))
            .with(
                Findings.Fact.of(
                    "rises", "steps to a costlier wrong answer with more attempts", "", rises))
            .with(pivot(models, value, attempts))
            .withHeadline(
                "%d published settings; %d lie at the cap of %.0f attempts and are no optimum."
                    .formatted(table.size(), atCap, cap));
    return atCap == 0
        ? findings
        : findings.with(
            new Diagnostic.Remark(
                "at-cap",
                Diagnostic.Severity.NOTE,
                "K = %.0f means that the search ended there, not that it is best".formatted(cap)));
  }

  private static Findings.Table pivot(List<String> models, double[] value, double[] attempts) {
    TreeSet<Double> values = new TreeSet<>(Comparator.reverseOrder());
    Arrays.stream(value).forEach(values::add);
    Map<String, Map<Double, Double>> rows = new LinkedHashMap<>();
    for (int i = 0; i < value.length; i++) {
      rows.computeIfAbsent(models.get(i), key -> new LinkedHashMap<>()).put(value[i], attempts[i]);
    }
    Findings.Builder table =
        Findings.Table.builder("attempts", "Best number of attempts by value of a wrong answer")
            .column("model", "model");
    values.forEach(v -> table.column("value%s".formatted(number(v)), number(v)));
    rows.forEach((model, byValue) -> {
      Object[] row = new Object[values.size() + 1];
      row[0] = model;
      int column = 1;
      for (double v : values) {
        row[column++] = byValue.getOrDefault(v, Double.NaN);
      }
      table.row(row);
    });
    return table.build();
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  /** How often a costlier wrong answer goes with more attempts, which theory rules out. */
  private static int rises(List<String> models, double[] value, double[] attempts) {
    int rises = 0;
    for (int i = 1; i < value.length; i++) {
      boolean next = models.get(i).equals(models.get(i - 1)) && value[i] < value[i - 1];
      rises += next && attempts[i] > attempts[i - 1] ? 1 : 0;
    }
    return rises;
  }
}
