package isoloss.plan.scalebench;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Observations;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.data.json.Json;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.law.PublicData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScaleBenchStudyTest {
  private static final Fitter FITTER = Fitter.withDefaults().withThreads(2);

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
  void theLargestFifthIsHeldOutAndEqualSizesStayTogether() {
    double[] n = {1, 2, 3, 4, 5, 6, 7, 8, 8, 8};
    Observations rows =
        Observations.of(List.of(Variable.N, Variable.L), new double[][] {n, n.clone()});
    Split split = HoldOut.largestFifth(rows, "N", row -> rows.value(row, "N"));
    assertThat(split.heldOut().column("N")).containsExactly(8, 8, 8);
    assertThat(split.train().size()).isEqualTo(7);
  }

  @Test
  void theChoiceDoesNotSeeTheRowsHeldOut() {
    BenchTable moe =
        BenchTables.all().stream().filter(t -> t.name().equals("moe")).findFirst().orElseThrow();
    Observations rows = Optional.ofNullable(tables().get("moe")).orElseThrow();
    ScaleBenchStudy.Comparison found = ScaleBenchStudy.compare(moe, rows, FITTER);
    double cut =
        IntStream.range(0, found.split().train().size())
            .mapToDouble(row -> moe.size().applyAsDouble(found.split().train(), row))
            .max()
            .orElseThrow();
    double[] spoiled = rows.column("L");
    for (int row = 0; row < spoiled.length; row++) {
      spoiled[row] *= moe.size().applyAsDouble(rows, row) > cut ? 3 : 1;
    }
    Observations other =
        Observations.of(
            List.of(Variable.N, Variable.positive("E", "experts", "experts"), Variable.L),
            new double[][] {rows.column("N"), rows.column("E"), spoiled},
            rows.labels(),
            rows.origins(),
            rows.provenance());
    ScaleBenchStudy.Comparison again = ScaleBenchStudy.compare(moe, other, FITTER);
    assertThat(again.chosen().form().name()).isEqualTo(found.chosen().form().name());
    assertThat(again.chosen().inner()).isEqualTo(found.chosen().inner());
    assertThat(again.chosen().outer().rmse()).isGreaterThan(found.chosen().outer().rmse());
  }

  @Test
  void whatIsMissingIsSaid() {
    Findings found = ScaleBenchStudy.run(Map.of(), FITTER);
    assertThat(found.table("comparison").size()).isZero();
    assertThat(found.diagnostics()).hasSize(BenchTables.all().size());
    assertThat(Findings.from(Json.parseObject(Json.pretty(found.toJson()), "findings")).toText())
        .isEqualTo(found.toText());
  }
}
