package isoloss.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.law.PublicData;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GStackPlanTest {
  private static GrowthPlan plan(double parameters, double tokens) {
    return new GrowthPlan(parameters, tokens, GrowthPlan.PUBLISHED_FACTOR, OptionalInt.empty());
  }

  private static List<String> codes(Findings found) {
    return found.diagnostics().stream().map(Diagnostic::code).toList();
  }

  /** The table in the README of tongxuluo/prts, rounded there to 0.01e9. */
  @ParameterizedTest
  @CsvSource({
    "8e9, 15e12, 6.58e9",
    "7e9, 2e12, 11.11e9",
    "13e9, 2e12, 15.84e9",
    "70e9, 2e12, 42.48e9"
  })
  void theReadmeOfTheAuthorsIsMet(double parameters, double tokens, double expected) {
    assertThat(plan(parameters, tokens).growthTokens() / expected - 1).isCloseTo(0, within(5e-4));
  }

  @Test
  void everyRowOfThePublicTableIsMet() {
    List<String[]> rows = PublicData.read("gstack/gstack_timing_table.csv");
    assertThat(rows).hasSize(5);
    for (String[] row : rows.subList(1, rows.size())) {
      GrowthPlan plan = plan(Double.parseDouble(row[1]), Double.parseDouble(row[2]));
      assertThat(plan.plannedFlops() / Double.parseDouble(row[3])).isCloseTo(1, within(1e-12));
      assertThat(plan.growthTokens() / Double.parseDouble(row[4])).isCloseTo(1, within(1e-9));
      assertThat(plan.growthTokens() / Double.parseDouble(row[5])).isCloseTo(1, within(5e-4));
    }
  }

  @Test
  void theLedgerAddsUp() {
    GrowthPlan plan = new GrowthPlan(7e9, 2e12, 4, OptionalInt.of(32));
    Findings found = plan.findings(42, "");
    double[] flops = found.table("ledger").numbers("flops");
    assertThat(flops[0]).isEqualTo(8.4e22);
    assertThat(flops[1]).isCloseTo(6 * 1.75e9 * plan.growthTokens(), within(1e8));
    assertThat(flops[3] / flops[0]).isCloseTo(1, within(1e-12));
    assertThat(flops[6]).isCloseTo(flops[0] + flops[1], within(1e10));
    assertThat(found.number("baseLayers")).isEqualTo(8);
    assertThat(codes(found)).doesNotContain("outside-the-law");
    assertThat(found.isTrusted()).isTrue();
  }

  @Test
  void theTimingFallsAsComputeGrowsAtFixedSize() {
    double[] tokens = plan(7e9, 2e12).findings(42, "").table("timing").numbers("growthTokens");
    assertThat(tokens).isSortedAccordingTo((a, b) -> Double.compare(b, a)).doesNotHaveDuplicates();
  }

  @Test
  void aRunShorterThanTheGrowthIsRefusedAndOneOutsideTheLawIsWarnedOf() {
    Findings tooShort = plan(70e9, 3e10).findings(42, "");
    assertThat(tooShort.isTrusted()).isFalse();
    assertThat(tooShort.hasTable("ledger")).isFalse();
    assertThat(codes(tooShort)).contains("growth-after-the-run");
    assertThat(codes(plan(1e12, 15e12).findings(42, ""))).contains("outside-the-law");
    Findings twice = new GrowthPlan(7e9, 2e12, 2, OptionalInt.empty()).findings(42, "");
    assertThat(codes(twice)).contains("other-growth-factor");
  }

  @Test
  void whatCannotBeStackedIsRefused() {
    assertThatThrownBy(() -> new GrowthPlan(7e9, 2e12, 2.5, OptionalInt.empty()))
        .hasMessageContaining("whole number");
    assertThatThrownBy(() -> new GrowthPlan(7e9, 2e12, 4, OptionalInt.of(30)))
        .hasMessageContaining("multiple of 4");
    assertThatThrownBy(() -> plan(-1, 2e12)).hasMessageContaining("positive");
  }
}
