package isoloss.rank.choice;

import isoloss.data.Seed;
import isoloss.data.pool.Pool;
import isoloss.fit.Diagnostic.Severity;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Prior;
import isoloss.rank.item.ItemModel;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.structure.Components;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@link Auto} chooses from.
 *
 * @param blended the pair model of the blend
 * @param itemModels the other members of the blend
 * @param pairModels where there is no blend, the safest first
 */
record Candidates(Aggregator blended, List<ItemModel> itemModels, List<Aggregator> pairModels) {
  /** Of holding out a tenth of the cells. */
  private static final int REPETITIONS = 5;

  Candidates {
    itemModels = List.copyOf(itemModels);
    pairModels = List.copyOf(pairModels);
  }

  List<Aggregator> all() {
    return Stream.concat(blend(), pairModels.stream()).toList();
  }

  private Stream<Aggregator> blend() {
    return Stream.concat(Stream.of(blended), itemModels.stream());
  }

  Choice choose(Evidence evidence, Seed seed, int threads) {
    Pool pool = evidence.pool();
    long binary = binaryCells(pool);
    long all = pool.scoreCount() + pool.comparisons().size();
    String share = "binary samples hold %d of %d measurements".formatted(binary, all);
    Optional<String> against =
        2 * binary < all
            ? Optional.of(share)
            : itemModels.stream()
                .flatMap(model -> model.refusal(Cells.of(evidence)).stream())
                .findFirst();
    if (evidence.clusterCount() < 2) {
      return untested(evidence, threads);
    }
    return against.isPresent()
        ? pairModel(evidence, seed, threads, against.get())
        : blend(evidence, seed, threads, share);
  }

  private static long binaryCells(Pool pool) {
    long cells = 0;
    for (int m = 0; m < pool.modelCount(); m++) {
      for (long word : pool.observedBits(m)) {
        cells += Long.bitCount(word);
      }
    }
    return cells;
  }

  private Choice blend(Evidence evidence, Seed seed, int threads, String share) {
    List<PredictiveLoss> losses = new ArrayList<>();
    losses.addAll(
        HeldOutCells.of(evidence, blend().toList(), REPETITIONS, seed.child("cells"), threads)
            .losses());
    losses.addAll(
        HeldOutPairs.of(evidence, List.of(blended), seed.child("pairs"), threads).losses());
    List<Aggregator> members =
        blend()
            .filter(method -> losses.stream().noneMatch(loss -> isAgainst(loss, method)))
            .toList();
    return members.isEmpty()
        ? new Choice(
            List.of(blended),
            true,
            losses,
            Severity.WARNING,
            share + "; no candidate predicts better than chance; z-scores of " + blended.name())
        : new Choice(
            members,
            true,
            losses,
            Severity.NOTE,
            share + "; mean of the z-scores of " + names(members.stream()));
  }

  private static boolean isAgainst(PredictiveLoss loss, Aggregator method) {
    return loss.candidate().equals(method.name()) && loss.isClearlyWorse();
  }

  private Choice pairModel(Evidence evidence, Seed seed, int threads, String reason) {
    List<Aggregator> able = able(evidence, threads);
    HeldOutPairs pairs = HeldOutPairs.of(evidence, able, seed.child("pairs"), threads);
    Aggregator preferred = pairs.preferred();
    List<PredictiveLoss> losses = pairs.losses();
    boolean guess = losses.stream().anyMatch(loss -> isAgainst(loss, preferred));
    return new Choice(
        List.of(preferred),
        false,
        losses,
        guess ? Severity.WARNING : Severity.NOTE,
        "%s; pair model by held-out decisive pairs: %s%s%s"
            .formatted(
                reason,
                preferred.name(),
                guess ? ", which predicts worse than equal strengths" : "",
                leftOut(able)));
  }

  /**
   * Pair models that accept the evidence and find all its models linked; else that of the blend.
   */
  private List<Aggregator> able(Evidence evidence, int threads) {
    PairCounts counts = PairCounts.of(evidence, threads);
    List<Aggregator> able =
        pairModels.stream()
            .filter(method -> method.refusal(evidence).isEmpty())
            .filter(method -> isLinked(evidence, counts, method.link()))
            .toList();
    return able.isEmpty() ? List.of(blended) : able;
  }

  private static boolean isLinked(Evidence evidence, PairCounts counts, Link link) {
    return !(evidence.prior() instanceof Prior.None) || Components.of(counts, link).count() == 1;
  }

  private String leftOut(List<Aggregator> able) {
    String rest = names(pairModels.stream().filter(method -> !able.contains(method)));
    return rest.isEmpty() ? "" : "; not possible here: " + rest;
  }

  private Choice untested(Evidence evidence, int threads) {
    Aggregator first = able(evidence, threads).getFirst();
    return new Choice(
        List.of(first),
        false,
        List.of(),
        Severity.WARNING,
        "all samples are of one cluster and nothing can be held out; " + first.name());
  }

  private static String names(Stream<Aggregator> methods) {
    return methods.map(Aggregator::name).collect(Collectors.joining(", "));
  }
}
