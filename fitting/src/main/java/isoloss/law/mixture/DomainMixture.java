package isoloss.law.mixture;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Procedure;
import isoloss.fit.Source;
import isoloss.optim.Simplex;
import isoloss.optim.SimplexDescent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How the loss of each domain depends on the mixture of the training data: one {@link MixingLaw}
 * per domain and group of models, with leave-one-out scores, and the mixture of least mean loss.
 *
 * <p>Reads {@code proportion_domain_i} and {@code loss_domain_i} for as many domains as the table
 * has; proportions of a row that do not add up to 1 are refused. Models of one size form a {@code
 * group}.
 *
 * @see <a href="https://arxiv.org/abs/2403.16952">Ye et al. (2024), Data Mixing Laws</a>
 */
public final class DomainMixture implements Analysis {
  private static final int MOST_DOMAINS = 16;
  private static final double SUM_TOLERANCE = 1e-3;

  /** A mixture whose nearest measured one differs by more than this in sum lies outside. */
  private static final double FAR = 0.25;

  @Override
  public String name() {
    return "domain-mixture";
  }

  @Override
  public String formula() {
    return "L_i(r) = c_i + exp(sum_j t_ij r_j)";
  }

  @Override
  public Source source() {
    return new Source("Ye et al. (2024), Data Mixing Laws", "https://arxiv.org/abs/2403.16952");
  }

  @Override
  public String convention() {
    return "r_j is the share of domain j in the training data; the shares add up to 1, so the"
        + " factor k_i of the source is fixed to 1; one fit per domain and group of models";
  }

  private static Variable proportion(int domain) {
    return new Variable(
        "proportion_domain_" + domain,
        "share of domain " + domain,
        "1",
        Variable.Sign.NON_NEGATIVE);
  }

  private static Variable loss(int domain) {
    return Variable.positive("loss_domain_" + domain, "loss on domain " + domain, "nats/token");
  }

  @Override
  public List<Variable> inputs() {
    return List.of(proportion(1), proportion(2), loss(1));
  }

  @Override
  public List<Variable> optionalInputs() {
    List<Variable> more = new ArrayList<>();
    IntStream.rangeClosed(3, MOST_DOMAINS).forEach(i -> more.add(proportion(i)));
    IntStream.rangeClosed(2, MOST_DOMAINS).forEach(i -> more.add(loss(i)));
    return more;
  }

  @Override
  public List<String> labels() {
    return List.of("group");
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant(
            Procedure.DEFAULT,
            "least squares of the loss by Levenberg-Marquardt from four floors, each domain and"
                + " group by itself; the best mixture by projected gradient on the simplex",
            IntStream.rangeClosed(1, MOST_DOMAINS).mapToObj(DomainMixture::weight).toList()));
  }

  /** The weight of a domain in the loss that the best mixture makes small. */
  private static Option weight(int domain) {
    return Option.number(
        "weight" + domain,
        "weight of domain " + domain + " in the loss that the best mixture makes small",
        1,
        -1e-9);
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    Observations table = data.observations();
    List<Integer> mixed = columns(table, "proportion_domain_");
    List<Integer> measured = columns(table, "loss_domain_");
    requireShares(table, mixed);
    Result result = new Result(mixed, measured, fitter.options());
    for (String group : groups(table)) {
      Observations rows = ofGroup(table, group);
      if (rows.size() <= mixed.size() + 1) {
        throw new InputException(
            "group %s has %d rows for %d parameters a domain; at least %d are needed"
                .formatted(group, rows.size(), mixed.size() + 1, mixed.size() + 2));
      }
      result.add(group, rows);
    }
    return result.findings(Findings.of(this, data, fitter));
  }

  /** Numbers of the columns with this prefix, which must run from 1 without a gap. */
  private static List<Integer> columns(Observations table, String prefix) {
    List<Integer> found =
        IntStream.rangeClosed(1, MOST_DOMAINS)
            .filter(i -> table.variable(prefix + i).isPresent())
            .boxed()
            .toList();
    if (found.getLast() != found.size()) {
      throw new InputException(
          "columns %s* run to %d but only %d are there; number the domains from 1 without a gap"
              .formatted(prefix, found.getLast(), found.size()));
    }
    return found;
  }

  private static void requireShares(Observations table, List<Integer> mixed) {
    for (int row = 0; row < table.size(); row++) {
      double sum = Arrays.stream(mixture(table, mixed, row)).sum();
      if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
        Observations.Origin origin = table.origins().get(row);
        throw new InputException(
            "%s: the shares of the domains add up to %s, not to 1; give all domains as shares"
                .formatted(
                    origin.line() > 0 ? origin.file() + ":" + origin.line() : "row " + (row + 1),
                    sum));
      }
    }
  }

  private static double[] mixture(Observations table, List<Integer> mixed, int row) {
    return mixed.stream().mapToDouble(i -> table.value(row, "proportion_domain_" + i)).toArray();
  }

  private static List<String> groups(Observations table) {
    return List.copyOf(
        new LinkedHashSet<>(table.label("group").orElse(Collections.nCopies(table.size(), "all"))));
  }

  private static Observations ofGroup(Observations table, String group) {
    return table
        .label("group")
        .map(labels -> table.where(row -> labels.get(row).equals(group)))
        .orElse(table);
  }

  /** Tables in the making. */
  private static final class Result {
    private final List<Integer> mixed;
    private final List<Integer> measured;
    private final double[] weights;
    private final Findings.Builder fits;
    private final Findings.Builder best;
    private final Findings.Builder points;
    private final List<Double> scores = new ArrayList<>();
    private final List<Double> unseen = new ArrayList<>();
    private final List<String> far = new ArrayList<>();

    Result(List<Integer> mixed, List<Integer> measured, Map<String, String> options) {
      this.mixed = mixed;
      this.measured = measured;
      this.weights = measured.stream().mapToDouble(i -> weight(i).numberIn(options)).toArray();
      double sum = Arrays.stream(weights).sum();
      if (!(sum > 0)) {
        throw new IllegalArgumentException("the weights of all domains are 0; give one above 0");
      }
      Arrays.setAll(weights, i -> weights[i] / sum);
      fits =
          Findings.Table.builder("fits", "One law per group and domain")
              .column("group", "group")
              .column("domain", "domain")
              .column("n", "rows")
              .column("r2", "R2")
              .column("rmse", "rmse", "nats/token")
              .column("r2LeaveOneOut", "R2, each row left out")
              .column("c", "floor c", "nats/token");
      mixed.forEach(j -> fits.column("t" + j, "t" + j));
      best =
          Findings.Table.builder("bestMixtures", "The mixture of least weighted mean loss")
              .column("group", "group")
              .column("loss", "predicted mean loss", "nats/token")
              .column("bestMeasured", "best measured mean loss", "nats/token")
              .column("nearest", "distance to the nearest measured mixture, sum of |differences|");
      mixed.forEach(j -> best.column("p" + j, "share of domain " + j));
      points =
          Findings.Table.builder("predictions", "Predicted and observed losses")
              .column("group", "group")
              .column("domain", "domain")
              .column("observed", "observed loss", "nats/token")
              .column("predicted", "predicted loss", "nats/token")
              .column("leftOut", "predicted with the row left out", "nats/token")
              .detail();
    }

    void add(String group, Observations rows) {
      double[][] mixtures =
          IntStream.range(0, rows.size())
              .mapToObj(row -> mixture(rows, mixed, row))
              .toArray(double[][]::new);
      List<MixingLaw> laws = new ArrayList<>();
      for (int domain : measured) {
        laws.add(add(group, domain, mixtures, rows.column("loss_domain_" + domain)));
      }
      addBest(group, laws, mixtures, rows);
    }

    private MixingLaw add(String group, int domain, double[][] mixtures, double[] losses) {
      MixingLaw law = MixingLaw.fit(mixtures, losses);
      double[] predicted = Arrays.stream(mixtures).mapToDouble(law::at).toArray();
      double[] leftOut = leftOut(law, mixtures, losses);
      Agreement inside = Agreement.of(losses, predicted);
      Agreement outside = Agreement.of(losses, leftOut);
      scores.add(inside.r2());
      unseen.add(outside.r2());
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  group,
                  domain,
                  losses.length,
                  inside.r2(),
                  inside.rmse(),
                  outside.r2(),
                  law.floor()));
      law.rates().stream().forEach(cells::add);
      fits.row(cells.toArray());
      for (int row = 0; row < losses.length; row++) {
        points.row(group, domain, losses[row], predicted[row], leftOut[row]);
      }
      return law;
    }

    private static double[] leftOut(MixingLaw law, double[][] mixtures, double[] losses) {
      double[] predicted = new double[losses.length];
      for (int out = 0; out < losses.length; out++) {
        int left = out;
        int[] kept = IntStream.range(0, losses.length).filter(row -> row != left).toArray();
        double[][] others =
            Arrays.stream(kept).mapToObj(row -> mixtures[row]).toArray(double[][]::new);
        double[] otherLosses = Arrays.stream(kept).mapToDouble(row -> losses[row]).toArray();
        predicted[out] = law.refit(others, otherLosses).at(mixtures[out]);
      }
      return predicted;
    }

    private void addBest(
        String group, List<MixingLaw> laws, double[][] mixtures, Observations rows) {
      MeanLoss mean = new MeanLoss(laws, Values.of(weights));
      SimplexDescent.Minimum minimum =
          SimplexDescent.withDefaults().minimize(mean, Simplex.centre(mixed.size()));
      double[] mixture = minimum.point().toArray();
      double nearest =
          Arrays.stream(mixtures).mapToDouble(each -> distance(each, mixture)).min().orElseThrow();
      if (nearest > FAR) {
        far.add(group);
      }
      double measuredBest =
          IntStream.range(0, rows.size())
              .mapToDouble(row -> weighted(rows, row))
              .min()
              .orElseThrow();
      List<Object> cells = new ArrayList<>(List.of(group, minimum.value(), measuredBest, nearest));
      Arrays.stream(mixture).forEach(cells::add);
      best.row(cells.toArray());
    }

    private double weighted(Observations rows, int row) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * rows.value(row, "loss_domain_" + measured.get(i));
      }
      return sum;
    }

    private static double distance(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += Math.abs(a[i] - b[i]);
      }
      return sum;
    }

    Findings findings(Findings empty) {
      Findings findings =
          empty
              .withHeadline(
                  String.format(
                      Locale.ROOT,
                      "%d fits explain between %.1f and %.1f %% of the variance of the losses,"
                          + " and with each row left out between %.1f and %.1f %%.",
                      scores.size(),
                      100 * Collections.min(scores),
                      100 * Collections.max(scores),
                      100 * Collections.min(unseen),
                      100 * Collections.max(unseen)))
              .with(fits.build())
              .with(best.build())
              .with(points.build());
      return far.isEmpty()
          ? findings
          : findings.with(
              new Diagnostic.Extrapolates(
                  "the best mixture of %s differs from every measured mixture by more than %s in"
                          .formatted(String.join(", ", far), FAR)
                      + " the sum of shares; train one near it before relying on it"));
    }
  }
}
