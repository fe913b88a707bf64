package isoloss.plan.scalebench;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The domain-mixture table in long form: a row per model and domain, with the model's size. */
final class Mixtures {
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)([MB])");
  private static final int MOST_DOMAINS = 16;

  private Mixtures() {}

  /** The shares r1, r2, ... of each row of a long table. */
  static double[][] of(Observations rows) {
    List<String> symbols =
        rows.variables().stream()
            .map(Variable::symbol)
            .filter(symbol -> symbol.startsWith("r"))
            .toList();
    return IntStream.range(0, rows.size())
        .mapToObj(row -> rows.row(row, symbols))
        .toArray(double[][]::new);
  }

  /** From one column per domain to one row per domain, labelled {@code domain}. */
  static Observations longTable(Observations wide) {
    List<Integer> domains =
        IntStream.rangeClosed(1, MOST_DOMAINS)
            .filter(i -> wide.variable("loss_domain_" + i).isPresent())
            .boxed()
            .toList();
    List<Variable> variables = new ArrayList<>(List.of(Variable.N));
    domains.forEach(i ->
        variables.add(
            new Variable("r" + i, "share of domain " + i, "1", Variable.Sign.NON_NEGATIVE)));
    variables.add(Variable.L);
    double[][] columns = new double[variables.size()][wide.size() * domains.size()];
    List<String> labels = new ArrayList<>();
    List<Observations.Origin> origins = new ArrayList<>();
    int at = 0;
    for (int domain : domains) {
      for (int row = 0; row < wide.size(); row++) {
        columns[0][at] = size(wide.label("group").orElseThrow().get(row));
        for (int i = 0; i < domains.size(); i++) {
          columns[1 + i][at] = wide.value(row, "proportion_domain_" + domains.get(i));
        }
        columns[1 + domains.size()][at] = wide.value(row, "loss_domain_" + domain);
        labels.add("domain " + domain);
        origins.add(wide.origins().get(row));
        at++;
      }
    }
    return Observations.of(
        variables, columns, Map.of("domain", labels), origins, wide.provenance());
  }

  private static double size(String group) {
    Matcher matcher = SIZE.matcher(group);
    if (!matcher.matches()) {
      throw new InputException(
          "group " + group + " of the mixture table is not a size such as 70M or 1.4B");
    }
    return Double.parseDouble(matcher.group(1)) * (matcher.group(2).equals("M") ? 1e6 : 1e9);
  }
}
