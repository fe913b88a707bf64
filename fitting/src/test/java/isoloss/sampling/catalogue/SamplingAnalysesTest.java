package isoloss.sampling.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.ScalingLaw;
import isoloss.law.Analyses;
import isoloss.law.Laws;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every analysis of repeated sampling promises. */
class SamplingAnalysesTest {
  private static final Set<String> COUNTS = Set.of("n", "c", "count", "rounds", "accepted");

  @Test
  void everyAnalysisSaysWhatItIs() {
    for (Analysis analysis : SamplingAnalyses.all()) {
      assertThat(analysis.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(analysis.formula()).contains("=");
      assertThat(analysis.source().url()).startsWith("https://");
      assertThat(analysis.inputs()).isNotEmpty();
      assertThat(analysis.inputs()).extracting(Variable::unit).doesNotContain("");
      assertThat(analysis.optionalInputs()).extracting(Variable::unit).doesNotContain("");
      assertThat(analysis.variants()).extracting("name").startsWith("default");
      assertThat(SamplingAnalyses.find(analysis.name())).contains(analysis);
    }
  }

  @Test
  void equalRowsOfCountsAreKept() {
    assertThat(
            Stream.concat(Analyses.all().stream(), SamplingAnalyses.all().stream())
                .filter(each ->
                    each.inputs().stream().anyMatch(input -> COUNTS.contains(input.symbol())))
                .filter(each -> !each.repeatsCount())
                .map(Analysis::name))
        .isEmpty();
  }

  @Test
  void noNameIsGivenTwice() {
    List<String> names = new ArrayList<>(Laws.all().stream().map(ScalingLaw::name).toList());
    Analyses.all().forEach(each -> names.add(each.name()));
    SamplingAnalyses.all().forEach(each -> names.add(each.name()));
    assertThat(names).doesNotHaveDuplicates();
  }
}
