package isoloss.rank.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.PublicPools;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Penalty;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SolverTest {
  private static final Penalty NONE = new Penalty(new Prior.None(), 0);
  private static final Request SCORES = new Request(false, Optional.empty(), 1);

  private static void checkAgreement(Pool pool, TieRule rule, Solver... solvers) {
    var likelihood = new BradleyTerryLikelihood(PairCounts.of(Evidence.of(pool)), rule);
    Solution newton = Solver.NEWTON.solve(likelihood, NONE, likelihood.start(), 1);
    assertThat(newton.isStationary()).isTrue();
    assertThat(newton.iterations()).isLessThan(15);
    for (Solver solver : solvers) {
      Solution other = solver.solve(likelihood, NONE, likelihood.start(), 1);
      assertThat(other.isStationary()).as("%s", solver).isTrue();
      assertThat(other.scores().toArray())
          .as("%s", solver)
          .containsExactly(newton.scores().toArray(), within(1e-7));
    }
  }

  @Test
  void allSolversAgreeOnPublicPools() {
    Solver[] all = {Solver.MM, Solver.NEWMAN, Solver.I_LSR};
    checkAgreement(PublicPools.evalicaSimple(), TieRule.HALF, all);
    checkAgreement(PublicPools.llmfao(), TieRule.HALF, all);
    checkAgreement(PublicPools.citations(), TieRule.HALF, all);
    checkAgreement(PublicPools.iceHockey(), TieRule.HALF, all);
    checkAgreement(PublicPools.pudding(), TieRule.EACH_WINS, all);
    checkAgreement(PublicPools.openLlm(), TieRule.HALF, all);
    checkAgreement(PublicPools.openLlm(), TieRule.EACH_WINS, all);
    checkAgreement(PublicPools.liveCodeBench(), TieRule.HALF, all);
    checkAgreement(PublicPools.hetero("binary"), TieRule.HALF, all);
    checkAgreement(PublicPools.hetero("numeric"), TieRule.HALF, all);
    checkAgreement(PublicPools.hetero("pairwise"), TieRule.HALF, all);
  }

  @Property(tries = 5)
  void allSolversAgreeOnGeneratedPools(@ForAll long seed) {
    for (TieRule rule : TieRule.values()) {
      Pool pool = GeneratedPools.mixed(seed, 6, 20);
      checkAgreement(pool, rule, Solver.MM, Solver.NEWMAN, Solver.I_LSR);
    }
  }

  /** The rate of choix's {@code alpha} is a prior, which Newton's method knows too. */
  @Property(tries = 5)
  void theRateOfEveryPairIsThePriorThatNewtonMaximises(@ForAll long seed) {
    Evidence evidence =
        Evidence.of(GeneratedPools.mixed(seed, 6, 10)).with(new Prior.EveryPair(0.3));
    Strengths newton = new BradleyTerry().fit(evidence, SCORES);
    Strengths iterated = new BradleyTerry().with(Solver.I_LSR).fit(evidence, SCORES);
    assertThat(newton.diagnostics()).extracting("code").containsExactly("prior");
    assertThat(iterated.diagnostics()).extracting("code").containsExactly("prior");
    assertThat(iterated.scores().toArray())
        .containsExactly(newton.scores().toArray(), within(1e-8));
  }

  @Test
  void aPriorThatASolverDoesNotKnowIsRefused() {
    Evidence evidence = Evidence.of(GeneratedPools.mixed(1, 4, 6)).with(new Prior.Gaussian(1));
    for (Solver solver : List.of(Solver.MM, Solver.NEWMAN, Solver.I_LSR, Solver.LSR)) {
      assertThatThrownBy(() -> new BradleyTerry().with(solver).fit(evidence, SCORES))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("prior");
    }
  }

  /** 0 beats 1, 1 beats 2: no maximum exists. */
  private static Pool chain() {
    PoolBuilder builder = new PoolBuilder();
    for (int i = 0; i < 2; i++) {
      int battle = builder.sample(Sample.named("battle " + i, Kind.PAIRWISE));
      int winner = builder.model("m" + i);
      builder.compare(new Comparison(winner, builder.model("m" + (i + 1)), battle, 1, 0, 0));
    }
    return GeneratedPools.packed(builder);
  }

  @Test
  void aChainOfWinsConvergesOnlyUnderAPrior() {
    Evidence evidence = Evidence.of(chain());
    for (Solver solver : List.of(Solver.NEWTON, Solver.I_LSR)) {
      assertThat(new BradleyTerry().with(solver).fit(evidence, SCORES).diagnostics())
          .extracting("code")
          .containsExactly("not-converged");
    }
    int best = evidence.pool().models().indexOf("m0");
    int middle = evidence.pool().models().indexOf("m1");
    for (Prior prior :
        List.of(
            new Prior.Gaussian(1), new Prior.PseudoComparisons(0.5), new Prior.EveryPair(0.1))) {
      Strengths held = new BradleyTerry().fit(evidence.with(prior), Request.full(1));
      assertThat(held.diagnostics()).extracting("code").containsExactly("prior");
      assertThat(held.scores().get(best)).isGreaterThan(0.1);
      assertThat(held.scores().get(middle)).isCloseTo(0, within(0.2));
      double kernel = 0;
      for (Comparison each : evidence.pool().comparisons()) {
        double d = held.scores().get(each.a()) - held.scores().get(each.b());
        kernel += each.winsA() * Math.log(Worths.logistic(d));
        kernel += each.winsB() * Math.log(Worths.logistic(-d));
      }
      assertThat(held.logLikelihood().orElseThrow()).isCloseTo(kernel, within(1e-10));
    }
  }

  /** MM needs ten thousand iterations here, and agrees to 5e-9 after them. */
  @Test
  void otherSolversAgreeOnSparseMteb() {
    Pool whole = PublicPools.mteb();
    BitSet linked = new BitSet();
    linked.set(0, whole.modelCount());
    linked.clear(whole.models().indexOf("Singaraj__morisien-embed"));
    checkAgreement(whole.withModels(linked), TieRule.HALF, Solver.NEWMAN);
  }
}
