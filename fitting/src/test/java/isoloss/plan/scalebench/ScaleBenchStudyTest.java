package isoloss.plan.scalebench;

import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.law.PublicData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScaleBenchStudyTest {
  private static Observations scaled(String table, List<Variable> variables, List<String> columns) {
    return PublicData.scaleBench(table, variables, columns);
  }

  private static Map<String, Observations> tables() {
    Map<String, Observations> tables = new LinkedHashMap<>();
    for (ScaleBenchStudy.Wanted wanted : ScaleBenchStudy.wanted()) {
      List<Variable> variables = new ArrayList<>(wanted.variables());
      List<String> columns = new ArrayList<>();
      if (wanted.columns().isEmpty()) {
        for (int i = 1; i <= 5; i++) {
          String symbol = "proportion_domain_" + i;
          if (variables.stream().noneMatch(v -> v.symbol().equals(symbol))) {
            variables.add(new Variable(symbol, "share", "1", Variable.Sign.NON_NEGATIVE));
          }
        }
        for (int i = 2; i <= 5; i++) {
          variables.add(Variable.positive("loss_domain_" + i, "loss", "nats/token"));
        }
        variables.forEach(v -> columns.add(v.symbol()));
      } else {
        Map<String, String> byRole = new LinkedHashMap<>();
        for (String each : wanted.columns().split(",", -1)) {
          byRole.put(
              each.substring(0, each.indexOf('=')),
              each.substring(each.indexOf('=') + 1).replaceAll("\\*.*", ""));
        }
        variables.forEach(v -> columns.add(byRole.getOrDefault(v.symbol(), "")));
      }
      tables.put(wanted.table(), scaled(wanted.table(), variables, columns));
    }
    return tables;
  }

  @Test
  void scratch() {
    long t = System.nanoTime();
    Map<String, Observations> tables = tables();
    Findings f = ScaleBenchStudy.run(tables, Fitter.withDefaults().withThreads(2));
    System.out.println(f.toText());
    var forms = f.table("forms");
    for (int i = 0; i < forms.size(); i++)
      System.out.printf(
          "%-18s %-40s inner %.4f r2 %.4f rmse %.4f %s%n",
          forms.texts("table").get(i),
          forms.texts("form").get(i),
          forms.number(i, "rmseInner"),
          forms.number(i, "r2"),
          forms.number(i, "rmse"),
          forms.texts("role").get(i));
    System.out.println((System.nanoTime() - t) / 1e9);
  }
}
